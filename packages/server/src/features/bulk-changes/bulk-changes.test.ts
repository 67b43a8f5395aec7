import { BULK_UNDO_DAYS, api } from '@ancam/contract';
import type { BulkChange, CameraChange } from '@ancam/contract';
import { newId } from '@ancam/core';
import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, openApp, setUpAdministrator } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { describeOnOneStore } from '../../../test/store.ts';
import { accountOf, unitOf } from '../../../test/tree.ts';
import { asOwner } from '../../db/actor.ts';
import { FIGURES } from '../figures/figures.store.ts';
import { countingCameras } from '../figures/figures.service.ts';
import type { UnitKey } from '../units/register-unit.ts';
import { BATCH, advance, carryOutBulk, forgetOld } from './bulk-job.service.ts';

const NOW = '2026-11-22T03:00:00.000Z';
const MANY = 20_000;

const start = async (browser: Browser, ids: readonly Id[], change: CameraChange): Promise<BulkChange> => {
  const chosen = { ids: [...ids] };
  const { total } = await browser.call(api.previewBulkChange, { body: { chosen, change } });
  return browser.call(api.startBulkChange, { body: { chosen, change, expected: total } });
};
const read = (browser: Browser, id: Id): Promise<BulkChange> => browser.call(api.getBulkChange, { params: { id } });
const undo = (browser: Browser, id: Id): Promise<BulkChange> => browser.call(api.undoBulkChange, { params: { id } });
const camera = (browser: Browser, id: Id | undefined) => browser.call(api.getCamera, { params: { id: id ?? '' } });

describeOnOneStore('changes of many cameras', (open) => {
  let app: TestApp;
  let province: UnitKey;
  let here: UnitKey;
  let beside: UnitKey;
  let officer: Browser;
  let neighbour: Browser;
  let above: Browser;

  beforeAll(async () => {
    app = await openApp(open, NOW);
    await setUpAdministrator(app);
    province = await unitOf(app, { name: 'UBND tỉnh', kind: 'province' });
    const parent = { id: province.id, homeId: province.homeId, scopePath: province.scopePath };
    here = await unitOf(app, { name: 'UBND xã Một', kind: 'commune', parent });
    beside = await unitOf(app, { name: 'UBND xã Hai', kind: 'commune', parent });
    officer = await accountOf(app, here.id, 'officer');
    neighbour = await accountOf(app, beside.id, 'officer');
    above = await accountOf(app, province.id, 'officer');
  }, 120_000);
  afterAll(() => app.close());

  /** Cameras entered at one stroke, as an import of a large table would; the figures follow. */
  async function plant(unit: UnitKey, count: number, place: string): Promise<Id[]> {
    const ids = Array.from({ length: count }, () => newId());
    await asOwner(app.context, (tx) =>
      countingCameras({ tx, now: NOW }, ids, () =>
        sql`insert into camera (id, instance_id, home_id, unit_id, steward_id, recorded_path, scope_path, source, status, name, place, note,
            address_key, kind, strength, search, first_seen_at)
          select id, ${app.context.instanceId}::uuid, ${unit.homeId}::uuid, ${unit.id}::uuid, ${unit.id}::uuid, ${unit.scopePath}, ${unit.scopePath}, 'hand', 'in-use',
            'Camera ' || n, ${place}, '', '9', 'camera', 'none', 'camera ' || n || ' ' || ${place}, ${NOW}::timestamptz
          from unnest(${ids}::uuid[]) with ordinality as given (id, n)`.execute(tx),
      ),
    );
    return ids;
  }

  const names = sql.raw(
    FIGURES.filter((name) => !name.startsWith('systems'))
      .map((name) => `coalesce(sum(${name}), 0)::bigint as ${name}`)
      .join(', '),
  );
  const sumOf = async (table: string) =>
    (await sql<Record<string, number>>`select ${names} from ${sql.table(table)}`.execute(app.context.db)).rows[0];

  const eventsOf = async (id: Id, action: string): Promise<number> =>
    (
      await app.context.db
        .selectFrom('audit_event')
        .select('id')
        .where('object', '=', `bulk-change/${id}`)
        .where('action', '=', action)
        .execute()
    ).length;

  test('the preview says what will change, what is so already and what may not be changed and why; then just that is done, and undone', async () => {
    const ids = await plant(here, 4, 'Một');
    const { id: systemId } = await officer.call(api.addSystem, { body: systemBody('Hệ thống Một') });
    const { id: groupId } = await officer.call(api.addGroup, { body: { name: 'Nhóm cổng' } });
    await officer.call(api.updateCamera, { params: { id: ids[0] ?? '' }, body: { systemId, groupId } });
    await officer.call(api.retireCamera, { params: { id: ids[1] ?? '' } });
    const change: CameraChange = { kind: 'assign', systemId, groupId };
    expect(await officer.call(api.previewBulkChange, { body: { chosen: { ids }, change } })).toEqual({
      total: 4,
      change: 2,
      same: 1,
      refused: [{ reason: 'retired', count: 1 }],
      tooMany: false,
    });
    const done = await start(officer, ids, change);
    expect(done).toMatchObject({ state: 'applied', total: 4, changed: 2, same: 1, refused: 1, actions: { may: ['undo'] } });
    expect(await camera(officer, ids[2])).toMatchObject({ system: { name: 'Hệ thống Một' }, group: { name: 'Nhóm cổng' } });
    expect((await officer.call(api.listCameras, { query: { group: groupId } })).total?.count).toBe(3);
    expect(await undo(officer, done.id)).toMatchObject({ state: 'undone', restored: 2, conflicts: 0, actions: { may: [] } });
    expect(await camera(officer, ids[2])).toMatchObject({ system: null, group: null });
    expect(await camera(officer, ids[0])).toMatchObject({ system: { name: 'Hệ thống Một' } });
    expect([await eventsOf(done.id, 'bulk.applied'), await eventsOf(done.id, 'bulk.undone')]).toEqual([1, 1]);
  });

  test('an undo leaves what somebody changed since, and names it', async () => {
    const ids = await plant(here, 3, 'Xung đột');
    const done = await start(officer, ids, { kind: 'storage', storage: 'abroad' });
    await officer.call(api.updateCamera, { params: { id: ids[1] ?? '' }, body: { storage: 'vietnam' } });
    // Another field of the same camera is no conflict.
    await officer.call(api.updateCamera, { params: { id: ids[2] ?? '' }, body: { note: 'đã kiểm tra' } });
    expect(await undo(officer, done.id)).toMatchObject({ restored: 2, conflicts: 1 });
    expect(await camera(officer, ids[0])).toMatchObject({ storage: 'unknown' });
    expect(await camera(officer, ids[1])).toMatchObject({ storage: 'vietnam' });
    expect(await camera(officer, ids[2])).toMatchObject({ storage: 'unknown', note: 'đã kiểm tra' });
    const { items } = await officer.call(api.listBulkItems, { params: { id: done.id }, query: { outcome: 'conflict' } });
    expect(items.map(({ id }) => id)).toEqual([ids[1]]);
    expect(await codeOf(undo(officer, done.id))).toBe('conflict');
    expect(await sumOf('tally')).toEqual(await sumOf('camera_figure'));
  });

  test('status, papers and notes are set and taken back; the search follows the note', async () => {
    const ids = await plant(here, 2, 'Kho');
    await officer.call(api.updateCamera, { params: { id: ids[0] ?? '' }, body: { note: 'cũ' } });
    const noted = await start(officer, ids, { kind: 'note', text: 'kiemke2026' });
    expect(await camera(officer, ids[0])).toMatchObject({ note: 'cũ\nkiemke2026' });
    expect((await officer.call(api.listCameras, { query: { q: 'kiemke2026' } })).items).toHaveLength(2);
    await start(officer, ids, { kind: 'papers', originPaper: 'CO 12/2026', qualityPaper: 'CQ 7' });
    expect((await officer.call(api.listCameras, { query: { q: 'kiemke2026', papers: 'missing' } })).items).toHaveLength(0);
    const retired = await start(officer, ids, { kind: 'status', status: 'retired' });
    expect(await sumOf('tally')).toEqual(await sumOf('camera_figure'));
    await undo(officer, retired.id);
    await undo(officer, noted.id);
    expect(await camera(officer, ids[0])).toMatchObject({ note: 'cũ', status: 'in-use', originPaper: 'CO 12/2026' });
    expect((await officer.call(api.listCameras, { query: { q: 'kiemke2026' } })).items).toHaveLength(0);
    expect(await sumOf('tally')).toEqual(await sumOf('camera_figure'));
  });

  test('what one may not change is neither touched nor counted, whether named or found by a filter', async () => {
    const own = await plant(here, 2, 'phamvi');
    const foreign = await plant(beside, 3, 'phamvi');
    const change: CameraChange = { kind: 'storage', storage: 'none' };
    expect(await officer.call(api.previewBulkChange, { body: { chosen: { ids: [...own, ...foreign, newId()] }, change } })).toMatchObject({
      total: 2,
      change: 2,
    });
    const chosen = { filter: { q: 'phamvi', sort: 'name' as const } };
    expect(await officer.call(api.previewBulkChange, { body: { chosen, change } })).toMatchObject({ total: 2 });
    const done = await start(officer, [...own, ...foreign], change);
    expect(done).toMatchObject({ total: 2, changed: 2, refused: 0 });
    expect(await camera(neighbour, foreign[0])).toMatchObject({ storage: 'unknown' });
    expect(await codeOf(read(neighbour, done.id))).toBe('not-found');
    expect(await codeOf(undo(neighbour, done.id))).toBe('not-found');
    // Whoever answers for both sees both, and may take back what was done below.
    expect(await above.call(api.previewBulkChange, { body: { chosen, change } })).toMatchObject({ total: 5, change: 3, same: 2 });
    expect(await undo(above, done.id)).toMatchObject({ state: 'undone', restored: 2 });
    const viewer = await accountOf(app, here.id, 'viewer');
    expect(await codeOf(viewer.call(api.previewBulkChange, { body: { chosen, change } }))).toBe('auth.forbidden');
  });

  test('a group or site of another unit and a system of another body are refused; one that is not seen does not exist', async () => {
    const ids = await plant(here, 1, 'lạ');
    const { id: groupId } = await neighbour.call(api.addGroup, { body: { name: 'Nhóm Hai' } });
    const change: CameraChange = { kind: 'assign', groupId };
    expect(await codeOf(officer.call(api.previewBulkChange, { body: { chosen: { ids }, change } }))).toBe('not-found');
    expect(await above.call(api.previewBulkChange, { body: { chosen: { ids }, change } })).toMatchObject({
      change: 0,
      refused: [{ reason: 'other-unit', count: 1 }],
    });
  });

  test('a choice that is another one by now is refused whole, and so is a change that sets nothing', async () => {
    const ids = await plant(here, 2, 'đổi');
    const change: CameraChange = { kind: 'storage', storage: 'none' };
    const before = (await officer.call(api.listBulkChanges)).items.length;
    expect(await codeOf(officer.call(api.startBulkChange, { body: { chosen: { ids }, change, expected: 3 } }))).toBe('conflict');
    expect(await codeOf(officer.call(api.startBulkChange, { body: { chosen: { ids }, change, expected: 1 } }))).toBe('conflict');
    expect(await codeOf(officer.call(api.previewBulkChange, { body: { chosen: { ids }, change: { kind: 'papers' } } }))).toBe(
      'input.invalid',
    );
    expect((await officer.call(api.listBulkChanges)).items).toHaveLength(before);
    expect(await camera(officer, ids[0])).toMatchObject({ storage: 'unknown' });
  });

  test(`a change of ${MANY} cameras that dies in the middle of a batch goes on where it was, and so does its undo; none is done twice or left out`, async () => {
    const ids = await plant(here, MANY, 'nhieu');
    const chosen = { filter: { q: 'nhieu', sort: 'name' as const } };
    const change: CameraChange = { kind: 'status', status: 'retired' };
    expect(await officer.call(api.previewBulkChange, { body: { chosen, change } })).toMatchObject({ total: MANY, change: MANY, same: 0 });
    const { id, state, changed } = await officer.call(api.startBulkChange, { body: { chosen, change, expected: MANY } });
    expect([state, changed]).toEqual(['applying', BATCH]);
    await advance(app.context, id);

    // The third batch dies after it has written: nothing of it stands.
    await breakAfter(id);
    await expect(advance(app.context, id)).rejects.toThrow(/power cut/);
    await mend();
    expect(await read(officer, id)).toMatchObject({ state: 'applying', changed: 2 * BATCH });
    expect(await retired()).toBe(2 * BATCH);

    // Two processes go on at once.
    await Promise.all([carryOutBulk(app.context), carryOutBulk(app.context)]);
    expect(await read(officer, id)).toMatchObject({ state: 'applied', changed: MANY, refused: 0 });
    expect(await retired()).toBe(MANY);
    expect(await sumOf('tally')).toEqual(await sumOf('camera_figure'));
    expect(await eventsOf(id, 'bulk.applied')).toBeGreaterThanOrEqual(MANY / BATCH);

    await officer.call(api.restoreCamera, { params: { id: ids[0] ?? '' } });
    await undo(officer, id);
    await breakAfter(id);
    await expect(advance(app.context, id)).rejects.toThrow(/power cut/);
    await mend();
    await carryOutBulk(app.context);
    expect(await read(officer, id)).toMatchObject({ state: 'undone', restored: MANY - 1, conflicts: 1 });
    expect(await retired()).toBe(0);
    expect(await sumOf('tally')).toEqual(await sumOf('camera_figure'));
  }, 240_000);

  test('after its term a change cannot be taken back, and what was before is forgotten', async () => {
    const ids = await plant(here, 1, 'hạn');
    const done = await start(officer, ids, { kind: 'storage', storage: 'none' });
    app.at(new Date(Date.parse(NOW) + BULK_UNDO_DAYS * 86_400_000).toISOString());
    const later = await accountOf(app, here.id, 'officer');
    expect((await read(later, done.id)).actions.blockers).toEqual([{ action: 'undo', reason: 'over' }]);
    expect(await codeOf(undo(later, done.id))).toBe('conflict');
    await forgetOld(app.context);
    const { rows } = await sql`select from bulk_item where change_id = ${done.id}`.execute(app.context.db);
    expect(rows).toEqual([]);
    expect((await read(later, done.id)).actions.may).toEqual([]);
  });

  const retired = async (): Promise<number> =>
    (await sql<{ n: number }>`select count(*)::int as n from camera where place = 'nhieu' and status = 'retired'`.execute(app.context.db))
      .rows[0]?.n ?? -1;

  /** Lets the last write of a batch fail, as a process that is killed before its commit. */
  async function breakAfter(id: Id): Promise<void> {
    await sql`create function power_cut() returns trigger language plpgsql as $$ begin raise exception 'power cut'; end $$`.execute(
      app.context.db,
    );
    await sql`create trigger power_cut before update on bulk_change for each row when (old.id = ${sql.lit(id)}) execute function power_cut()`.execute(
      app.context.db,
    );
  }
  const mend = () => sql`drop function power_cut cascade`.execute(app.context.db);
});

function systemBody(name: string) {
  return {
    name,
    purpose: 'Giám sát',
    scope: 'Trụ sở',
    reach: 'agency' as const,
    dedicated: true,
    serviceType: 'internal' as const,
    informationKinds: ['private' as const],
  };
}
