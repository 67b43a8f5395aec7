import { api } from '@ancam/contract';
import type { BoardDuty, DutyBoard, DutyRollup, RollupDuty } from '@ancam/contract';
import { newId } from '@ancam/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, openApp } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { systemObject, tellOf } from '../../../test/duties.ts';
import { describeOnEachStore } from '../../../test/store.ts';
import { accountOf, unitOf } from '../../../test/tree.ts';
import type { UnitKey } from '../units/register-unit.ts';
import { bringDutiesUpToDate } from './keep-duties.service.ts';

const OPENED = '2010-01-01';

function duty(board: DutyBoard, id: string): BoardDuty | undefined {
  return board.duties.find((each) => each.duty === id);
}

function rolled(rollup: DutyRollup, id: string): RollupDuty | undefined {
  return rollup.duties.find((each) => each.duty === id);
}

describeOnEachStore('duties read through the API', (open) => {
  let app: TestApp;
  let province: UnitKey;
  let communes: UnitKey[];
  let elsewhere: UnitKey;
  let officer: Browser;
  let superior: Browser;
  const systems = [newId(), newId()];

  beforeAll(async () => {
    app = await openApp(open, '2023-04-10T03:00:00.000Z');
    province = await unitOf(app, { name: 'UBND tỉnh Vĩnh Long', kind: 'province', placePath: '/86/', openedOn: OPENED });
    communes = [];
    for (const [n, name] of ['UBND xã An', 'UBND xã Bình', 'UBND xã Chánh'].entries()) {
      communes.push(await unitOf(app, { name, kind: 'commune', placePath: `/86/2955${n}/`, openedOn: OPENED, parent: province }));
    }
    const other = await unitOf(app, { name: 'UBND tỉnh Quảng Ngãi', kind: 'province', placePath: '/51/', openedOn: OPENED });
    elsewhere = await unitOf(app, {
      name: 'UBND xã Đông',
      kind: 'commune',
      placePath: '/51/21172/',
      openedOn: OPENED,
      parent: other,
    });
    await signIn();
    for (const [n, unit] of [communes[0], elsewhere].entries()) {
      const id = systems[n] ?? '';
      if (unit !== undefined) await tellOf(app, unit, id, { objects: [systemObject(id)] });
    }
    await bringDutiesUpToDate(app.context);
  });
  afterAll(() => app.close());

  // Sessions end before the days that the tests go through.
  const signIn = async (): Promise<void> => {
    officer = await accountOf(app, communes[0]?.id ?? '', 'officer');
    superior = await accountOf(app, province.id, 'viewer');
  };
  test('two clocks: the unit of Vĩnh Long is in time for its province and late for the ministry on 10/4, late for both on 26/4', async () => {
    const board = await officer.call(api.dutyBoard);
    expect(duty(board, 'D2')).toMatchObject({ state: 'not-due', setBy: 'vinh-long-2023', due: '2023-04-25', milestone: 'submitted' });
    expect(duty(board, 'D2')?.readings).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ setBy: 'ct-23-2022', state: 'overdue', due: '2023-03-31', milestone: 'approved', lateDays: 10 }),
      ]),
    );
    const states = board.duties.map(({ state }) => state);
    expect(states.lastIndexOf('overdue')).toBeLessThan(Math.max(states.indexOf('not-due'), 0));
    const late = await officer.call(api.dutyBoard, { query: { on: '2023-04-26' } });
    expect(duty(late, 'D2')).toMatchObject({ state: 'overdue', lateDays: 1 });
    const other = await (await accountOf(app, elsewhere.id, 'viewer')).call(api.dutyBoard);
    expect(duty(other, 'D2')).toMatchObject({ state: 'overdue', setBy: 'ct-23-2022', due: '2023-03-31', lateDays: 10 });
    expect(duty(other, 'D2')?.readings).toHaveLength(1);
  });

  test('the roll-up counts by the day of the unit, and by that of whoever set another; every percentage has its denominator', async () => {
    const own = rolled(await superior.call(api.dutyRollup), 'D2');
    expect(own?.units).toEqual({ overdue: 0, 'in-progress': 0, 'not-due': 4, 'met-late': 0, met: 0 });
    expect(own).toMatchObject({ owing: 4, outside: 0 });
    const ministry = await superior.call(api.dutyRollup, { query: { issuer: 'ct-23-2022' } });
    expect(rolled(ministry, 'D2')?.units).toMatchObject({ overdue: 4, 'not-due': 0 });
    expect(ministry).toMatchObject({ standing: 4, waiting: 0, how: 'recorded' });
    expect(ministry.issuers.map(({ id }) => id)).toEqual(expect.arrayContaining(['ct-23-2022', 'vinh-long-2023']));
    const local = await superior.call(api.dutyRollup, { query: { issuer: 'vinh-long-2023' } });
    expect(rolled(local, 'D2')).toMatchObject({ owing: 4, outside: 0 });
    const strange = await superior.call(api.dutyRollup, { query: { issuer: 'dak-lak-2023' } });
    expect(rolled(strange, 'D2')).toBeUndefined();
  });

  test('a record of evidence turns overdue into met and, withdrawn, back: in the list, the roll-up and the map', async () => {
    app.at('2023-04-26T03:00:00.000Z');
    await bringDutiesUpToDate(app.context);
    await signIn();
    const [first] = communes;
    const overdue = async (): Promise<number | undefined> => rolled(await superior.call(api.dutyRollup), 'D2')?.units.overdue;
    expect(await overdue()).toBe(4);
    const dossier = newId();
    const system = systems[0] ?? '';
    if (first !== undefined) await tellOf(app, first, dossier, { events: [{ fact: 'level.submitted', on: '2023-04-20', object: system }] });
    expect(await overdue()).toBe(3);
    const rows = await superior.call(api.listDutyRows, { query: { duty: 'D2', state: 'met' } });
    expect(rows.items).toMatchObject([{ unit: { name: 'UBND xã An' }, metOn: '2023-04-20', targets: 1, done: 1 }]);
    const byMinistry = await superior.call(api.listDutyRows, { query: { duty: 'D2', state: 'overdue', issuer: 'ct-23-2022' } });
    expect(byMinistry.items).toHaveLength(4);
    const heat = await superior.call(api.dutyHeat);
    const cells = heat.rows.find(({ unit }) => unit.name === 'UBND xã An')?.cells;
    expect(cells?.find((cell) => cell.duty === 'D2')?.units.met).toBe(1);
    if (first !== undefined) await tellOf(app, first, dossier, { events: [] });
    expect(await overdue()).toBe(4);
  });

  test('a past day is computed out of the facts', async () => {
    const past = await superior.call(api.dutyRollup, { query: { on: '2023-04-10' } });
    expect(past).toMatchObject({ how: 'computed', on: '2023-04-10' });
    expect(rolled(past, 'D2')?.units).toMatchObject({ overdue: 0, 'not-due': 4 });
  });

  test('what has been folded and what has not give the same counts, and pages of the list hang together', async () => {
    const whole = await superior.call(api.dutyRollup);
    const all = [];
    for (let cursor: string | undefined; ;) {
      const page = await superior.call(api.listDutyRows, { query: { limit: 7, ...(cursor === undefined ? {} : { cursor }) } });
      all.push(...page.items);
      if (page.next === null) break;
      cursor = page.next;
    }
    expect(new Set(all.map(({ unit, duty: id }) => `${unit.id} ${id}`)).size).toBe(all.length);
    expect(all).toHaveLength(whole.duties.reduce((sum, { owing }) => sum + owing, 0));
  });

  test('neither a unit beside nor one above can be asked for; a day ahead is refused', async () => {
    expect(await codeOf(officer.call(api.dutyBoard, { query: { unit: communes[1]?.id } }))).toBe('not-found');
    expect(await codeOf(officer.call(api.dutyBoard, { query: { unit: province.id } }))).toBe('not-found');
    expect(await codeOf(officer.call(api.dutyRollup, { query: { unit: province.id } }))).toBe('not-found');
    expect(await codeOf(officer.call(api.dutyHeat, { query: { unit: elsewhere.id } }))).toBe('not-found');
    expect(await codeOf(officer.call(api.dutyRollup, { query: { on: '2023-05-10' } }))).toBe('input.invalid');
    expect((await officer.call(api.listDutyRows)).items.every(({ unit }) => unit.id === communes[0]?.id)).toBe(true);
  });

  test('files carry day, reading and denominators', async () => {
    const answer = await superior.fetch('/api/duties/rollup/export?format=csv&language=en&issuer=ct-23-2022');
    const text = await answer.text();
    expect(text).toContain('Units owing');
    expect(text).toContain('26/04/2023');
    const rows = await superior.fetch('/api/duties/rows/export?format=csv&language=vi&duty=D2');
    expect((await rows.text()).split('\n').filter((row) => row.includes('D2'))).toHaveLength(4);
  });
});
