import { api } from '@ancam/contract';
import type { Figures, ReorganisationDetail } from '@ancam/contract';
import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, openApp, setUpAdministrator } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { pdfOf, sendFile } from '../../../test/holders.ts';
import { resultOf } from '../../../test/results.ts';
import { describeOnEachStore } from '../../../test/store.ts';
import { accountOf, unitOf } from '../../../test/tree.ts';
import { foldFigures } from '../figures/figures.service.ts';
import { carryOutDue } from './job.service.ts';

const perName = ({ children }: Figures): [string, number][] => children.map(({ name, figures }) => [name, figures.cameras]);

const byText = (a: unknown, b: unknown): number => (String(a) < String(b) ? -1 : 1);

/** Quảng Ngãi (51) and Kon Tum (62) became one province on 01/07/2025, by Resolution 202/2025/QH15. */
describeOnEachStore('the merger of Quảng Ngãi and Kon Tum', (open) => {
  let app: TestApp;
  let host: Browser;
  let hostUnit: Id;
  let national: Browser;
  let quangNgai: Id;
  let konTum: Id;
  let commune: Id;
  let event: ReorganisationDetail;
  let dayBefore: Figures;
  let before: string;

  const node = async (browser: Browser, query: object = {}): Promise<Figures> => {
    await foldFigures(app.context);
    return browser.call(api.figures, { query });
  };
  const cameras = async (browser: Browser, query: object = {}): Promise<number> => (await node(browser, query)).node.figures.cameras;

  /** One scan result: so many cameras, the first with an open finding. */
  const record = async (unit: Id, prefix: string, count: number): Promise<Browser> => {
    const officer = await accountOf(app, unit, 'officer');
    const hosts = Array.from({ length: count }, (_, index) => ({
      address: `10.0.0.${index + 1}`,
      serial: `${prefix}${index}`,
      telnet: index === 0,
    }));
    const body = JSON.stringify(resultOf('2025-06-20T03:00:00.000Z', ...hosts));
    expect((await officer.fetch('/api/scans/import', { method: 'POST', body })).status).toBe(200);
    const { id } = (await officer.call(api.listCameras, { query: { q: `${prefix}0` } })).items[0] ?? expect.fail();
    const { findings } = await officer.call(api.getCamera, { params: { id } });
    for (const target of [
      { holder: 'cameras' as const, id },
      { holder: 'findings' as const, id: findings[0]?.id ?? '' },
    ]) {
      expect((await sendFile(officer, target, 'ảnh.pdf', pdfOf(prefix))).status).toBe(200);
    }
    return officer;
  };

  /** Every row that the event may touch, as one text a row; the bookkeeping of the event itself is not among them. */
  const rows = async (): Promise<string> => {
    const tables = [
      'camera',
      'camera_sighting',
      'finding',
      'finding_event',
      'scan',
      'scan_host',
      'authorisation',
      'account',
      'jurisdiction',
      'evidence',
    ];
    // Signing in is no part of a merger.
    const parts = tables.map(
      (table) => sql`select ${table}::text as t, (to_jsonb(o) - 'last_sign_in_at')::text as r from ${sql.table(table)} o`,
    );
    const units = sql`select 'unit', to_jsonb(u)::text from unit u where opened_on < '2025-07-01'
      union all select 'version', to_jsonb(v)::text from unit_version v where valid_from < '2025-07-01' or event_id is null
      union all select 'version', to_jsonb(v)::text from unit_version v join unit u on u.id = v.unit_id where u.opened_on < '2025-07-01' and v.event_id is not null
      union all select 'tally', to_jsonb(t)::text from tally t where cameras <> 0 or retired <> 0`;
    const { rows: found } = await sql<{
      line: string;
    }>`select t || ' ' || r as line from (${sql.join(parts, sql` union all `)} union all ${units}) a
      order by 1`.execute(app.context.db);
    return found.map(({ line }) => line).join('\n');
  };

  beforeAll(async () => {
    app = await openApp(open, '2025-06-20T03:00:00.000Z');
    host = await setUpAdministrator(app);
    hostUnit = (await app.context.db.selectFrom('unit').select('id').executeTakeFirstOrThrow()).id;
    await app.context.db
      .insertInto('jurisdiction')
      .values({
        id: '5a1f4a5e-3c54-4a8e-8f7a-94f2f4e6a001',
        instance_id: app.context.instanceId,
        unit_id: hostUnit,
        axis: 'scope',
        path: '/',
        legal_basis: 'Chỉ thị 23/CT-TTg',
        document_date: '2023-09-20',
        valid_from: '2023-09-20',
        valid_until: null,
        granted_by: 'test',
        created_at: '2025-06-20T03:00:00.000Z',
        revoked_at: null,
      })
      .execute();
    const from = { kind: 'province', openedOn: '2010-01-01' };
    const qn = await unitOf(app, { ...from, name: 'Tỉnh Quảng Ngãi', code: '51', placeCode: '51', placePath: '/51/' });
    const kt = await unitOf(app, { ...from, name: 'Tỉnh Kon Tum', code: '62', placeCode: '62', placePath: '/62/' });
    [quangNgai, konTum] = [qn.id, kt.id];
    const below = await unitOf(app, {
      name: 'Xã Măng Đen',
      kind: 'commune',
      parent: kt,
      placeCode: '23473',
      placePath: '/62/23473/',
      openedOn: '2020-01-01',
    });
    commune = below.id;
    await record(qn.id, 'Q', 3);
    await record(kt.id, 'K', 2);
    await record(commune, 'M', 4);
    national = await accountOf(app, hostUnit, 'viewer');
    app.at('2025-06-30T03:00:00.000Z');
    national = await accountOf(app, hostUnit, 'viewer');
    dayBefore = await node(national);
    before = await rows();
  });
  afterAll(() => app.close());

  const draft = () => ({
    kind: 'merge' as const,
    title: 'Hợp nhất tỉnh Quảng Ngãi và tỉnh Kon Tum',
    decree: '202/2025/QH15',
    decreeDate: '2025-06-12',
    effectiveOn: '2025-07-01',
    units: [quangNgai, konTum],
    successors: [
      {
        key: 'new',
        fresh: {
          name: 'Tỉnh Quảng Ngãi',
          kind: 'province' as const,
          code: '51',
          line: 'local' as const,
          placeCode: '51',
          placePath: '/51/',
          roles: [],
          parentId: null,
        },
      },
    ],
  });

  test('the draft tells what it touches: units, objects, accounts, and the picture of before and after', async () => {
    const admin = await accountOf(app, hostUnit, 'administrator', 'Người đề xuất');
    event = await admin.call(api.draftReorganisation, { body: draft() });
    expect(event.preview.conflicts).toEqual([]);
    expect(event.preview.counts).toEqual({ camera: 9, scan: 3 });
    expect(event.preview.perUnit.map(({ name, counts }) => [name, counts['camera']]).sort(byText)).toEqual([
      ['Tỉnh Kon Tum', 2],
      ['Tỉnh Quảng Ngãi', 3],
      ['Xã Măng Đen', 4],
    ]);
    expect(event.preview.unresolved).toEqual({});
    expect(event.preview.accounts).toEqual({ moved: 2, left: 0 });
    expect(event.preview.units.map(({ name, part }) => [part, name]).sort(byText)).toEqual([
      ['closed', 'Tỉnh Kon Tum'],
      ['closed', 'Tỉnh Quảng Ngãi'],
      ['created', 'Tỉnh Quảng Ngãi'],
      ['moved', 'Xã Măng Đen'],
    ]);
    expect(event.preview.before.map(({ name }) => name).sort(byText)).toEqual(['Tỉnh Kon Tum', 'Tỉnh Quảng Ngãi', 'Xã Măng Đen']);
    expect(event.preview.links).toHaveLength(3);
  });

  test('its author cannot approve it, by the API nor in the database; a province cannot either; another person can', async () => {
    const author = await app.context.db.selectFrom('reorganisation').select('proposed_by').executeTakeFirstOrThrow();
    const own = sql`update reorganisation set state = 'approved', approved_by = ${author.proposed_by}, approved_at = now()`;
    await expect(own.execute(app.context.db)).rejects.toThrow(/another_approves/);
    const skip = sql`update reorganisation set state = 'applying'`;
    await expect(skip.execute(app.context.db)).rejects.toThrow(/does not go from draft to applying|approved_first/);
    const province = await accountOf(app, quangNgai, 'administrator');
    expect(await codeOf(province.call(api.approveReorganisation, { params: { id: event.id } }))).toBe('not-found');
    expect(await codeOf(province.call(api.draftReorganisation, { body: draft() }))).toBe('not-found');
    const proposer = event.actions.blockers.find(({ action }) => action === 'approve');
    expect(proposer).toEqual({ action: 'approve', reason: 'own-proposal' });
    const approved = await host
      .call(api.login, { body: { login: 'admin', password: 'mười hai ký tự trở lên' } })
      .then(() => host.call(api.approveReorganisation, { params: { id: event.id } }));
    expect(approved.actions).toMatchObject({
      state: 'approved',
      blockers: expect.arrayContaining([{ action: 'apply', reason: 'not-yet' }]) as unknown,
    });
    await sql`delete from session`.execute(app.context.db);
    await sql`delete from known_device`.execute(app.context.db);
    await sql`delete from account where display_name = 'Trần Thị Bình' and role in ('administrator', 'viewer')`.execute(app.context.db);
    before = await rows();
  });

  test('nothing happens before its day', async () => {
    app.at('2025-06-30T16:59:00.000Z');
    await carryOutDue(app.context);
    expect(await rows()).toBe(before);
  });

  test('on its day objects, accounts and figures go to the new province; the old ones are closed, their paths stay theirs', async () => {
    app.at('2025-06-30T17:01:00.000Z');
    await carryOutDue(app.context);
    national = await accountOf(app, hostUnit, 'viewer');
    const done = await national.call(api.getReorganisation, { params: { id: event.id } });
    expect(done).toMatchObject({ progress: { phase: null, done: 12, total: 12 }, actions: { state: 'applied' } });
    const { rows: standing } = await sql<{ wrong: number }>`select count(*)::int as wrong from camera c join unit u on u.id = c.steward_id
      where u.closed_on is not null or c.scope_path <> u.scope_path or not c.place_path ^@ '/51/'`.execute(app.context.db);
    expect(standing[0]?.wrong).toBe(0);
    const followers = await sql<{ wrong: number }>`select count(*)::int as wrong from finding f join camera c on c.id = f.camera_id
      join finding_event e on e.finding_id = f.id
      where f.scope_path <> c.scope_path or e.scope_path <> c.scope_path or f.place_path <> c.place_path`.execute(app.context.db);
    expect(followers.rows[0]?.wrong).toBe(0);
    const files = await sql<{
      all: number;
      right: number;
    }>`select count(*)::int as all, (count(*) filter (where e.scope_path = o.scope_path))::int as right
      from evidence e join (select id, scope_path from camera union all select id, scope_path from finding) o on o.id = e.holder_id`.execute(
      app.context.db,
    );
    expect(files.rows[0]).toEqual({ all: 6, right: 6 });
    expect((await sql`select * from unit_faults()`.execute(app.context.db)).rows).toEqual([]);
  });

  test('with the same facts the national total is the same as recorded and restated, and each names its mode and day', async () => {
    const restated = await node(national);
    const recorded = await node(national, { mode: 'as-recorded' });
    expect(restated).toMatchObject({ mode: 'restated', on: '2025-07-01' });
    expect(recorded).toMatchObject({ mode: 'as-recorded', on: '2025-07-01' });
    expect(recorded.node.figures).toEqual(restated.node.figures);
    expect(restated.node.figures).toEqual(dayBefore.node.figures);
    expect(perName(restated).filter(([, count]) => count > 0)).toEqual([['Tỉnh Quảng Ngãi', 9]]);
    expect(perName(recorded).filter(([, count]) => count > 0)).toEqual([
      ['Tỉnh Kon Tum', 6],
      ['Tỉnh Quảng Ngãi', 3],
    ]);
    // What hangs on two merged units counts once: each camera with an open finding is there once.
    expect(restated.node.figures.findings).toBe(dayBefore.node.figures.findings);
  });

  test('as of the day before equals the snapshot of that day, at every node', async () => {
    const asOf = await node(national, { mode: 'as-of', on: '2025-06-30' });
    expect(asOf).toMatchObject({ mode: 'as-of', on: '2025-06-30' });
    expect(asOf.node.figures).toEqual(dayBefore.node.figures);
    expect(perName(asOf)).toEqual(perName(dayBefore));
    const kt = await node(national, { unit: konTum, mode: 'as-of', on: '2025-06-30' });
    expect([kt.node.figures.cameras, kt.own.cameras, perName(kt)]).toEqual([6, 2, [['Xã Măng Đen', 4]]]);
    expect(await cameras(national, { mode: 'as-of', on: '2025-06-19' })).toBe(0);
    expect(await codeOf(national.call(api.figures, { query: { mode: 'as-of', on: '2025-07-02' } }))).toBe('input.invalid');
    const today = await node(national, { mode: 'as-of', on: '2025-07-01' });
    expect(perName(today).filter(([, count]) => count > 0)).toEqual([['Tỉnh Quảng Ngãi', 9]]);
  });

  test('by territory the figures are those of the new province', async () => {
    const places = await node(national, { axis: 'place' });
    expect(places.children.filter(({ figures }) => figures.cameras > 0).map(({ path, figures }) => [path, figures.cameras])).toEqual([
      ['/51/', 9],
    ]);
    expect(
      (await node(national, { axis: 'place', mode: 'as-of', on: '2025-06-30' })).children
        .map(({ path, figures }) => [path, figures.cameras])
        .sort(byText),
    ).toEqual([
      ['/51/', 3],
      ['/62/', 6],
    ]);
  });

  test('an account of Kon Tum works for the new province and reads what its predecessor left', async () => {
    const row = await sql<{ login: string; name: string }>`select a.login, u.name from account a join unit u on u.id = a.unit_id
      where a.role = 'officer' and u.name = 'Tỉnh Quảng Ngãi' limit 1`.execute(app.context.db);
    expect(row.rows[0]?.name).toBe('Tỉnh Quảng Ngãi');
    const officer = app.browser();
    await officer.call(api.login, { body: { login: row.rows[0]?.login ?? '', password: 'mười hai ký tự trở lên' } });
    expect((await officer.call(api.listCameras, { query: {} })).total).toEqual({ count: 9, exact: true });
    const old = await officer.call(api.getUnit, { params: { id: konTum } });
    expect(old).toMatchObject({ closedOn: '2025-07-01', successors: [{ name: 'Tỉnh Quảng Ngãi', decree: '202/2025/QH15', rule: 'all' }] });
    expect(old.versions.map(({ from, closed }) => [from, closed])).toEqual([
      ['2025-07-01', true],
      ['2010-01-01', false],
    ]);
    expect(await cameras(officer, { unit: konTum, mode: 'as-recorded' })).toBe(6);
  });

  test('reversed before the successor has recorded anything, every row is what it was', async () => {
    const approver = await accountOf(app, hostUnit, 'administrator', 'Người hoàn tác');
    const begun = await approver.call(api.reverseReorganisation, { params: { id: event.id } });
    expect(begun.actions.state).toBe('reversing');
    await carryOutDue(app.context);
    await sql`delete from session`.execute(app.context.db);
    await sql`delete from known_device`.execute(app.context.db);
    await sql`delete from account where role in ('administrator', 'viewer') and login <> 'admin' and display_name <> 'Người đề xuất'`.execute(
      app.context.db,
    );
    expect(await rows()).toBe(before);
    expect((await sql`select * from unit_faults()`.execute(app.context.db)).rows).toEqual([]);
    national = await accountOf(app, hostUnit, 'viewer');
    expect(perName(await node(national)).filter(([, count]) => count > 0)).toEqual([
      ['Tỉnh Kon Tum', 6],
      ['Tỉnh Quảng Ngãi', 3],
    ]);
  });

  test('once the successor has recorded something, only an event that compensates is left', async () => {
    const admin = await accountOf(app, hostUnit, 'administrator', 'Người đề xuất 2');
    const second = await admin.call(api.draftReorganisation, { body: draft() });
    const other = await accountOf(app, hostUnit, 'administrator', 'Người duyệt');
    await other.call(api.approveReorganisation, { params: { id: second.id } });
    await carryOutDue(app.context);
    const heir = second.preview.units.find(({ part }) => part === 'created')?.unit ?? '';
    const moved = await sql<{ login: string }>`select login from account where unit_id = ${heir} limit 1`.execute(app.context.db);
    const officer = app.browser();
    await officer.call(api.login, { body: { login: moved.rows[0]?.login ?? '', password: 'mười hai ký tự trở lên' } });
    expect((await other.call(api.getReorganisation, { params: { id: second.id } })).actions.may).toContain('reverse');
    app.at('2025-07-01T03:00:00.000Z');
    await officer.call(api.addCamera, { body: { name: 'Camera mới', maker: 'Hikvision' } });
    const { actions } = await other.call(api.getReorganisation, { params: { id: second.id } });
    expect(actions.blockers).toContainEqual({ action: 'reverse', reason: 'successor-acted' });
    expect(actions.may).toContain('compensate');
    expect(await codeOf(other.call(api.reverseReorganisation, { params: { id: second.id } }))).toBe('conflict');
    // The event that takes it apart again: what Kon Tum recorded goes to a new Kon Tum, the rest to a new Quảng Ngãi.
    const fresh = (key: string, name: string, code: string) => ({
      key,
      fresh: {
        ...draft().successors[0]?.fresh,
        name,
        code,
        kind: 'province' as const,
        line: 'local' as const,
        roles: [],
        parentId: null,
        placeCode: code,
        placePath: `/${code}/`,
      },
    });
    const apart = await other.call(api.draftReorganisation, {
      body: {
        ...draft(),
        kind: 'split',
        title: 'Lập lại hai tỉnh',
        effectiveOn: '2025-07-01',
        units: [heir],
        successors: [fresh('qn', 'Tỉnh Quảng Ngãi', '51'), fresh('kt', 'Tỉnh Kon Tum', '62')],
        targets: [
          {
            predecessor: heir,
            rest: 'qn',
            recorders: [{ unit: konTum, to: 'kt' }],
            objects: [],
            places: [],
            children: [{ unit: commune, to: 'kt' }],
            childrenRest: 'qn',
          },
        ],
        compensates: second.id,
      },
    });
    await admin.call(api.approveReorganisation, { params: { id: apart.id } });
    await carryOutDue(app.context);
    national = await accountOf(app, hostUnit, 'viewer');
    expect(perName(await node(national)).filter(([, count]) => count > 0)).toEqual([
      ['Tỉnh Kon Tum', 6],
      ['Tỉnh Quảng Ngãi', 4],
    ]);
    expect((await sql`select * from unit_faults() where rule <> 'account-without-unit'`.execute(app.context.db)).rows).toEqual([]);
  });
});
