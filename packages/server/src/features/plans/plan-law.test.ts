import { loadLaw } from '@ancam/knowledge';
import { createLaw, requirementsOf } from '@ancam/law';
import { expect, test } from 'vitest';
import { conditionsOf, countsOf, differenceOf, eventsOfPlan, firstOf, isOverdue } from './plan-law.ts';
import type { Answered } from './plan-law.ts';

const law = createLaw(loadLaw());
const item = (change: Partial<Answered> = {}): Answered => ({
  answer: 'full',
  owner: '',
  due_on: null,
  change: null,
  evidence: 1,
  openFindings: 0,
  ...change,
});
const DAY = '2026-11-22';
const keys = (rows: readonly { key: string }[] = []): string[] => rows.map(({ key }) => key);
const row = (requirement: string, change: Partial<Answered & { cameras: string }> = {}) => ({
  ...item({ answer: 'none' }),
  requirement,
  cameras: 'none',
  ...change,
});
const minus = (all: ReadonlySet<string>, some: ReadonlySet<string>): Set<string> => new Set([...all].filter((each) => !some.has(each)));

test('a share leaves out what does not apply, and says how much that is', () => {
  const counts = countsOf(
    [item(), item({ answer: 'not-applicable' }), item({ answer: 'none', due_on: '2026-11-21' }), item({ answer: 'open', change: 'added' })],
    DAY,
  );
  expect(counts).toEqual({ total: 3, open: 1, none: 1, partial: 0, full: 1, notApplicable: 1, overdue: 1, changed: 1 });
});

test('the day itself is still in time, and what is met is never late', () => {
  expect(isOverdue({ answer: 'none', due_on: DAY }, DAY)).toBe(false);
  expect(isOverdue({ answer: 'none', due_on: '2026-11-21' }, DAY)).toBe(true);
  expect(isOverdue({ answer: 'full', due_on: '2026-11-21' }, DAY)).toBe(false);
});

test('each condition of the workflow falls with what it is about', () => {
  const all = ['requirements-answered', 'owner-and-date', 'requirements-met', 'evidence-attached'];
  expect([...conditionsOf([item(), item({ answer: 'not-applicable', evidence: 0 })])]).toEqual(all);
  const without = (change: Partial<Answered>): string[] => all.filter((id) => !conditionsOf([item(), item(change)]).has(id));
  expect(without({ answer: 'open' })).toEqual(['requirements-answered', 'owner-and-date', 'requirements-met']);
  expect(without({ answer: 'partial', owner: 'An', due_on: DAY })).toEqual(['requirements-met']);
  expect(without({ answer: 'none', owner: 'An' })).toEqual(['owner-and-date', 'requirements-met']);
  expect(without({ evidence: 0 })).toEqual(['evidence-attached']);
  expect(without({ openFindings: 1 })).toEqual(['requirements-met']);
});

test('the conditions are those that the workflow names', () => {
  const workflow = law.data.workflows.find(({ id }) => id === 'plan');
  expect(workflow?.conditions.map(({ id }) => id).sort()).toEqual([...conditionsOf([])].sort());
});

test('the same edition and level leave nothing to adopt', () => {
  const plan = { level: 2, regime: 'A', catalogue: law.data.catalogueHash } as const;
  expect(differenceOf(law, plan, requirementsOf(law, 2))).toBeNull();
  expect(differenceOf(law, plan, requirementsOf(law, 2), { level: 2, regime: 'B' })).toMatchObject({
    level: null,
    regime: { from: 'A', to: 'B' },
    catalogue: false,
    added: [],
    changed: [],
  });
});

test('a higher level adds and sharpens, a lower one sharpens nothing; no requirement is told twice', () => {
  const pinned = (level: 2 | 3) => ({ level, regime: 'A', catalogue: law.data.catalogueHash }) as const;
  const up = differenceOf(law, pinned(2), requirementsOf(law, 2), { level: 3, regime: 'A' });
  const down = differenceOf(law, pinned(3), requirementsOf(law, 3), { level: 2, regime: 'A' });
  const [two, three] = [new Set(keys(requirementsOf(law, 2))), new Set(keys(requirementsOf(law, 3)))];
  expect(new Set(keys(up?.added))).toEqual(minus(three, two));
  expect(up?.stricter.length).toBeGreaterThan(0);
  expect(new Set(keys(down?.removed))).toEqual(minus(three, two));
  expect(new Set(keys(down?.added))).toEqual(minus(two, three));
  expect([...(down?.changed ?? []), ...(down?.stricter ?? [])]).toEqual([]);
  const told = [...keys(up?.added), ...keys(up?.changed), ...keys(up?.stricter)];
  expect(new Set(told).size).toBe(told.length);
});

test('a new edition reopens the row that asks for something else and no other, whatever it was numbered', () => {
  const now = requirementsOf(law, 2);
  const [first, second, ...rest] = now;
  if (first === undefined || second === undefined) throw new TypeError('level 2 has requirements');
  const changed = { ...first, summary: { vi: 'Trước đây hỏi điều khác', en: 'It asked for something else' } };
  const gone = { ...second, key: 'M.OLD.ROW', id: 'L2.M.9.9', title: { vi: 'Yêu cầu cũ', en: 'Old requirement' } };
  const old = [changed, gone, ...rest.map((row) => ({ ...row, id: `${row.id}.1`, confidence: 'recalled' }))];
  expect(differenceOf(law, { level: 2, regime: 'A', catalogue: 'old' }, old)).toEqual({
    level: null,
    regime: null,
    catalogue: true,
    added: [{ key: second.key, title: second.title }],
    removed: [{ key: 'M.OLD.ROW', title: { vi: 'Yêu cầu cũ', en: 'Old requirement' } }],
    changed: [{ key: first.key, title: first.title }],
    stricter: [],
  });
});

test('what presses comes first: late, opened anew, the nearest day, what touches cameras; what is met only with a finding against it', () => {
  const rows = [
    row('L2.M.1', { due_on: '2026-12-31' }),
    row('L2.M.2'),
    row('L2.M.3', { cameras: 'direct' }),
    row('L2.M.4', { due_on: '2026-12-01' }),
    row('L2.M.5', { change: 'changed' }),
    row('L2.M.6', { due_on: '2026-11-01' }),
    row('L2.M.7', { answer: 'full' }),
    row('L2.M.8', { answer: 'full', openFindings: 1 }),
  ];
  expect(
    firstOf(rows, DAY)
      .map(({ requirement }) => requirement.at(-1))
      .join(''),
  ).toBe('65413 2 8'.replaceAll(' ', ''));
});

test('a plan tells that it was begun, and that it is deployed while it is', () => {
  const plan = { id: 'p', system_id: 's', started_on: null, deployed_on: null };
  const about = { object: 's', ref: 'plans/p' };
  expect(eventsOfPlan(plan)).toEqual([]);
  expect(eventsOfPlan({ ...plan, started_on: '2026-01-03', deployed_on: '2026-01-05' })).toEqual([
    { fact: 'plan.started', on: '2026-01-03', ...about },
    { fact: 'plan.deployed', on: '2026-01-05', ...about },
  ]);
});
