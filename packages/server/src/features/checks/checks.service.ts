import type { CheckFilter, CheckList, CheckRow, CheckState, PageQuery } from '@ancam/contract';
import { addDays, nextCheckDue } from '@ancam/law';
import type { Law } from '@ancam/law';
import type { Context } from '../../context.ts';
import { pageOf, readCursor } from '../../cursor.ts';
import { holds, mayChange, withActor, withinAsOwner } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import { dayOf } from '../../day.ts';
import { namedRecords } from '../records/named.service.ts';
import * as store from './checks.store.ts';
import type { CheckedSystem, LastCheck } from './checks.store.ts';
import { openPeriodic } from './system-checks.store.ts';

/** A check is near so many days before its day. */
const SOON_DAYS = 60;
/** Behind every day: where none is set. */
const NEVER = '9999-12-31';

/** How a check that is due on a day stands today. */
export function stateOf(due: string | null, today: string): CheckState {
  if (due === null) return 'unset';
  if (due < today) return 'overdue';
  return due <= addDays(today, SOON_DAYS) ? 'soon' : 'later';
}

/** The next periodic check of a system; undefined where its regime knows none. */
export function rowOf(
  law: Law,
  system: CheckedSystem,
  last: LastCheck | undefined,
  today: string,
): Omit<CheckRow, 'open' | 'actions'> | undefined {
  const { id, system: name, unit, level, regime, since } = system;
  const reading = nextCheckDue(law, { level, regime, asOf: today, lastOn: last?.on, since });
  if (reading === undefined) return undefined;
  const due = reading.due ?? null;
  return {
    id,
    system: name,
    unit,
    level,
    regime,
    state: stateOf(due, today),
    lastOn: last?.on ?? null,
    lastRecord: last?.register === 'inspections' ? last.id : null,
    lastCheck: last?.register === 'checks' ? last.id : null,
    due,
    months: reading.months ?? null,
    basis: reading.basis,
    confidence: reading.confidence,
    clause: reading.clause,
    note: reading.note ?? null,
    assessor: reading.assessor ?? null,
  };
}

const keysOf = ({ due, id }: Pick<CheckRow, 'due' | 'id'>): [string, string] => [due ?? NEVER, id];

function compare(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  const index = a.findIndex((key, at) => key !== b[at]);
  const [left, right] = [a[index] ?? '', b[index] ?? ''];
  return index < 0 ? 0 : left < right ? -1 : 1;
}

/** The next check of each system, the earliest day first. What is due is law, not a column: all that match are read, and one page is shown. */
export function list(context: Context, actor: Actor, query: CheckFilter & PageQuery): Promise<CheckList> {
  return withActor(context, actor, async (work) => {
    const all = await dueRows(context, work, query);
    const count = (state: CheckState): number => all.filter((row) => row.state === state).length;
    const after = readCursor(query.cursor, 2);
    const rows = all
      .filter((row) => query.state === undefined || row.state === query.state)
      .toSorted((a, b) => compare(keysOf(a), keysOf(b)))
      .filter((row) => after === undefined || compare(keysOf(row), after) > 0);
    const { items, next } = pageOf(rows, query.limit, keysOf);
    const counts = { overdue: count('overdue'), soon: count('soon'), later: count('later'), unset: count('unset') };
    return { items: await complete(work, items), next, counts };
  });
}

type DueRow = NonNullable<ReturnType<typeof rowOf>>;

/** The next periodic check of each system that matches, in no order. */
export async function dueRows({ law }: Context, work: Work, filter: CheckFilter): Promise<(DueRow & { readonly scope_path: string })[]> {
  const today = dayOf(work.now);
  const systems = await store.listSystems(work.tx, filter);
  // Inspections are restricted; when a system was checked last is not.
  const ids = systems.map(({ id }) => id);
  const last = await withinAsOwner(work, (tx) => store.lastChecks(tx, ids));
  return systems.flatMap((system) => {
    const row = rowOf(law, system, last.get(system.id), today);
    return row === undefined ? [] : [{ ...row, scope_path: system.scope_path }];
  });
}

/** What may be done about the next check: it is planned once. */
function actionsOf(
  actor: Actor,
  row: { readonly state: string; readonly scope_path: string },
  open: CheckRow['open'],
): CheckRow['actions'] {
  const barred = !mayChange(actor, row) ? 'out-of-scope' : holds(actor, 'system.write') ? undefined : 'no-permission';
  const reason = barred ?? (open === null ? undefined : 'has-check');
  return {
    state: row.state,
    may: reason === undefined ? ['plan'] : [],
    blockers: reason === undefined ? [] : [{ action: 'plan', reason }],
  };
}

/** Rows with the check that is open; they name only records which the actor may open. */
async function complete(work: Work, rows: readonly (DueRow & { readonly scope_path: string })[]): Promise<CheckRow[]> {
  const open = await openPeriodic(
    work.tx,
    rows.map(({ id }) => id),
  );
  const seen = await namedRecords(
    work,
    rows.flatMap(({ lastRecord }) => (lastRecord === null ? [] : [lastRecord])),
  );
  return rows.map(({ scope_path, ...row }) => {
    const found = open.get(row.id);
    const planned = found === undefined ? null : { id: found.id, state: found.state, plannedOn: found.planned_on };
    const lastRecord = row.lastRecord !== null && seen.has(row.lastRecord) ? row.lastRecord : null;
    return { ...row, lastRecord, open: planned, actions: actionsOf(work.actor, { ...row, scope_path }, planned) };
  });
}
