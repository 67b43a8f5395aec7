import { expect, test } from 'vitest';
import { joinRollups } from './rollups.ts';
import type { DutyRollup, RollupDuty } from './routes/duties.ts';

const NONE = { overdue: 0, 'in-progress': 0, 'not-due': 0, 'met-late': 0, met: 0 };
const duty = (id: string, overdue: number, outside: number): RollupDuty => ({
  duty: id,
  units: { ...NONE, overdue },
  owing: overdue,
  outside,
  targets: 2,
  done: 1,
});
const part = (duties: RollupDuty[], counted: number, next: string | null): DutyRollup => ({
  node: { path: '/a/', unit: null, name: 'A', kind: 'province' },
  above: [],
  on: '2023-04-10',
  how: 'computed',
  issuer: null,
  standing: 5,
  waiting: 0,
  counted,
  next,
  duties,
  issuers: [{ id: `by-${counted}`, name: '' }],
  territories: [],
});

test('parts of a roll-up add up; a duty that nobody of a part owes lies outside for all of that part', () => {
  const whole = joinRollups(part([duty('D2', 3, 0)], 3, 'x'), part([duty('L1', 1, 1), duty('D10', 2, 0), duty('D2', 1, 1)], 2, null));
  expect(whole).toMatchObject({ counted: 5, next: null, standing: 5, issuers: [{ id: 'by-3' }, { id: 'by-2' }] });
  expect(whole.duties.map(({ duty: id, owing, outside, units, targets }) => [id, owing, outside, units.overdue, targets])).toEqual([
    ['D2', 4, 1, 4, 4],
    ['D10', 2, 3, 2, 2],
    ['L1', 1, 4, 1, 2],
  ]);
  for (const { owing, outside } of whole.duties) expect(owing + outside).toBe(whole.counted);
});
