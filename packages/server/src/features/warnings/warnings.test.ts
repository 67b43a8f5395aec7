import { api } from '@ancam/contract';
import type { MakerList, ModelDetail, WarningBody } from '@ancam/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, openApp, setUpAdministrator, signInElsewhere } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { resultOf } from '../../../test/results.ts';
import { describeOnEachStore } from '../../../test/store.ts';
import { asOwner } from '../../db/actor.ts';
import { foldFigures } from '../figures/figures.service.ts';
import { seedMakers } from '../models/seed.service.ts';
import { applyPending } from './apply.service.ts';

const NOW = '2026-11-22T08:00:00.000Z';

const camera = (browser: Browser, name: string, label: { maker?: string; model?: string; firmware?: string; serial?: string }) =>
  browser.call(api.addCamera, {
    body: { name, maker: 'HIK-VISION', model: 'ds 2cd2143g2 i (2.8mm)', firmware: 'V5.5.0 build 180101', ...label },
  });

const warned = async (browser: Browser, id: string): Promise<string> => (await browser.call(api.getCamera, { params: { id } })).warned;

describeOnEachStore('warnings of authorities', (open) => {
  let app: TestApp;
  let admin: Browser;
  let approver: Browser;
  let other: Browser;
  let makers: MakerList['items'];
  let model: ModelDetail;
  beforeAll(async () => {
    app = await openApp(open, NOW);
    admin = await setUpAdministrator(app);
    await seedMakers(app.context);
    await seedMakers(app.context);
    const unitId = (await admin.call(api.session)).account?.unit.id;
    approver = await signInElsewhere(app, 'approver', unitId);
    other = await signInElsewhere(app, 'administrator');
    makers = (await admin.call(api.listMakers)).items;
    model = await admin.call(api.addModel, { body: { makerId: makerId('hikvision'), name: 'DS-2CD2143G2-I', aliases: ['Cam trụ 4MP'] } });
  });
  afterAll(() => app.close());

  const makerId = (key: string): string => makers.find((each) => each.key === key)?.id ?? '';
  const body = (change: Partial<WarningBody> = {}): WarningBody => ({
    issuer: 'Cục An ninh mạng',
    document: '12/CB-A05',
    documentDate: '2026-11-20',
    title: 'Lỗ hổng chiếm quyền thiết bị',
    effect: 'Chiếm quyền từ xa',
    remedy: 'Cập nhật firmware',
    makerId: makerId('hikvision'),
    modelIds: [model.id],
    modelPatterns: [],
    revision: '',
    firmwareFrom: '',
    firmwareTo: 'V5.5.1 build 180300',
    firmwareToIncluded: true,
    validFrom: '2026-11-21',
    ...change,
  });
  const publish = async (change: Partial<WarningBody> = {}): Promise<string> => {
    const { id } = await admin.call(api.proposeWarning, { body: body(change) });
    await approver.call(api.publishWarning, { params: { id } });
    return id;
  };
  const withdraw = (id: string) =>
    approver.call(api.withdrawWarning, { params: { id }, body: { reason: 'đã có bản vá', on: '2026-11-22' } });

  test('the makers of the knowledge are there once, with their brands', () => {
    expect(makers.map(({ key }) => key).sort()).toEqual(app.context.knowledge.vendors.map(({ id }) => id).sort());
    expect(makers.find(({ key }) => key === 'hikvision')?.aliases).toEqual(expect.arrayContaining(['HiLook', 'EZVIZ']));
  });

  test('whoever proposes does not publish, in the API and in the database', async () => {
    const { id, actions } = await admin.call(api.proposeWarning, { body: body() });
    expect(actions).toMatchObject({ state: 'proposed', may: [] });
    expect(actions.blockers).toContainEqual({ action: 'publish', reason: 'own-proposal' });
    expect(await codeOf(admin.call(api.publishWarning, { params: { id } }))).toBe('auth.forbidden');
    const self = sql`update warning set state = 'published', decided_by = 'x', decided_account = proposed_account, decided_at = now() where id = ${id}`;
    await expect(asOwner(app.context, (tx) => self.execute(tx))).rejects.toThrow(/another_decides/);
    expect(await codeOf(other.call(api.getWarning, { params: { id } }))).toBe('not-found');
    expect((await other.call(api.listWarnings)).items).toEqual([]);
    const refused = await approver.call(api.refuseWarning, { params: { id }, body: { reason: 'nhập trùng' } });
    expect(refused).toMatchObject({ decidedReason: 'nhập trùng', actions: { state: 'refused', may: [] } });
    const skip = sql`update warning set state = 'withdrawn', withdrawn_on = now() where id = ${id}`;
    await expect(asOwner(app.context, (tx) => skip.execute(tx))).rejects.toThrow(/does not go from/);
  });

  test('a unit that keeps no reference data changes none of it, whatever its role', async () => {
    expect(await codeOf(other.call(api.proposeWarning, { body: body() }))).toBe('auth.forbidden');
    expect(await codeOf(other.call(api.addMaker, { body: { name: 'Lạ' } }))).toBe('auth.forbidden');
    expect(await codeOf(other.call(api.addMakerAlias, { params: { id: makerId('axis') }, body: { alias: 'Hikvision' } }))).toBe(
      'auth.forbidden',
    );
    expect((await other.call(api.listMakers)).actions).toMatchObject({ may: [], blockers: [{ action: 'add', reason: 'no-authority' }] });
    expect((await other.call(api.listMakers)).items).toHaveLength(makers.length);
  });

  test('a new warning flags cameras of every unit; certain and possible apart; withdrawing takes the flags back', async () => {
    const mine = await camera(admin, 'Cổng', {});
    const theirs = await camera(other, 'Sân', { serial: 'W2' });
    const brand = await camera(other, 'Nhà xe', { maker: 'Ezviz', serial: 'W3' });
    const byAlias = await camera(other, 'Kho', { model: 'cam tru 4mp', serial: 'W4' });
    const newer = await camera(admin, 'Mới', { firmware: 'V5.7.0 build 220101', serial: 'W5' });
    const unknown = await camera(admin, 'Không rõ firmware', { firmware: '', serial: 'W6' });
    const foreign = await camera(admin, 'Hãng khác', { maker: 'Hikvisian', serial: 'W7' });
    const cyrillic = await camera(admin, 'Giả chữ', { maker: 'Нikvision', serial: 'W8' });
    expect(mine).toMatchObject({ warned: 'no', registered: { id: model.id } });
    const id = await publish();
    for (const [browser, each, answer] of [
      [admin, mine, 'certain'],
      [other, theirs, 'certain'],
      [other, brand, 'certain'],
      [other, byAlias, 'certain'],
      [admin, newer, 'no'],
      [admin, unknown, 'possible'],
      [admin, foreign, 'no'],
      [admin, cyrillic, 'no'],
    ] as const) {
      expect(await warned(browser, each.id), each.name).toBe(answer);
    }
    expect((await admin.call(api.getCamera, { params: { id: mine.id } })).warnings).toMatchObject([
      { id, certainty: 'certain', document: '12/CB-A05' },
    ]);
    expect((await admin.call(api.listCameras, { query: { warned: 'any' } })).items.map(({ name }) => name).sort()).toEqual([
      'Cổng',
      'Không rõ firmware',
    ]);
    expect((await other.call(api.listCameras, { query: { warning: id } })).total?.count).toBe(3);
    expect((await other.call(api.getWarning, { params: { id } })).cameras).toEqual({ certain: 3, possible: 0 });
    const csv = await (await admin.fetch('/api/cameras/export?format=csv&warned=certain')).text();
    expect(csv).toContain('chắc chắn bị cảnh báo');
    await foldFigures(app.context);
    expect(await figures()).toMatchObject({ warned: 5 });
    await withdraw(id);
    for (const each of [mine, unknown]) expect(await warned(admin, each.id)).toBe('no');
    expect(await warned(other, theirs.id)).toBe('no');
    await foldFigures(app.context);
    expect(await figures()).toMatchObject({ warned: 0 });
  });

  async function figures(): Promise<Record<string, number>> {
    return asOwner(app.context, async (tx) => {
      const { rows } = await sql<
        Record<string, number>
      >`select sum(warned)::int as warned, sum(paperless)::int as paperless, sum(abroad)::int as abroad
        from rollup where axis = 'scope' and path = '/'`.execute(tx);
      const { rows: told } = await sql<
        Record<string, number>
      >`select sum(warned)::int as warned, sum(paperless)::int as paperless, sum(abroad)::int as abroad
        from camera_figure`.execute(tx);
      expect(rows[0]).toEqual(told[0]);
      return rows[0] ?? {};
    });
  }

  test('a camera that is new or changes is measured by the warnings that stand', async () => {
    const id = await publish({ document: '13/CB-A05' });
    const added = await camera(other, 'Sau cảnh báo', { serial: 'N1' });
    expect(added.warned).toBe('certain');
    const seen = (firmware: boolean, serial: string) =>
      other.fetch('/api/scans/import', {
        method: 'POST',
        body: JSON.stringify(
          resultOf('2026-11-22T07:00:00.000Z', { address: '10.9.0.1', serial, ...(firmware ? {} : { model: 'DS-2CD9999' }) }),
        ),
      });
    await seen(true, 'N2');
    const found = async () => (await other.call(api.listCameras, { query: { q: 'N2' } })).items[0];
    expect(await found()).toMatchObject({ warned: 'possible', source: 'scan' });
    // Another model is only proposed: the flag follows the register.
    await seen(false, 'N2');
    expect(await found()).toMatchObject({ warned: 'possible' });
    expect(await other.call(api.acceptProposals, { body: { kind: 'changed', count: 1 } })).toEqual({ accepted: 1 });
    expect(await found()).toMatchObject({ warned: 'no' });
    await withdraw(id);
  });

  test('a hardware revision that becomes known settles what was possible', async () => {
    const id = await publish({ document: '14/CB-A05', revision: 'B', firmwareTo: '' });
    const { id: cameraId } = await camera(admin, 'Có phiên bản', { serial: 'R1' });
    const set = (hardwareRevision: string) => admin.call(api.updateCamera, { params: { id: cameraId }, body: { hardwareRevision } });
    expect(await warned(admin, cameraId)).toBe('possible');
    expect((await set('b')).warned).toBe('certain');
    expect((await set('C')).warned).toBe('no');
    await withdraw(id);
  });

  test('a warning counts from its first day on, and until the day it is withdrawn', async () => {
    const id = await publish({ document: '15/CB-A05', validFrom: '2026-11-23' });
    const { id: cameraId } = await camera(admin, 'Đợi hiệu lực', { serial: 'V1' });
    expect(await warned(admin, cameraId)).toBe('no');
    app.at('2026-11-22T18:00:00.000Z');
    await applyPending(app.context);
    expect(await warned(admin, cameraId)).toBe('certain');
    await approver.call(api.withdrawWarning, { params: { id }, body: { reason: 'hết nguy cơ', on: '2026-11-24' } });
    expect(await warned(admin, cameraId)).toBe('certain');
    app.at('2026-11-24T08:00:00.000Z');
    await applyPending(app.context);
    const found = await asOwner(app.context, (tx) =>
      tx.selectFrom('camera').select('warned').where('id', '=', cameraId).executeTakeFirst(),
    );
    expect(found).toEqual({ warned: 'no' });
    app.at(NOW);
  });

  test('a spelling that is explained later brings its cameras to their warnings, and taking it back takes them away', async () => {
    const id = await publish({ document: '16/CB-A05' });
    const strange = await camera(other, 'Tên lạ', { maker: 'Hải Khang Uy Thị', serial: 'U1' });
    const cut = await camera(admin, 'Mẫu lạ', { model: 'Mắt thần 4', serial: 'U2' });
    expect(strange).toMatchObject({ warned: 'no', registered: null });
    const unknown = await other.call(api.listUnknownNames);
    expect(unknown.items).toContainEqual(expect.objectContaining({ kind: 'maker', name: 'Hải Khang Uy Thị', cameras: 1 }));
    expect((await admin.call(api.listUnknownNames)).items.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Mắt thần 4', 'Hikvisian']),
    );
    expect((await admin.call(api.listUnknownNames)).items.find(({ name }) => name === 'Hikvisian')?.candidates[0]).toMatchObject({
      name: 'Hikvision',
    });
    const params = { id: makerId('hikvision') };
    await admin.call(api.addMakerAlias, { params, body: { alias: 'HẢI KHANG - uy thị' } });
    expect(await warned(other, strange.id)).toBe('certain');
    await admin.call(api.addModelAlias, { params: { id: model.id }, body: { alias: 'MAT THAN 4' } });
    expect(await warned(admin, cut.id)).toBe('certain');
    await admin.call(api.removeModelAlias, { params: { id: model.id }, body: { alias: 'mắt thần 4' } });
    expect(await warned(admin, cut.id)).toBe('no');
    await admin.call(api.removeMakerAlias, { params, body: { alias: 'hai khang uy thi' } });
    expect(await warned(other, strange.id)).toBe('no');
    expect(await codeOf(admin.call(api.removeMakerAlias, { params, body: { alias: 'HIKVISION' } }))).toBe('conflict');
    expect(await codeOf(admin.call(api.addMakerAlias, { params, body: { alias: 'axis' } }))).toBe('conflict');
    expect(await codeOf(admin.call(api.addMakerAlias, { params, body: { alias: '---' } }))).toBe('input.invalid');
    await withdraw(id);
  });

  test('papers and storage abroad are told from what is recorded', async () => {
    const { id, paperless, storage } = await camera(admin, 'Giấy tờ', { serial: 'P1' });
    expect({ paperless, storage }).toEqual({ paperless: true, storage: 'unknown' });
    const params = { id };
    await admin.call(api.updateCamera, { params, body: { originPaper: 'CO 12/2026' } });
    expect((await admin.call(api.listCameras, { query: { papers: 'missing', q: 'P1' } })).total?.count).toBe(1);
    const full = await admin.call(api.updateCamera, {
      params,
      body: { qualityPaper: 'CQ 13/2026', storage: 'abroad', contract: 'HĐ 7', supplier: 'Cty A' },
    });
    expect(full).toMatchObject({ paperless: false, storage: 'abroad', contract: 'HĐ 7', supplier: 'Cty A' });
    expect((await admin.call(api.listCameras, { query: { storage: 'abroad' } })).total?.count).toBe(1);
    await foldFigures(app.context);
    expect(await figures()).toMatchObject({ abroad: 1 });
  });

  test('warnings are listed page by page, found without accents, and exported as filtered', async () => {
    const first = await admin.call(api.listWarnings, { query: { limit: 2 } });
    expect(first.items).toHaveLength(2);
    const rest = await admin.call(api.listWarnings, { query: { limit: 200, ...(first.next === null ? {} : { cursor: first.next }) } });
    const all = await admin.call(api.listWarnings, { query: { limit: 200 } });
    expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(all.items.map(({ id }) => id));
    expect((await other.call(api.listWarnings, { query: { q: '14/cb a05'.split(' ')[0] ?? '', limit: 200 } })).items).toHaveLength(1);
    expect((await admin.call(api.listWarnings, { query: { q: 'lo hong chiem quyen', state: 'refused' } })).items).toHaveLength(1);
    const csv = await (await admin.fetch('/api/warnings/export?format=csv&state=withdrawn')).text();
    expect(csv.split('\r\n').filter((line) => line.includes('CB-A05'))).toHaveLength(
      all.items.filter(({ actions }) => actions.state === 'withdrawn').length,
    );
    expect(await codeOf(admin.call(api.proposeWarning, { body: body({ modelIds: [makerId('axis')] }) }))).toBe('not-found');
  });
});
