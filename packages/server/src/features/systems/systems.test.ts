import { SYSTEM_ACTIONS, SYSTEM_STATES, SYSTEM_TRANSITIONS, api } from '@ancam/contract';
import type { SystemBody, SystemDetail } from '@ancam/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, openApp, setUpAdministrator, signInElsewhere } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { resultOf } from '../../../test/results.ts';
import { describeOnOneStore } from '../../../test/store.ts';
import { asOwner } from '../../db/actor.ts';

const body = (change: Partial<SystemBody> = {}): SystemBody => ({
  name: 'Giám sát giao thông nội thị',
  code: 'GT-01',
  operatorKind: 'owner',
  operatorUnitId: null,
  operatorName: '',
  operatorContract: '',
  mandate: '12/QĐ-UBND',
  purpose: 'Giám sát giao thông',
  scope: 'Địa bàn phường',
  reach: 'agency',
  dedicated: true,
  hostSystemId: null,
  serviceType: 'infrastructure',
  informationKinds: ['private', 'personal'],
  secretPaper: '',
  usersEstimate: 20,
  storage: 'vietnam',
  storageHolder: 'Trung tâm dữ liệu tỉnh',
  storageDays: 30,
  note: '',
  zones: [{ name: 'Vùng camera', kind: 'camera', ranges: ['192.168.1.0/24'], note: '' }],
  ...change,
});
const move = (browser: Browser, id: string, action: (typeof SYSTEM_ACTIONS)[number], document = '5/QĐ') =>
  browser.call(api.moveSystem, { params: { id }, body: { action, on: '2026-11-22', document, reason: '' } });

describeOnOneStore('information systems', (open) => {
  let app: TestApp;
  let admin: Browser;
  let other: Browser;
  beforeAll(async () => {
    app = await openApp(open, '2026-11-22T08:00:00.000Z');
    admin = await setUpAdministrator(app);
    other = await signInElsewhere(app, 'officer');
  });
  afterAll(() => app.close());

  const add = (change: Partial<SystemBody> = {}): Promise<SystemDetail> => admin.call(api.addSystem, { body: body(change) });

  test('the steps in the code are those of the database', async () => {
    const { rows } = await sql<{ step: string }>`select action || ' ' || from_state || ' ' || to_state || ' ' || needs_document as step
      from system_transition`.execute(app.context.db);
    const told = SYSTEM_TRANSITIONS.map(({ action, from, to, needsDocument }) => `${action} ${from} ${to} ${String(needsDocument)}`);
    expect(rows.map(({ step }) => step).sort()).toEqual([...told].sort());
  });

  test('every path through its life: what the table allows is done, all else is refused by API and database alike', async () => {
    const paths: Record<(typeof SYSTEM_STATES)[number], (typeof SYSTEM_ACTIONS)[number][]> = {
      planned: [],
      evaluated: ['evaluate'],
      operating: ['evaluate', 'operate'],
      retired: ['retire'],
    };
    for (const state of SYSTEM_STATES) {
      for (const action of SYSTEM_ACTIONS) {
        const { id } = await add({ name: `${state} ${action}` });
        for (const step of paths[state]) await move(admin, id, step);
        const allowed = SYSTEM_TRANSITIONS.find((each) => each.from === state && each.action === action);
        const before = await admin.call(api.getSystem, { params: { id } });
        expect(before.actions.may.includes(action), `${state} ${action}`).toBe(allowed !== undefined);
        if (allowed === undefined) expect(await codeOf(move(admin, id, action)), `${state} ${action}`).toBe('conflict');
        else {
          if (allowed.needsDocument) expect(await codeOf(move(admin, id, action, ''))).toBe('input.invalid');
          const after = await move(admin, id, action);
          expect(after.state).toBe(allowed.to);
          expect(after.events.at(-1)).toMatchObject({ action, from: state, to: allowed.to, by: 'Nguyễn Văn An' });
        }
      }
      for (const to of SYSTEM_STATES.filter(
        (each) => each !== state && !SYSTEM_TRANSITIONS.some((t) => t.from === state && t.to === each),
      )) {
        const { id } = await add({ name: `thẳng ${state} ${to}` });
        for (const step of paths[state]) await move(admin, id, step);
        const jump = sql`update information_system set state = ${to} where id = ${id}`;
        await expect(
          asOwner(app.context, (tx) => jump.execute(tx)),
          `${state} ${to}`,
        ).rejects.toThrow(/does not go from/);
      }
    }
  });

  test('its figures follow its life', async () => {
    const { rows } = await sql<
      Record<string, number>
    >`select (select sum(systems)::int from tally) as systems, (select sum(systems_operating)::int from tally) as operating,
      (select sum(systems)::int from system_figure) as really, (select sum(systems_operating)::int from system_figure) as running`.execute(
      app.context.db,
    );
    expect(rows[0]?.systems).toBe(rows[0]?.really);
    expect(rows[0]?.operating).toBe(rows[0]?.running);
    expect(rows[0]?.running).toBeGreaterThan(0);
  });

  test('a state secret is a flag and the number of a paper; contradictions are refused', async () => {
    const secret = await add({ name: 'Mật', informationKinds: ['state-secret'], secretPaper: '01/M-2026' });
    expect(secret).toMatchObject({ stateSecret: true, secretPaper: '01/M-2026' });
    expect(await codeOf(add({ informationKinds: ['state-secret'] }))).toBe('input.invalid');
    expect(await codeOf(add({ secretPaper: '01/M' }))).toBe('input.invalid');
    expect(await codeOf(add({ operatorKind: 'contractor' }))).toBe('input.invalid');
    expect(await codeOf(add({ operatorKind: 'unit' }))).toBe('input.invalid');
    expect(await codeOf(add({ hostSystemId: secret.id }))).toBe('input.invalid');
    expect(await add({ name: 'Thiết bị đầu cuối', dedicated: false, hostSystemId: secret.id })).toMatchObject({ host: { name: 'Mật' } });
    expect(
      await codeOf(
        admin.call(api.moveSystem, {
          params: { id: secret.id },
          body: { action: 'evaluate', on: '2026-11-23', document: '1', reason: '' },
        }),
      ),
    ).toBe('input.invalid');
  });

  test('it is changed with its zones, found without accents, paged, exported, and not seen by another body', async () => {
    const { id } = await add({ name: 'Trụ sở làm việc' });
    const zones = [
      { name: 'A', kind: 'server' as const, ranges: ['10.0.0.1-10.0.0.9'], note: '' },
      { name: 'B', kind: 'user' as const, ranges: [], note: 'x' },
    ];
    const changed = await admin.call(api.updateSystem, {
      params: { id },
      body: body({ name: 'Trụ sở mới', operatorKind: 'contractor', operatorName: 'Công ty X', zones }),
    });
    expect(changed).toMatchObject({ name: 'Trụ sở mới', operator: 'Công ty X', zones });
    expect((await admin.call(api.listSystems, { query: { q: 'tru so moi cong ty' } })).items.map((each) => each.id)).toEqual([id]);
    const seen: string[] = [];
    for (let cursor: string | undefined, more = true; more;) {
      const page = await admin.call(api.listSystems, { query: { limit: 7, ...(cursor === undefined ? {} : { cursor }) } });
      seen.push(...page.items.map((each) => each.id));
      cursor = page.next ?? undefined;
      more = page.next !== null;
    }
    expect(new Set(seen).size).toBe(seen.length);
    const csv = await (await admin.fetch('/api/systems/export?format=csv&state=operating')).text();
    const operating = await admin.call(api.listSystems, { query: { state: 'operating', limit: 200 } });
    expect(csv.trim().split('\r\n')).toHaveLength(operating.items.length + 1);
    expect((await other.call(api.listSystems)).items).toEqual([]);
    expect(await codeOf(other.call(api.getSystem, { params: { id } }))).toBe('not-found');
    expect(await codeOf(move(other, id, 'evaluate'))).toBe('not-found');
    expect((await admin.call(api.audit)).items[0]).toMatchObject({ action: 'system.exported' });
  });

  test('the list names what its rows and its filter stand for, and a recorder its channels', async () => {
    const { id: systemId } = await add({ name: 'Hệ thống kể tên' });
    const { id: siteId } = await admin.call(api.addSite, { body: { name: 'Trụ sở kể tên' } });
    const { id: groupId } = await admin.call(api.addGroup, { body: { name: 'Nhóm kể tên', systemId, siteId } });
    const camera = await admin.call(api.addCamera, { body: { name: 'Camera kể tên' } });
    const recorder = await admin.call(api.addCamera, { body: { name: 'Đầu ghi kể tên' } });
    await sql`update camera set kind = 'recorder' where id = ${recorder.id}`.execute(app.context.db);
    const patch = { systemId, siteId, groupId, recorderId: recorder.id, channel: 7 };
    await admin.call(api.updateCamera, { params: { id: camera.id }, body: patch });
    const list = await admin.call(api.listCameras, { query: { system: systemId, site: siteId, group: groupId, recorder: recorder.id } });
    expect(list.names).toEqual({ system: 'Hệ thống kể tên', site: 'Trụ sở kể tên', group: 'Nhóm kể tên', recorder: 'Đầu ghi kể tên' });
    expect(list.items).toMatchObject([
      { id: camera.id, system: { id: systemId, name: 'Hệ thống kể tên' }, site: { name: 'Trụ sở kể tên' }, group: { name: 'Nhóm kể tên' } },
    ]);
    expect((await admin.call(api.listCameras, { query: { kind: 'recorder' } })).items.map(({ id }) => id)).toEqual([recorder.id]);
    const { channels } = await admin.call(api.getCamera, { params: { id: recorder.id } });
    expect(channels).toEqual([{ id: camera.id, name: 'Camera kể tên', status: 'in-use', channel: 7 }]);
    // What one does not see has no name.
    expect((await other.call(api.listCameras, { query: { system: systemId } })).names).toEqual({});
  });

  test('groups belong to a system and a site of the same body; cameras to records of their unit', async () => {
    const system = await add({ name: 'Có nhóm' });
    const site = await admin.call(api.addSite, { body: { name: 'Chợ Trung tâm', address: '1 Lê Lợi' } });
    const group = await admin.call(api.addGroup, { body: { name: 'Cổng chợ', systemId: system.id, siteId: site.id } });
    expect(group).toMatchObject({ system: 'Có nhóm', site: 'Chợ Trung tâm', cameras: 0 });
    const theirs = await other.call(api.addSite, { body: { name: 'Kho' } });
    expect(await codeOf(admin.call(api.addGroup, { body: { name: 'x', siteId: theirs.id } }))).toBe('not-found');
    expect(await codeOf(admin.call(api.updateSite, { params: { id: theirs.id }, body: { name: 'Chiếm' } }))).toBe('not-found');
    const { id } = await admin.call(api.addCamera, { body: { name: 'Camera chợ' } });
    const params = { id };
    const camera = await admin.call(api.updateCamera, { params, body: { systemId: system.id, groupId: group.id, siteId: site.id } });
    expect(camera).toMatchObject({ system: { name: 'Có nhóm' }, group: { name: 'Cổng chợ' }, site: { name: 'Chợ Trung tâm' } });
    expect(await codeOf(admin.call(api.updateCamera, { params, body: { siteId: theirs.id } }))).toBe('not-found');
    expect(await codeOf(admin.call(api.updateCamera, { params, body: { recorderId: id } }))).toBe('not-found');
    expect((await admin.call(api.getSystem, { params: { id: system.id } })).cameras).toBe(1);
    expect((await admin.call(api.listCameras, { query: { site: site.id } })).total?.count).toBe(1);
    expect((await admin.call(api.listSites, { query: { q: 'cho trung tam' } })).items).toMatchObject([{ cameras: 1 }]);
  });
});

const seen = (browser: Browser, at: string, query = '', address = '192.168.1.10') =>
  browser.fetch(`/api/scans/import${query}`, { method: 'POST', body: JSON.stringify(resultOf(at, { address })) });
const total = async (browser: Browser) => (await browser.call(api.listCameras)).total?.count;

describeOnOneStore('the same private range in two places', (open) => {
  let app: TestApp;
  let admin: Browser;
  let other: Browser;
  beforeAll(async () => {
    app = await openApp(open, '2026-11-22T08:00:00.000Z');
    admin = await setUpAdministrator(app);
    other = await signInElsewhere(app, 'officer');
  });
  afterAll(() => app.close());

  test('two agencies do not meet', async () => {
    await seen(admin, '2026-11-20T03:00:00.000Z');
    await seen(other, '2026-11-20T04:00:00.000Z');
    expect([await total(admin), await total(other)]).toEqual([1, 1]);
    const [mine] = (await admin.call(api.listCameras)).items;
    expect(mine?.lastSeenAt).toBe('2026-11-20T03:00:00.000Z');
  });

  test('two sites of one agency do not meet either, and the only site takes in what had none', async () => {
    const a = await admin.call(api.addSite, { body: { name: 'A' } });
    await seen(admin, '2026-11-20T05:00:00.000Z');
    expect(await total(admin)).toBe(1);
    await seen(admin, '2026-11-20T06:00:00.000Z', `?site=${a.id}`);
    expect(await total(admin)).toBe(1);
    expect((await admin.call(api.listCameras, { query: { site: a.id } })).total?.count).toBe(1);
    const b = await admin.call(api.addSite, { body: { name: 'B' } });
    await seen(admin, '2026-11-20T07:00:00.000Z', `?site=${b.id}`);
    expect(await total(admin)).toBe(2);
    await seen(admin, '2026-11-20T08:00:00.000Z', `?site=${a.id}`);
    await seen(admin, '2026-11-20T09:00:00.000Z', `?site=${b.id}`);
    expect(await total(admin)).toBe(2);
    await seen(admin, '2026-11-20T10:00:00.000Z');
    expect(await total(admin)).toBe(3);
    expect((await seen(other, '2026-11-20T11:00:00.000Z', `?site=${a.id}`)).status).toBe(404);
  });
});
