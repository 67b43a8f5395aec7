import { dutyBoard, dutyStatus } from '@ancam/law';
import type { DutyReading, DutyStatus, Law } from '@ancam/law';
import { canonicalJson } from '@ancam/knowledge/compiled';
import type { Id } from '@ancam/core';
import type { Tx } from '../../db/database.ts';
import * as store from './statuses.store.ts';
import type { Delta, StatusRow } from './statuses.store.ts';
import { loadFacts, parentOf } from './unit-facts.store.ts';
import type { KnownFacts } from './unit-facts.store.ts';

/** How late something is that is still open grows with each day: it is read off its last day, never kept. */
function keptLateness(state: string, lateDays: number | undefined): number | undefined {
  return state === 'met-late' ? lateDays : undefined;
}

function keptReading({ lateDays, ...reading }: DutyReading): DutyReading {
  const late = keptLateness(reading.state, lateDays);
  return { ...reading, ...(late === undefined ? {} : { lateDays: late }) };
}

/** The row of a duty; undefined where it does not fall on the unit. */
export function rowOf({ unit, homeId, placePath }: KnownFacts, status: DutyStatus): StatusRow | undefined {
  if (status.state === 'not-applicable' || status.as === undefined) return undefined;
  return {
    home_id: homeId,
    unit_id: unit.id,
    scope_path: unit.path,
    place_path: placePath,
    duty: status.duty,
    state: status.state,
    party: status.as,
    due: status.due ?? null,
    met_on: status.metOn ?? null,
    late_days: keptLateness(status.state, status.lateDays) ?? null,
    set_by: status.setBy ?? null,
    milestone: status.milestone ?? null,
    changes_on: status.changesOn ?? null,
    confidence: status.confidence,
    targets: status.targets.all,
    done: status.targets.done,
    overdue: status.targets.overdue,
    readings: status.readings.map(keptReading),
  };
}

/**
 * Brings the statuses of units up to date, of some duties or of all, with the counts of the nodes above. As the owner of the schema, in the
 * transaction that changes the facts, with the units held. Gives how many statuses have changed.
 */
export async function bringUpToDate(tx: Tx, law: Law, units: readonly Id[], day: string, duties?: readonly string[]): Promise<number> {
  if (units.length === 0 || duties?.length === 0) return 0;
  const facts = await loadFacts(tx, units, day);
  const before = await store.statusesOf(tx, units, duties);
  const computed = facts.map((each) => ({
    facts: each,
    statuses: duties === undefined ? dutyBoard(law, each, day) : duties.map((duty) => dutyStatus(law, duty, each, day)),
  }));
  const after = computed.flatMap((each) => each.statuses.flatMap((status) => rowOf(each.facts, status) ?? []));
  const changed = await writeChanges(tx, before, after);
  const days = computed.map(({ facts: { unit, daysAhead }, statuses }) => ({
    unit: unit.id,
    day: earliest([...daysAhead, ...statuses.flatMap(({ changesOn }) => changesOn ?? [])]),
  }));
  if (duties === undefined) await store.putDueDays(tx, days);
  else for (const { unit, day: next } of days) if (next !== null) await store.advanceDueDay(tx, unit, next);
  return changed;
}

function earliest(days: readonly string[]): string | null {
  return days.reduce<string | null>((first, day) => (first === null || day < first ? day : first), null);
}

function keyOf({ unit_id, duty }: StatusRow): string {
  return `${unit_id} ${duty}`;
}

async function writeChanges(tx: Tx, before: readonly StatusRow[], after: readonly StatusRow[]): Promise<number> {
  const old = new Map(before.map((row) => [keyOf(row), row]));
  const now = new Set(after.map(keyOf));
  const put = after.filter((row) => {
    const was = old.get(keyOf(row));
    return was === undefined || canonicalJson(was) !== canonicalJson(row);
  });
  const gone = before.filter((row) => !now.has(keyOf(row)));
  const replaced = put.flatMap((row) => old.get(keyOf(row)) ?? []);
  await store.putStatuses(tx, put);
  await store.dropStatuses(tx, gone);
  await store.addDeltas(tx, differenceOf([...replaced, ...gone], put));
  return put.length + gone.length;
}

/** What changes in the counts of the nodes above, those that cancel out left away. */
export function differenceOf(before: readonly StatusRow[], after: readonly StatusRow[]): Delta[] {
  const sums = new Map<string, Delta>();
  for (const [rows, sign] of [
    [before, -1],
    [after, 1],
  ] as const) {
    for (const row of rows) for (const delta of countsOf(row, sign)) addTo(sums, delta);
  }
  return [...sums.values()].filter(({ units, targets, done }) => units !== 0 || targets !== 0 || done !== 0);
}

function addTo(sums: Map<string, Delta>, delta: Delta): void {
  const key = `${delta.path} ${delta.duty} ${delta.reading} ${delta.state}`;
  const sum = sums.get(key);
  sums.set(
    key,
    sum === undefined
      ? delta
      : { ...delta, units: sum.units + delta.units, targets: sum.targets + delta.targets, done: sum.done + delta.done },
  );
}

/** What a row counts in the node above: once in its own reading, once in that of everybody who set a day. */
function countsOf({ scope_path, duty, state, targets, done, readings }: StatusRow, sign: 1 | -1): Delta[] {
  const base = { path: parentOf(scope_path), duty, units: sign };
  return [
    { ...base, reading: '', state, targets: sign * targets, done: sign * done },
    ...readings.map((reading) => ({ ...base, reading: reading.setBy, state: reading.state, targets: 0, done: 0 })),
  ];
}
