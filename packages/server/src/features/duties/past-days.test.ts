import { api, joinRollups } from '@ancam/contract';
import type { DutyRollup } from '@ancam/contract';
import { newId } from '@ancam/core';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorAt } from '../../../test/actors.ts';
import { codeOf, openApp } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { describeOnEachStore } from '../../../test/store.ts';
import { accountOf, unitOf } from '../../../test/tree.ts';
import { asOwner, withActor } from '../../db/actor.ts';
import { insertUnit } from '../units/register-unit.ts';
import type { UnitKey } from '../units/register-unit.ts';
import { listDutiesOf } from './operator.service.ts';
import type { DutyLine } from './operator.service.ts';
import { readRollup } from './rollup.service.ts';
import { sourcesAt } from './sources.store.ts';

const OPENED = '2010-01-01';
const PAST = '2023-04-10';
/** More than one part of a computed roll-up. */
const COMMUNES = 1005;

describeOnEachStore('past days of many units', (open) => {
  let app: TestApp;
  let province: UnitKey;
  let reader: Browser;
  let admin: Browser;
  let late: UnitKey;

  beforeAll(async () => {
    app = await openApp(open, '2023-05-10T03:00:00.000Z');
    province = await unitOf(app, { name: 'UBND tỉnh', kind: 'province', placePath: '/51/', openedOn: OPENED });
    const now = app.context.clock().toISOString();
    await asOwner(app.context, async (tx) => {
      for (let n = 0; n < COMMUNES; n += 1) {
        const unit = { name: `UBND xã ${n}`, kind: 'commune', placePath: '/51/21172/', openedOn: OPENED, parent: province } as const;
        await insertUnit(tx, { instanceId: app.context.instanceId, now, ...unit });
      }
    });
    late = await unitOf(app, { name: 'Sở ghi muộn', kind: 'department', placePath: '/51/', parent: province });
    reader = await accountOf(app, province.id, 'viewer');
    admin = await accountOf(app, province.id, 'administrator');
  }, 120_000);
  afterAll(() => app.close());

  const part = (query: object): Promise<DutyRollup> => reader.call(api.dutyRollup, { query });

  test('are computed part by part, nothing is cut, and the parts make the whole', async () => {
    const first = await part({ on: PAST });
    expect(first).toMatchObject({ how: 'computed', standing: COMMUNES + 2, counted: 1000 });
    expect(first.next).not.toBeNull();
    const second = await part({ on: PAST, cursor: first.next });
    expect(second).toMatchObject({ counted: COMMUNES + 2 - 1000, next: null });
    const whole = joinRollups(first, second);
    expect(whole.counted).toBe(whole.standing);
    for (const { owing, outside, duty } of whole.duties) expect(owing + outside, duty).toBe(whole.standing);
    const reported = whole.duties.find(({ duty }) => duty === 'D1');
    expect(reported?.owing).toBe(COMMUNES + 1);
    const today = await part({});
    expect(today).toMatchObject({ how: 'recorded', next: null, counted: COMMUNES + 2 });
  });

  test('go whole into a file, with an entry in the audit', async () => {
    const answer = await reader.fetch(`/api/duties/rollup/export?format=csv&language=en&on=${PAST}`);
    const line = (await answer.text()).split('\r\n').find((each) => each.startsWith('D1,')) ?? '';
    const numbers = line
      .split(',')
      .filter((cell) => /^\d+$/u.test(cell))
      .map(Number);
    expect(numbers).toContain(COMMUNES + 1);
    const trail = await sql`select from audit_event where action = 'duty.exported'`.execute(app.context.db);
    expect(trail.rows).toHaveLength(1);
  });

  test('a territory is chosen by those who hold a right over it; to others it is not there', async () => {
    const right = { ...actorAt('/none/'), places: ['/51/'] };
    const rollup = await readRollup(app.context, right, { place: '/51/21172/', on: PAST });
    expect(rollup).toMatchObject({ standing: COMMUNES, territories: ['/51/'], node: { path: '/51/21172/' } });
    expect(await codeOf(readRollup(app.context, right, { place: '/52/' }))).toBe('not-found');
    expect((await part({})).territories).toEqual([]);
    expect(await codeOf(part({ place: '/51/' }))).toBe('not-found');
  });

  test('a unit without a first day says so on its board; once the day is given, what was due since then is late', async () => {
    const query = { unit: late.id };
    const before = await reader.call(api.dutyBoard, { query });
    expect(before.since).toEqual({ day: '2023-05-10', assumed: true });
    const known = await reader.call(api.dutyBoard);
    expect(known.since).toEqual({ day: OPENED, assumed: false });
    const params = { id: late.id };
    const correct = (openedOn: string) => admin.call(api.correctUnit, { params, body: { openedOn, reason: 'ghi thiếu ngày' } });
    expect(await codeOf(correct('2009-12-31'))).toBe('input.invalid');
    expect(await codeOf(correct('2023-05-11'))).toBe('input.invalid');
    expect((await correct('2015-06-01')).openedOn).toBe('2015-06-01');
    const after = await reader.call(api.dutyBoard, { query });
    expect(after.since).toEqual({ day: '2015-06-01', assumed: false });
    const past = await reader.call(api.dutyBoard, { query: { ...query, on: PAST } });
    expect(past.duties.length).toBeGreaterThan(0);
    expect((await sql`select * from unit_faults()`.execute(app.context.db)).rows).toEqual([]);
    // The first day of a unit lies before those of the units below it.
    const own = admin.call(api.correctUnit, { params: { id: province.id }, body: { openedOn: '2011-01-01', reason: 'sai' } });
    expect(await codeOf(own)).toBe('input.invalid');
  });

  const lines = async (unit: string | undefined, overdue: boolean): Promise<DutyLine[]> => {
    const all: DutyLine[] = [];
    for await (const line of listDutiesOf(app.context.db, app.context.law, { unit, on: PAST, overdue })) all.push(line);
    return all;
  };

  test('the list on the machine itself names each duty of a unit as its board does, and all that is overdue', async () => {
    const board = await reader.call(api.dutyBoard, { query: { on: PAST } });
    const own = await lines('ubnd TỈNH', false);
    expect(own.map(({ duty, state, due }) => `${duty} ${state} ${due}`).toSorted()).toEqual(
      board.duties.map(({ duty, state, due }) => `${duty} ${state} ${due}`).toSorted(),
    );
    expect(await lines(province.id, false)).toEqual(own);
    const overdue = await lines(undefined, true);
    expect(overdue.every(({ state }) => state === 'overdue')).toBe(true);
    expect(overdue.filter(({ unitId }) => unitId === province.id)).toEqual(own.filter(({ state }) => state === 'overdue'));
    expect(await codeOf(lines('không có', false))).toBe('not-found');
    await unitOf(app, { name: 'UBND xã 7', kind: 'commune', parent: late });
    expect(await codeOf(lines('UBND xã 7', false))).toBe('input.invalid');
  });

  test('evidence leads to the page of what told it: a system, a report by name, a group as a group', async () => {
    const group = await admin.call(api.addGroup, { body: { name: 'Camera cổng' } });
    const body = { kind: 'directive', periodFrom: '2023-01-01', periodTo: '2023-03-31', asOf: '2023-03-31' } as const;
    const report = await admin.call(api.createReport, { body });
    const told = [
      ['systems', group.id],
      ['reports', report.id],
    ] as const;
    for (const [register, id] of told) {
      await sql`insert into duty_event (id, home_id, unit_id, scope_path, register, source_id, fact, on_day, told_on)
        values (${newId()}, ${province.homeId}, ${province.id}, ${province.scopePath}, ${register}, ${id}, 'test.fact', '2023-04-01', '2023-04-01')`.execute(
        app.context.db,
      );
    }
    const sources = await withActor(app.context, actorAt(province.scopePath), ({ tx }) => sourcesAt(tx, province.scopePath));
    expect(told.map(([register, id]) => sources.source(`${register}/${id}`))).toEqual([
      { register: 'camera-groups', id: group.id, name: 'Camera cổng' },
      { register: 'reports', id: report.id, name: 'UBND tỉnh, 31/03/2023' },
    ]);
  });
});
