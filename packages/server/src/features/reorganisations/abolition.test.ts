import { REGISTERS, api } from '@ancam/contract';
import type { Figures, RecordDetail, ReorganisationBody, ReorganisationDetail } from '@ancam/contract';
import { newId } from '@ancam/core';
import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { authorise, codeOf, openApp, setUpAdministrator } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { actorAt } from '../../../test/actors.ts';
import { plainData } from '../../../test/records.ts';
import { hostOf, resultOf } from '../../../test/results.ts';
import { describeOnEachStore } from '../../../test/store.ts';
import { accountOf, unitOf } from '../../../test/tree.ts';
import { withActor } from '../../db/actor.ts';
import { foldFigures } from '../figures/figures.service.ts';
import { putHosts, standingFor } from '../scans/scans.service.ts';
import type { UnitKey } from '../units/register-unit.ts';
import { advance, carryOutDue } from './job.service.ts';

const byText = (a: unknown, b: unknown): number => (String(a) < String(b) ? -1 : 1);

/** Trùng Khánh, a district of Cao Bằng, ended with the tier of districts on 01/07/2025. */
describeOnEachStore('the abolition of Trùng Khánh district', (open) => {
  let app: TestApp;
  let province: UnitKey;
  let district: UnitKey;
  let communes: UnitKey[];
  let officer: Browser;
  let provinceOfficer: Browser;
  let authorisation: Id;
  let finding: Id;
  let bylaw: RecordDetail;
  let event: ReorganisationDetail;

  const figures = async (browser: Browser, query: object = {}): Promise<Figures> => {
    await foldFigures(app.context);
    return browser.call(api.figures, { query });
  };
  const again = (name: string, role: 'administrator' | 'officer' | 'approver' = 'administrator'): Promise<Browser> =>
    accountOf(app, province.id, role, name);
  const place = (serial: string, path: string) =>
    sql`update camera set place_path = ${path} where serial = ${serial}`.execute(app.context.db);

  beforeAll(async () => {
    app = await openApp(open, '2025-06-20T03:00:00.000Z');
    await setUpAdministrator(app);
    province = await unitOf(app, { name: 'Tỉnh Cao Bằng', kind: 'province', placeCode: '04', placePath: '/04/', openedOn: '2010-01-01' });
    district = await unitOf(app, {
      name: 'Huyện Trùng Khánh',
      kind: 'district',
      parent: province,
      placeCode: '047',
      placePath: '/04/047/',
      openedOn: '2010-01-01',
    });
    communes = [];
    for (const [name, code] of [
      ['Xã Trùng Khánh', '01477'],
      ['Xã Đàm Thủy', '01537'],
    ] as const) {
      communes.push(
        await unitOf(app, {
          name,
          kind: 'commune',
          parent: district,
          placeCode: code,
          placePath: `/04/047/${code}/`,
          openedOn: '2020-01-01',
        }),
      );
    }
    officer = await accountOf(app, district.id, 'officer', 'Cán bộ huyện');
    provinceOfficer = await again('Cán bộ tỉnh', 'officer');
    const hosts = [1, 2, 3, 4].map((index) => ({ address: `10.0.0.${index}`, serial: `T${index}`, telnet: index === 1 }));
    const body = JSON.stringify(resultOf('2025-06-20T02:00:00.000Z', ...hosts));
    expect((await officer.fetch('/api/scans/import', { method: 'POST', body })).status).toBe(200);
    ({ id: authorisation } = await authorise(officer, { validFrom: '2025-01-01', validUntil: '2026-01-01' }));
    const [seen] = (await officer.call(api.listCameras, { query: { check: 'service/telnet' } })).items;
    const camera = await officer.call(api.getCamera, { params: { id: seen?.id ?? '' } });
    finding = camera.findings.find(({ check }) => check === 'service/telnet')?.id ?? '';
    await officer.call(api.acceptFinding, { params: { id: finding }, body: { reason: 'đợi thay máy', until: '2025-12-31' } });
    const register = REGISTERS.find(({ id }) => id === 'bylaws') ?? expect.fail();
    const drafted = await officer.call(api.createRecord, {
      params: { register: 'bylaws' },
      body: { data: plainData(register, 0), restricted: false },
    });
    bylaw = await officer.call(api.moveRecord, {
      params: { register: 'bylaws', id: drafted.id },
      body: { version: drafted.version, transition: 'propose', reason: 'trình ký' },
    });
    await place('T1', '/04/047/01477/');
    await place('T2', '/04/047/01537/');
    await sql`delete from tally`.execute(app.context.db);
    await sql`delete from tally_day`.execute(app.context.db);
    await sql`delete from tally_delta`.execute(app.context.db);
    await sql`delete from rollup`.execute(app.context.db);
    await recount();
    app.at('2025-06-30T03:00:00.000Z');
    provinceOfficer = await again('Cán bộ tỉnh', 'officer');
  });
  afterAll(() => app.close());

  /** The cameras were given places by hand above: their figures are counted anew. */
  async function recount(): Promise<void> {
    const keys = sql.raw('home_id, unit_id, steward_id, scope_path, recorded_path, place_path, classification');
    const counts = sql.raw('cameras, retired, unchecked, unidentified, critical, high, medium, low, info, clean, findings, paperless');
    const sums = sql.raw(
      'sum(cameras), sum(retired), sum(unchecked), sum(unidentified), sum(critical), sum(high), sum(medium), sum(low), sum(info), sum(clean), sum(findings), sum(paperless)',
    );
    await sql`insert into tally (${keys}, ${counts}) select ${keys}, ${sums} from camera_figure group by ${keys}`.execute(app.context.db);
    await sql`insert into tally_delta (${keys}, ${counts}) select ${keys}, ${counts} from tally`.execute(app.context.db);
    await sql`insert into tally_day (${keys}, ${counts}, day) select ${keys}, ${counts}, '2025-06-20' from tally`.execute(app.context.db);
  }

  const draft = (): Partial<ReorganisationBody> => ({
    kind: 'abolish',
    title: 'Kết thúc hoạt động cấp huyện: Trùng Khánh',
    decree: '203/2025/QH15',
    decreeDate: '2025-06-16',
    effectiveOn: '2025-07-01',
    units: [district.id],
    successors: [
      { key: 'tk', unit: communes[0]?.id ?? '' },
      { key: 'dt', unit: communes[1]?.id ?? '' },
    ],
    targets: [
      {
        predecessor: district.id,
        places: [
          { path: '/04/047/01477/', to: 'tk' },
          { path: '/04/047/01537/', to: 'dt' },
        ],
        objects: [
          { id: authorisation, to: 'tk' },
          { id: bylaw.id, to: 'tk' },
        ],
        recorders: [],
        rest: null,
        children: [],
        childrenRest: null,
      },
    ],
    places: [
      { from: '/04/047/01477/', to: '/04/01477/' },
      { from: '/04/047/01537/', to: '/04/01537/' },
      { from: '/04/047/', to: '/04/' },
    ],
  });

  test('an officer drafts it; what cannot be placed is foretold; one without the right to propose is refused', async () => {
    event = await provinceOfficer.call(api.draftReorganisation, { body: draft() });
    expect(event.preview.conflicts).toEqual([]);
    expect(event.preview.counts).toEqual({ camera: 4, scan: 1, authorisation: 1, record: 1 });
    expect(event.preview.unresolved).toEqual({ camera: 2, scan: 1 });
    expect(event.preview.accounts).toEqual({ moved: 0, left: 1 });
    const approver = await again('Người duyệt', 'approver');
    expect(await codeOf(approver.call(api.draftReorganisation, { body: draft() }))).toBe('auth.forbidden');
    expect(await codeOf(provinceOfficer.call(api.approveReorganisation, { params: { id: event.id } }))).toBe('auth.forbidden');
    await approver.call(api.approveReorganisation, { params: { id: event.id } });
  });

  test('a district may not be ended by itself or by a neighbour', async () => {
    const own = await accountOf(app, district.id, 'officer');
    expect(await codeOf(own.call(api.draftReorganisation, { body: draft() }))).toBe('not-found');
    const neighbour = await unitOf(app, { name: 'Tỉnh Lạng Sơn', kind: 'province' });
    const other = await accountOf(app, neighbour.id, 'administrator');
    const known = await other.call(api.previewReorganisation, { body: draft() }).catch((thrown: unknown) => thrown);
    const body = { ...draft(), units: ['6f9e4b52-7c1e-4d2a-9a53-0f5f3a1b7c11'], targets: [], successors: [] };
    const unknown = await other.call(api.previewReorganisation, { body }).catch((thrown: unknown) => thrown);
    expect(known).toMatchObject({ code: 'not-found' });
    expect(String(known)).toBe(String(unknown));
  });

  test('a job that dies between any two batches goes on where it was', async () => {
    app.at('2025-06-30T17:30:00.000Z');
    let steps = 0;
    // Every transaction stands for itself: nothing is kept in the process from one to the next.
    while (await advance(app.context, event.id)) steps += 1;
    expect(steps).toBeGreaterThan(6);
    const row = await app.context.db.selectFrom('reorganisation').selectAll().where('id', '=', event.id).executeTakeFirstOrThrow();
    expect(row).toMatchObject({ state: 'applied', done_objects: 7, total_objects: 7 });
    expect(await advance(app.context, event.id)).toBe(false);
  });

  test('objects go where they lie; those of the district alone stay with the province, listed as unresolved', async () => {
    const { rows } = await sql<{ serial: string; name: string; place_path: string }>`select serial, u.name, c.place_path
      from camera c join unit u on u.id = c.steward_id order by serial`.execute(app.context.db);
    expect(rows.map(({ serial, name, place_path: at }) => [serial, name, at])).toEqual([
      ['T1', 'Xã Trùng Khánh', '/04/01477/'],
      ['T2', 'Xã Đàm Thủy', '/04/01537/'],
      ['T3', 'Tỉnh Cao Bằng', expect.any(String)],
      ['T4', 'Tỉnh Cao Bằng', expect.any(String)],
    ]);
    provinceOfficer = await again('Cán bộ tỉnh', 'officer');
    const { items } = await provinceOfficer.call(api.listUnresolved, { params: { id: event.id } });
    expect(items.map(({ table, unitFrom, parent }) => [table, unitFrom, parent]).sort(byText)).toEqual([
      ['camera', 'Huyện Trùng Khánh', 'Tỉnh Cao Bằng'],
      ['camera', 'Huyện Trùng Khánh', 'Tỉnh Cao Bằng'],
      ['scan', 'Huyện Trùng Khánh', 'Tỉnh Cao Bằng'],
    ]);
    expect((await provinceOfficer.call(api.getReorganisation, { params: { id: event.id } })).unresolved).toBe(3);
    const communeOfficer = await accountOf(app, communes[0]?.id ?? '', 'officer');
    expect(await codeOf(communeOfficer.call(api.listUnresolved, { params: { id: event.id } }))).toBe('not-found');
  });

  test('communes stand below the province at new paths; accounts of the district see nothing and gain nothing', async () => {
    const { rows } = await sql<{ path: string; old: string }>`select u.scope_path as path, v.scope_path as old
      from unit u join unit_version v on v.unit_id = u.id and v.valid_from = '2020-01-01'`.execute(app.context.db);
    for (const { path, old } of rows) {
      expect(path.startsWith(province.scopePath)).toBe(true);
      expect(path.startsWith(district.scopePath)).toBe(false);
      expect(old.startsWith(district.scopePath)).toBe(true);
    }
    const former = await accountOf(app, district.id, 'officer');
    expect((await former.call(api.listCameras, { query: {} })).total).toEqual({ count: 0, exact: true });
    const faults = await sql<{ rule: string }>`select distinct rule from unit_faults()`.execute(app.context.db);
    expect(faults.rows).toEqual([{ rule: 'account-without-unit' }]);
  });

  test('what was under way goes on: an accepted finding, and the right to scan, are in the hands of the commune', async () => {
    const heir = await accountOf(app, communes[0]?.id ?? '', 'officer');
    const found = await heir.call(api.listCameras, { query: {} });
    expect(found.total).toEqual({ count: 1, exact: true });
    const reopened = await heir.call(api.reopenFinding, { params: { id: finding }, body: { reason: 'đã hết hạn hợp đồng' } });
    expect(reopened.history.map(({ event: step }) => step)).toEqual(['opened', 'accepted', 'reopened']);
    expect((await heir.call(api.getAuthorisation, { params: { id: authorisation } })).actions.may).toContain('scan');
    expect((await heir.call(api.previewScan, { body: { authorisationId: authorisation, targets: ['127.31.0.1'] } })).addresses).toBe(1);
  });

  test('a bylaw proposed in the district is issued by the commune, and nobody of the district has a hand in it any more', async () => {
    const params = { register: 'bylaws', id: bylaw.id };
    const approver = await accountOf(app, communes[0]?.id ?? '', 'approver', 'Lãnh đạo xã');
    const found = await approver.call(api.getRecord, { params });
    expect(found).toMatchObject({ state: 'proposed', version: bylaw.version });
    expect(await codeOf(officer.call(api.getRecord, { params }))).toBe('auth.required');
    const other = await accountOf(app, communes[1]?.id ?? '', 'approver', 'Lãnh đạo xã khác');
    expect(await codeOf(other.call(api.getRecord, { params }))).toBe('not-found');
    expect(found.actions.may).toContain('issue');
    const issued = await approver.call(api.decideRecord, {
      params,
      body: { version: found.version, transition: 'issue', reason: 'ban hành' },
    });
    expect(issued.state).toBe('issued');
  });

  test('a scan that ran while its district ended writes on for the unit that answers for it now', async () => {
    const { id } = await app.context.db.selectFrom('scan').select('id').executeTakeFirstOrThrow();
    const started = actorAt(district.scopePath, { unitId: district.id, homeId: province.id });
    const standing = await standingFor(app.context, started, id);
    expect(standing).toMatchObject({ unitId: province.id, scopePath: province.scopePath, homeId: province.id });
    const host = { ...hostOf({ address: '10.0.0.9', serial: 'T9', at: '2025-07-01T00:30:00.000Z' }), id: newId() };
    await withActor(app.context, standing, (work) => putHosts(app.context, work, id, [host], false));
    const { rows } = await sql<{ path: string }>`select scope_path as path from camera where serial = 'T9'`.execute(app.context.db);
    expect(rows).toEqual([{ path: province.scopePath }]);
    await expect(withActor(app.context, started, (work) => putHosts(app.context, work, id, [host], false))).rejects.toThrow();
  });

  test('the total of the province is the same in every reading, and as of the day before by the tree of that day', async () => {
    provinceOfficer = await again('Cán bộ tỉnh', 'officer');
    const restated = await figures(provinceOfficer);
    const asOf = await figures(provinceOfficer, { mode: 'as-of', on: '2025-06-30' });
    expect(restated.node.figures.cameras).toBe(5);
    expect(restated.children.map(({ name, figures: own }) => [name, own.cameras])).toEqual([
      ['Xã Đàm Thủy', 1],
      ['Xã Trùng Khánh', 1],
    ]);
    expect(restated.own.cameras).toBe(3);
    expect(asOf.node.figures.cameras).toBe(4);
    expect(asOf.children.map(({ name, figures: own }) => [name, own.cameras])).toEqual([['Huyện Trùng Khánh', 4]]);
    const recorded = await figures(provinceOfficer, { mode: 'as-recorded' });
    expect(recorded.node.figures).toEqual(restated.node.figures);
    expect(recorded.own.cameras).toBe(1);
    expect(recorded.children.filter(({ figures: own }) => own.cameras > 0).map(({ name, closed }) => [name, closed])).toEqual([
      ['Huyện Trùng Khánh', true],
    ]);
  });

  test('an unplaced object is given to a unit below, once, by whoever answers for it', async () => {
    const { items } = await provinceOfficer.call(api.listUnresolved, { params: { id: event.id } });
    const camera = items.find(({ table }) => table === 'camera')?.id ?? '';
    const to = communes[1]?.id ?? '';
    expect(
      await codeOf(provinceOfficer.call(api.assignUnresolved, { params: { id: event.id }, body: { objects: [camera, event.id], to } })),
    ).toBe('not-found');
    const after = await provinceOfficer.call(api.assignUnresolved, { params: { id: event.id }, body: { objects: [camera], to } });
    expect(after.unresolved).toBe(2);
    expect(await codeOf(provinceOfficer.call(api.assignUnresolved, { params: { id: event.id }, body: { objects: [camera], to } }))).toBe(
      'not-found',
    );
    expect((await figures(provinceOfficer)).own.cameras).toBe(2);
    const notes = await sql<{ count: number }>`select count(*)::int as count from stewardship where object_id = ${camera}`.execute(
      app.context.db,
    );
    expect(notes.rows[0]?.count).toBe(2);
  });

  test('whoever reads an event of units that it does not see is told that there is none', async () => {
    const commune = await accountOf(app, communes[0]?.id ?? '', 'administrator');
    expect((await commune.call(api.listReorganisations, { query: {} })).items).toEqual([]);
    expect(await codeOf(commune.call(api.getReorganisation, { params: { id: event.id } }))).toBe('not-found');
  });

  test('the trail says where things stood then: no audit event was touched', async () => {
    const { rows } = await sql<{
      count: number;
    }>`select count(*)::int as count from audit_event where scope_path ^@ ${district.scopePath}`.execute(app.context.db);
    expect(rows[0]?.count).toBeGreaterThan(2);
    await carryOutDue(app.context);
  });
});
