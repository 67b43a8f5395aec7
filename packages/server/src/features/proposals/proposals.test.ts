import { UploadedTable, api, urlOf } from '@ancam/contract';
import type { CameraDetail, ImportReport, Proposal, ProposalFilter, ProposalRules } from '@ancam/contract';
import { newId } from '@ancam/core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { codeOf, openApp, setUpAdministrator, signInElsewhere } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { resultOf } from '../../../test/results.ts';
import type { Shown } from '../../../test/results.ts';
import { describeOnOneStore } from '../../../test/store.ts';
import { DEFAULT_RULES } from './rules.ts';

type Device = Omit<Shown, 'at'>;
const day = (n: number): string => `2026-10-${String(n).padStart(2, '0')}T03:00:00.000Z`;
/** Nobody knows its maker, so no rule takes it. */
const STRANGE: Device = { address: '10.0.0.50', manufacturer: 'Không ai biết', model: 'X1', telnet: true };

describeOnOneStore('what a scan proposes', (open) => {
  let app: TestApp;
  let admin: Browser;
  beforeAll(async () => {
    app = await openApp(open, '2026-11-22T03:00:00.000Z');
    await setUpAdministrator(app);
  });
  afterAll(() => app.close());
  // Each test has a unit of its own.
  beforeEach(async () => {
    admin = await signInElsewhere(app, 'administrator');
  });

  const load = async (at: string, ...shown: readonly Device[]): Promise<ImportReport> => {
    const response = await admin.fetch('/api/scans/import', { method: 'POST', body: JSON.stringify(resultOf(at, ...shown)) });
    expect(response.status).toBe(200);
    return (await response.json()) as ImportReport; // the answer of a good import
  };
  const list = async (query: ProposalFilter & { state?: 'all' | Proposal['state'] } = {}): Promise<Proposal[]> =>
    (await admin.call(api.listProposals, { query })).items;
  const one = async (query: Parameters<typeof list>[0] = {}): Promise<Proposal> => {
    const [first, ...rest] = await list(query);
    expect(rest).toEqual([]);
    expect(first).toBeDefined();
    return first as Proposal; // shown to be there
  };
  const accept = ({ id }: Proposal): Promise<Proposal> => admin.call(api.acceptProposal, { params: { id } });
  const refuse = ({ id }: Proposal, reason = 'của trạm y tế bên cạnh'): Promise<Proposal> =>
    admin.call(api.refuseProposal, { params: { id }, body: { reason } });
  const camera = async (address: string): Promise<CameraDetail> => {
    const { items } = await admin.call(api.listCameras, { query: { limit: 200 } });
    const found = items.filter((each) => each.address === address);
    expect(found).toHaveLength(1);
    return admin.call(api.getCamera, { params: { id: found[0]?.id ?? '' } });
  };
  const rules = (change: Partial<ProposalRules>) => admin.call(api.changeProposalRules, { body: { ...DEFAULT_RULES, ...change } });
  const figures = async () => {
    const { cameras, findings } = await admin.call(api.dashboard);
    return { cameras: cameras.total, open: findings.open };
  };

  test('a new camera of firm identity comes in by the rule, which is named in the audit; a device of unknown maker waits and counts nowhere', async () => {
    const report = await load(day(1), { address: '10.0.0.1', serial: 'A1', telnet: true }, STRANGE);
    expect(report.proposals).toEqual({ new: 2, changed: 0, moved: 0, gone: 0, byRule: 1, waiting: 1 });
    expect((await admin.call(api.getScan, { params: { id: report.scanId } })).proposals).toEqual(report.proposals);
    const known = await camera('10.0.0.1');
    expect(known.status).toBe('in-use');
    expect(await list({ state: 'all', camera: known.id })).toMatchObject([
      { kind: 'new', state: 'accepted', rule: 'new', decidedBy: null },
    ]);
    const { items } = await admin.call(api.audit, { query: {} });
    expect(items.find(({ action }) => action === 'proposal.accepted')).toMatchObject({
      object: `camera/${known.id}`,
      summary: expect.stringMatching(/^rule new; new: Hikvision, .*A1/) as unknown,
    });
    const before = await figures();
    expect(before.cameras).toBe(1);
    const strange = await camera('10.0.0.50');
    expect(strange).toMatchObject({ status: 'proposed', actions: { state: 'proposed', may: [] } });
    expect(strange.findings.find(({ check }) => check === 'service/telnet')).toMatchObject({ status: 'open' });
    const waiting = await one();
    expect(waiting).toMatchObject({
      kind: 'new',
      actions: { state: 'open', may: ['accept', 'refuse'] },
      recognisedBy: 'new',
      camera: { id: strange.id },
    });
    expect(waiting.changes).toContainEqual({ field: 'model', before: null, after: 'X1' });
    expect((await admin.call(api.listCameras, { query: { status: 'proposed' } })).items.map(({ id }) => id)).toEqual([strange.id]);
    expect((await admin.call(api.countProposals)).waiting).toEqual({ count: 1, exact: true });
    expect(await accept(waiting)).toMatchObject({ state: 'accepted', rule: null, decidedBy: 'Trần Thị Bình', actions: { may: [] } });
    const open = Object.values(strange.open).reduce((sum, count) => sum + count, 0);
    expect(await figures()).toEqual({ cameras: 2, open: before.open + open });
    expect(await codeOf(accept(waiting))).toBe('conflict');
  });

  test('a later scan with the same facts says it about the same proposal', async () => {
    const first = await load(day(1), STRANGE);
    const before = await one();
    const second = await load(day(2), STRANGE);
    const after = await one();
    expect(after).toMatchObject({
      id: before.id,
      createdAt: before.createdAt,
      scanId: first.scanId,
      lastScanId: second.scanId,
      saidAt: day(2),
    });
    for (const scan of [first.scanId, second.scanId]) expect((await one({ scan })).id).toBe(before.id);
    expect(second.proposals).toMatchObject({ new: 1, waiting: 1 });
    expect((await admin.call(api.listCameras)).items).toHaveLength(1);
    // A better look makes it firm, and the rule takes it.
    const third = await load(day(3), { ...STRANGE, manufacturer: 'HIKVISION', serial: 'A2' });
    expect(third.proposals).toMatchObject({ new: 1, byRule: 1, waiting: 0 });
    expect(await list()).toEqual([]);
    expect(await camera('10.0.0.50')).toMatchObject({ status: 'in-use', makerName: 'Hikvision' });
  });

  test('what was refuted stays away until its facts change, and then no rule takes it; a refusal can be taken back', async () => {
    await load(day(1), STRANGE);
    const waiting = await one();
    expect(await codeOf(admin.call(api.refuseProposal, { params: { id: waiting.id }, body: { reason: ' ' } }))).toBe('input.invalid');
    const refused = await refuse(waiting);
    expect(refused).toMatchObject({
      state: 'refused',
      reason: 'của trạm y tế bên cạnh',
      actions: { may: ['reopen'] },
      camera: { status: 'not-ours' },
    });
    expect((await load(day(2), STRANGE)).proposals).toMatchObject({ new: 0, waiting: 0 });
    expect(await camera('10.0.0.50')).toMatchObject({ status: 'not-ours', lastSeenAt: day(2) });
    expect(await admin.call(api.reopenProposal, { params: { id: waiting.id } })).toMatchObject({
      state: 'open',
      decidedBy: null,
      reason: '',
    });
    expect((await camera('10.0.0.50')).status).toBe('proposed');
    await refuse(waiting);
    await load(day(3), { ...STRANGE, manufacturer: 'HIKVISION', model: 'DS-2', serial: 'R1' });
    expect((await one()).changes).toContainEqual({ field: 'model', before: null, after: 'DS-2' });
    expect(await camera('10.0.0.50')).toMatchObject({ status: 'proposed', makerName: 'Hikvision' });
    expect(await codeOf(admin.call(api.reopenProposal, { params: { id: waiting.id } }))).toBe('conflict');
    expect((await load(day(4), { ...STRANGE, manufacturer: 'HIKVISION', model: 'DS-2', serial: 'R1' })).proposals).toMatchObject({
      waiting: 1,
    });
  });

  test('another firmware comes in by the rule, another model waits: old beside new, the register as it was until somebody accepts', async () => {
    const device = { address: '10.0.0.1', serial: 'B1', firmware: 'V5.5.0' };
    await load(day(1), device);
    const changed = await load(day(2), { ...device, firmware: 'V5.7.3' });
    expect(changed.proposals).toMatchObject({ changed: 1, byRule: 1, waiting: 0 });
    expect((await camera('10.0.0.1')).firmware).toBe('V5.7.3');
    expect((await one({ state: 'accepted', kind: 'changed' })).changes).toEqual([{ field: 'firmware', before: 'V5.5.0', after: 'V5.7.3' }]);
    const other = { ...device, firmware: 'V5.8.0', model: 'DS-9999' };
    await load(day(3), other);
    const waiting = await one();
    expect(waiting.changes).toEqual([
      { field: 'model', before: 'DS-2CD2143G2-I', after: 'DS-9999' },
      { field: 'firmware', before: 'V5.7.3', after: 'V5.8.0' },
    ]);
    expect(await camera('10.0.0.1')).toMatchObject({ model: 'DS-2CD2143G2-I', firmware: 'V5.7.3', lastSeenAt: day(3) });
    await refuse(waiting, 'tem ghi đúng, thiết bị khai sai');
    expect((await load(day(4), other)).proposals).toMatchObject({ changed: 0, waiting: 0 });
    await load(day(5), { ...other, firmware: 'V5.9.0' });
    await accept(await one());
    expect(await camera('10.0.0.1')).toMatchObject({ model: 'DS-9999', firmware: 'V5.9.0', name: 'Hikvision DS-2CD2143G2-I' });
    expect((await admin.call(api.listCameras, { query: { q: 'DS-9999' } })).items).toHaveLength(1);
    expect((await load(day(6), { ...other, firmware: 'V5.9.0' })).proposals).toMatchObject({ changed: 0 });
  });

  test('what a later scan no longer says is ended; an older result says nothing against the register', async () => {
    const device = { address: '10.0.0.1', serial: 'C1' };
    await load(day(2), device);
    await load(day(3), { ...device, model: 'DS-9999' });
    const { id } = await one();
    await load(day(4), device);
    expect(await list()).toEqual([]);
    expect(await one({ state: 'superseded' })).toMatchObject({ id, actions: { may: [] } });
    expect((await load(day(1), { ...device, address: '10.0.0.77', model: 'DS-7777' })).proposals).toMatchObject({ changed: 0, moved: 0 });
    expect((await camera('10.0.0.1')).model).toBe('DS-2CD2143G2-I');
  });

  test('a camera entered by hand gains what nobody had recorded; what a person recorded otherwise waits', async () => {
    await admin.call(api.addCamera, { body: { name: 'Cổng', maker: 'Hikvision', model: 'DS-1111', serial: 'D1' } });
    await load(day(1), { address: '10.0.0.1', serial: 'D1', firmware: 'V5.5.0' });
    const found = await camera('10.0.0.1');
    expect(found).toMatchObject({ name: 'Cổng', model: 'DS-1111', firmware: 'V5.5.0' });
    expect((await one()).changes).toEqual([{ field: 'model', before: 'DS-1111', after: 'DS-2CD2143G2-I' }]);
  });

  test('a move by serial number comes in by the rule, one by key alone waits; meanwhile each is known at its place', async () => {
    const key = 'cd'.repeat(32);
    await load(day(1), { address: '10.0.0.1', serial: 'E1' }, { address: '10.0.0.2', serial: 'E2', tlsKey: key });
    await load(day(2), { address: '10.0.0.9', serial: 'E1' }, { address: '10.0.0.8', tlsKey: key });
    expect(await one({ state: 'accepted', kind: 'moved' })).toMatchObject({
      rule: 'moved',
      recognisedBy: 'serial',
      camera: { address: '10.0.0.9' },
    });
    const waiting = await one();
    expect(waiting).toMatchObject({
      kind: 'moved',
      recognisedBy: 'tls-key',
      changes: [{ field: 'address', before: '10.0.0.2', after: '10.0.0.8' }],
    });
    expect((await camera('10.0.0.2')).id).toBe(waiting.camera.id);
    // Another device without marks stands at the old address now: it is none that is known.
    const third = await load(day(3), { address: '10.0.0.2' }, { address: '10.0.0.8', tlsKey: key });
    expect(third.proposals).toMatchObject({ new: 1, moved: 1, waiting: 2 });
    expect((await one({ kind: 'moved' })).id).toBe(waiting.id);
    await accept(waiting);
    expect((await camera('10.0.0.8')).id).toBe(waiting.camera.id);
    expect((await load(day(4), { address: '10.0.0.2' }, { address: '10.0.0.8', tlsKey: key })).proposals).toMatchObject({
      new: 1,
      moved: 0,
    });
  });

  test('a camera that two scans of its address miss is proposed as gone; one miss, or a scan of other addresses, proposes nothing', async () => {
    const [a, b] = [
      { address: '10.0.0.1', serial: 'F1' },
      { address: '10.0.0.2', serial: 'F2' },
    ];
    await load(day(1), a, b, { address: '10.0.7.1', serial: 'F7' });
    const first = await load(day(2), b);
    expect(first.proposals).toMatchObject({ gone: 0, waiting: 0 });
    expect(await list()).toEqual([]);
    expect(await one({ state: 'watching' })).toMatchObject({ kind: 'gone', misses: 1, camera: { address: '10.0.0.1' } });
    expect((await load(day(3), b)).proposals).toMatchObject({ gone: 1, waiting: 1 });
    const waiting = await one();
    expect(waiting).toMatchObject({ kind: 'gone', misses: 2, recognisedBy: null, camera: { lastSeenAt: day(1) } });
    expect(waiting.changes).toEqual([{ field: 'status', before: 'in-use', after: 'retired' }]);
    await load(day(4), b);
    expect(await one()).toMatchObject({ id: waiting.id, misses: 3 });
    // It answers again: nothing is left of it, and the count begins anew.
    await load(day(5), a, b);
    expect(await list()).toEqual([]);
    await load(day(6), b);
    expect(await list()).toEqual([]);
  });

  test('a camera accepted as gone is out of use; where it answers again, that is proposed too', async () => {
    await rules({ goneAfter: 1 });
    const [a, b] = [
      { address: '10.0.0.1', serial: 'K1' },
      { address: '10.0.0.2', serial: 'K2' },
    ];
    await load(day(1), a, b);
    await load(day(7), b);
    const again = await one();
    const before = await figures();
    await accept(again);
    expect((await camera('10.0.0.1')).status).toBe('retired');
    expect((await figures()).cameras).toBe(before.cameras - 1);
    expect((await load(day(8), b)).proposals).toMatchObject({ gone: 0 });
    // Taken out of use and yet it answers.
    await load(day(9), a, b);
    const back = await one();
    expect(back).toMatchObject({ kind: 'changed', changes: [{ field: 'status', before: 'retired', after: 'in-use' }] });
    await accept(back);
    expect((await camera('10.0.0.1')).status).toBe('in-use');
  });

  test('a camera that a person says is still there is not proposed as gone again before a scan has seen it', async () => {
    await rules({ goneAfter: 1 });
    const [a, b] = [
      { address: '10.0.0.1', serial: 'G1' },
      { address: '10.0.0.2', serial: 'G2' },
    ];
    await load(day(1), a, b);
    await load(day(2), b);
    await refuse(await one(), 'tắt nguồn mùa hè');
    await load(day(3), b);
    expect(await list()).toEqual([]);
    const unit = await unitOf();
    app.at('2026-11-23T03:00:00.000Z');
    admin = await signInElsewhere(app, 'administrator', unit);
    await load('2026-11-23T02:00:00.000Z', a, b);
    await load('2026-11-23T02:30:00.000Z', b);
    expect(await one()).toMatchObject({ kind: 'gone', misses: 1 });
    app.at('2026-11-22T03:00:00.000Z');
  });
  const unitOf = async (): Promise<string> => {
    const { id } = await camera('10.0.0.1');
    return (await app.context.db.selectFrom('camera').select('steward_id').where('id', '=', id).executeTakeFirstOrThrow()).steward_id;
  };

  test('the rules are the unit’s own: switched off, everything waits; whoever only reads changes none', async () => {
    expect(await admin.call(api.getProposalRules)).toMatchObject({
      ...DEFAULT_RULES,
      changedBy: null,
      actions: { state: 'standard', may: ['change'] },
    });
    const off = { acceptNew: false, acceptFirmware: false, acceptMoved: false };
    expect(await rules(off)).toMatchObject({ ...off, changedBy: 'Trần Thị Bình', actions: { state: 'own' } });
    const device = { address: '10.0.0.1', serial: 'H1', firmware: 'V1.0' };
    expect((await load(day(1), device)).proposals).toMatchObject({ new: 1, byRule: 0, waiting: 1 });
    await accept(await one());
    await load(day(2), { ...device, address: '10.0.0.4', firmware: 'V2.0' });
    expect((await list()).map(({ kind }) => kind).sort()).toEqual(['changed', 'moved']);
    expect(await camera('10.0.0.1')).toMatchObject({ firmware: 'V1.0' });
    const unit = await unitOf();
    const viewer = await signInElsewhere(app, 'viewer', unit);
    expect((await viewer.call(api.getProposalRules)).actions).toMatchObject({ may: [], blockers: [{ reason: 'no-permission' }] });
    expect(await codeOf(viewer.call(api.changeProposalRules, { body: DEFAULT_RULES }))).toBe('auth.forbidden');
    const [seen] = (await viewer.call(api.listProposals)).items;
    expect(seen?.actions.may).toEqual([]);
    expect(await codeOf(viewer.call(api.acceptProposal, { params: { id: seen?.id ?? '' } }))).toBe('auth.forbidden');
    const officer = await signInElsewhere(app, 'officer', unit);
    expect(await officer.call(api.acceptProposal, { params: { id: seen?.id ?? '' } })).toMatchObject({ state: 'accepted' });
    admin = await signInElsewhere(app, 'administrator');
    expect(await admin.call(api.getProposalRules)).toMatchObject(DEFAULT_RULES);
    expect(await codeOf(accept(seen as Proposal))).toBe('not-found'); // shown to be there
  });

  test('all of a filter are accepted at once, if still as many wait as the person was told', async () => {
    await rules({ acceptNew: false });
    await load(day(1), ...Array.from({ length: 7 }, (_, n) => ({ address: `10.0.0.${n + 1}`, serial: `I${n}` })));
    const { scanId } = await load(day(2), { address: '10.0.0.30', serial: 'I30' }, { address: '10.0.0.31', serial: 'I31' });
    expect(await admin.call(api.previewAcceptance)).toEqual({ count: 9, kinds: { new: 9, changed: 0, moved: 0, gone: 0 }, more: false });
    expect(await codeOf(admin.call(api.acceptProposals, { body: { count: 8 } }))).toBe('conflict');
    expect(await list()).toHaveLength(9);
    expect(await admin.call(api.acceptProposals, { body: { scan: scanId, count: 2 } })).toEqual({ accepted: 2 });
    const pages: string[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await admin.call(api.listProposals, { query: { limit: 3, ...(cursor === undefined ? {} : { cursor }) } });
      if (cursor === undefined) expect(page.total).toEqual({ count: 7, exact: true });
      pages.push(...page.items.map(({ id }) => id));
      if (page.next === null) break;
      cursor = page.next;
    }
    expect(new Set(pages).size).toBe(7);
    expect(await admin.call(api.acceptProposals, { body: { kind: 'new', count: 7 } })).toEqual({ accepted: 7 });
    expect((await figures()).cameras).toBe(9);
    expect(await codeOf(admin.call(api.listProposals, { query: { under: newId() } }))).toBe('not-found');
    expect(await codeOf(admin.call(api.listProposals, { query: { cursor: "'; drop table scan_proposal" } }))).toBe('input.invalid');
  });

  test('whoever enters a proposed device from a table takes it into use', async () => {
    await load(day(1), { ...STRANGE, serial: 'J1' });
    const csv = 'Tên,Số sê-ri,Địa chỉ IP\nSân sau,J1,10.0.0.50\n';
    const url = urlOf(api.uploadImport, { query: { kind: 'cameras', fileName: 'a.csv' } });
    const sent = UploadedTable.parse(await (await admin.fetch(url, { method: 'POST', body: csv })).json());
    const params = { id: sent.import.id };
    await admin.call(api.mapImport, { params, body: sent.import.mapping ?? {} });
    await admin.call(api.checkImport, { params });
    await app.context.imports.settled(params.id);
    await admin.call(api.applyImport, { params, body: { policy: 'all' } });
    await app.context.imports.settled(params.id);
    expect(await camera('10.0.0.50')).toMatchObject({ status: 'in-use', name: 'Sân sau' });
    expect((await load(day(2), { ...STRANGE, serial: 'J1' })).proposals).toMatchObject({ new: 0, waiting: 0 });
    expect(await list()).toEqual([]);
  });
});
