import type { DutyReading } from '@ancam/law';
import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import { json } from '../../db/database.ts';
import type { Tx } from '../../db/database.ts';

/** A duty of a unit as the table holds it. */
export interface StatusRow {
  readonly home_id: Id;
  readonly unit_id: Id;
  readonly scope_path: string;
  readonly place_path: string;
  readonly duty: string;
  readonly state: string;
  readonly party: string;
  readonly due: string | null;
  readonly met_on: string | null;
  readonly late_days: number | null;
  readonly set_by: string | null;
  readonly milestone: string | null;
  readonly changes_on: string | null;
  readonly confidence: string;
  readonly targets: number;
  readonly done: number;
  readonly overdue: number;
  readonly readings: readonly DutyReading[];
}

const COLUMNS = [
  ['home_id', 'uuid'],
  ['unit_id', 'uuid'],
  ['scope_path', 'text'],
  ['place_path', 'text'],
  ['duty', 'text'],
  ['state', 'text'],
  ['party', 'text'],
  ['due', 'date'],
  ['met_on', 'date'],
  ['late_days', 'integer'],
  ['set_by', 'text'],
  ['milestone', 'text'],
  ['changes_on', 'date'],
  ['confidence', 'text'],
  ['targets', 'integer'],
  ['done', 'integer'],
  ['overdue', 'integer'],
  ['readings', 'jsonb'],
] as const;
const NAMES = sql.raw(COLUMNS.map(([name]) => name).join(', '));
const TYPED = sql.raw(COLUMNS.map(([name, type]) => `${name} ${type}`).join(', '));
const SET = sql.raw(
  COLUMNS.filter(([name]) => !['home_id', 'unit_id', 'duty'].includes(name))
    .map(([name]) => `${name} = excluded.${name}`)
    .join(', '),
);

/** Locks what is known of units, so that one change after the other is taken into their duties. Locked in the order of their ids. */
export async function holdUnits(tx: Tx, paths: readonly string[]): Promise<Id[]> {
  const { rows } = await sql<{ id: Id }>`select d.unit_id as id from duty_unit d
    where d.unit_id in (select id from unit where scope_path = any(${[...paths]}::text[])) order by d.unit_id for update`.execute(tx);
  return rows.map(({ id }) => id);
}

/** The same of units that are known by their ids. */
export async function holdUnitsById(tx: Tx, ids: readonly Id[]): Promise<Id[]> {
  const { rows } = await sql<{ id: Id }>`select unit_id as id from duty_unit where unit_id = any(${[...ids]}::uuid[])
    order by unit_id for update`.execute(tx);
  return rows.map(({ id }) => id);
}

/** Of a reorganisation under way: such a unit waits until its objects have moved. */
const IS_MOVING = sql`exists (select from reorganisation_unit ru join reorganisation r on r.id = ru.event_id
  where ru.unit_id = d.unit_id and r.state in ('applying', 'reversing'))`;

/** Locks so many units that have to be looked at on a day. */
export async function takeDue(tx: Tx, day: string, most: number): Promise<Id[]> {
  const { rows } = await sql<{ id: Id }>`select d.unit_id as id from duty_unit d where d.due_on <= ${day}::date and not ${IS_MOVING}
    order by d.due_on, d.unit_id limit ${most} for update skip locked`.execute(tx);
  return rows.map(({ id }) => id);
}

/** Locks so many units of which only figures have changed. */
export async function takeCounted(tx: Tx, day: string, most: number): Promise<Id[]> {
  const { rows } = await sql<{ id: Id }>`select d.unit_id as id from duty_unit d
    where d.figures_changed and (d.due_on is null or d.due_on > ${day}::date) and not ${IS_MOVING}
    order by d.unit_id limit ${most} for update skip locked`.execute(tx);
  return rows.map(({ id }) => id);
}

/** The statuses of units, of some duties or of all. */
export async function statusesOf(tx: Tx, units: readonly Id[], duties?: readonly string[]): Promise<StatusRow[]> {
  const some = duties === undefined ? sql`true` : sql`duty = any(${[...duties]}::text[])`;
  const { rows } = await sql<StatusRow>`select ${NAMES} from duty_status where unit_id = any(${[...units]}::uuid[]) and ${some}`.execute(
    tx,
  );
  return rows;
}

export async function putStatuses(tx: Tx, rows: readonly StatusRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`insert into duty_status (${NAMES}) select ${NAMES} from jsonb_to_recordset(${json(rows)}::text::jsonb) as v (${TYPED})
    on conflict (unit_id, duty, home_id) do update set ${SET}`.execute(tx);
}

export async function dropStatuses(tx: Tx, rows: readonly Pick<StatusRow, 'unit_id' | 'duty'>[]): Promise<void> {
  if (rows.length === 0) return;
  const keys = json(rows.map(({ unit_id, duty }) => ({ unit_id, duty })));
  await sql`delete from duty_status s using jsonb_to_recordset(${keys}::text::jsonb) as v (unit_id uuid, duty text)
    where s.unit_id = v.unit_id and s.duty = v.duty`.execute(tx);
}

/** A change of the counts of a node. */
export interface Delta {
  readonly path: string;
  readonly duty: string;
  readonly reading: string;
  readonly state: string;
  readonly units: number;
  readonly targets: number;
  readonly done: number;
}

export async function addDeltas(tx: Tx, deltas: readonly Delta[]): Promise<void> {
  if (deltas.length === 0) return;
  await sql`insert into duty_delta (path, duty, reading, state, units, targets, done)
    select path, duty, reading, state, units, targets, done from jsonb_to_recordset(${json(deltas)}::text::jsonb)
      as v (path text, duty text, reading text, state text, units bigint, targets bigint, done bigint)`.execute(tx);
}

/** Folds so many changes into every node above; gives how many. Safe to run in several processes at once. */
export async function foldDeltas(tx: Tx, most: number): Promise<number> {
  const { rows } = await sql<{ folded: number }>`
    with taken as (
      delete from duty_delta where id in (select id from duty_delta order by id limit ${most} for update skip locked) returning *
    ), added as (
      insert into duty_rollup (path, duty, reading, state, units, targets, done)
      select node.path, t.duty, t.reading, t.state, sum(t.units), sum(t.targets), sum(t.done)
      from taken t cross join lateral path_nodes(t.path) as node (path)
      group by 1, 2, 3, 4 having sum(t.units) <> 0 or sum(t.targets) <> 0 or sum(t.done) <> 0 order by 1, 2, 3, 4
      on conflict (path, duty, reading, state) do update set units = duty_rollup.units + excluded.units,
        targets = duty_rollup.targets + excluded.targets, done = duty_rollup.done + excluded.done
    )
    select count(*)::int as folded from taken`.execute(tx);
  return rows[0]?.folded ?? 0;
}

/** The day on which each unit has to be looked at next; null where time alone changes nothing. */
export async function putDueDays(tx: Tx, days: readonly { readonly unit: Id; readonly day: string | null }[]): Promise<void> {
  await sql`update duty_unit d set due_on = v.day from jsonb_to_recordset(${json(days)}::text::jsonb) as v (unit uuid, day date)
    where d.unit_id = v.unit`.execute(tx);
}

/** Lets a unit be looked at on a day, unless it is to be looked at before that anyhow. */
export async function advanceDueDay(tx: Tx, unit: Id, day: string): Promise<void> {
  await sql`update duty_unit set due_on = ${day}::date where unit_id = ${unit} and (due_on is null or due_on > ${day}::date)`.execute(tx);
}
/** Lets every unit below a path be looked at again. */
export async function markBelow(tx: Tx, path: string): Promise<void> {
  await sql`update duty_unit set due_on = '0001-01-01'
    where unit_id in (select id from unit where scope_path ^@ ${path} and scope_path <> ${path} and closed_on is null)`.execute(tx);
}
