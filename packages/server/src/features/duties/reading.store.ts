import { DUTY_STATES } from '@ancam/contract';
import type { DutyState } from '@ancam/contract';
import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Tx } from '../../db/database.ts';
import { often } from '../../db/server-pool.ts';
import type { DutyNode } from './node.ts';
import { likeOf } from '../../search-text.ts';

/** A unit as duties are read of it. */
export interface UnitPlace {
  readonly id: Id;
  readonly name: string;
  readonly kind: string;
  readonly scope_path: string;
  readonly place_path: string;
}

export function findUnit(tx: Tx, id: Id): Promise<UnitPlace | undefined> {
  return tx.selectFrom('unit').select(['id', 'name', 'kind', 'scope_path', 'place_path']).where('id', '=', id).executeTakeFirst();
}

/** The units above a path, the highest first. */
export async function unitsAbove(tx: Tx, path: string): Promise<UnitPlace[]> {
  const { rows } = await sql<UnitPlace>`select id, name, kind, scope_path, place_path from unit
    where scope_path in (select path_nodes(${path})) and scope_path <> ${path} order by length(scope_path)`.execute(tx);
  return rows;
}

/** How many units stand at a node or below it. */
export async function countStanding(tx: Tx, axis: 'scope' | 'place', path: string): Promise<number> {
  const at = axis === 'scope' ? sql`scope_path ^@ ${path}` : sql`place_path ^@ ${path}`;
  const { rows } = await sql<{ n: number }>`select count(*) as n from unit where closed_on is null and ${at}`.execute(tx);
  return rows[0]?.n ?? 0;
}

/** So many units that stand at a node or below it after one, by id. */
export async function unitsUnder(
  tx: Tx,
  { axis, path }: Pick<DutyNode, 'axis' | 'path'>,
  after: Id | undefined,
  most: number,
): Promise<Id[]> {
  const at = axis === 'scope' ? sql`scope_path ^@ ${path}` : sql`place_path ^@ ${path}`;
  const { rows } = await sql<{
    id: Id;
  }>`select id from unit where closed_on is null and ${at} and (${after ?? null}::uuid is null or id > ${after ?? null}::uuid)
    order by id limit ${most}`.execute(tx);
  return rows.map(({ id }) => id);
}

/** Units at a node or below it whose statuses are to be brought up to date. As the owner of the schema. */
export async function countWaiting(tx: Tx, day: string, axis: 'scope' | 'place', path: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from duty_unit d join unit u on u.id = d.unit_id
    where (d.due_on <= ${day}::date or d.figures_changed) and ${axis === 'scope' ? sql`u.scope_path ^@ ${path}` : sql`u.place_path ^@ ${path}`}`.execute(
    tx,
  );
  return rows[0]?.n ?? 0;
}

/** A count of units of one duty that stand alike. */
export interface StateCount {
  readonly path: string;
  readonly duty: string;
  readonly state: DutyState;
  readonly units: number;
  readonly targets: number;
  readonly done: number;
}

const READING_STATE = (reading: string): RawBuilder<string> =>
  reading === '' ? sql`s.state` : sql`(select r ->> 'state' from jsonb_array_elements(s.readings) r where r ->> 'setBy' = ${reading})`;
const OF_READING = (reading: string, column: 'targets' | 'done'): RawBuilder<number> => (reading === '' ? sql.ref(`s.${column}`) : sql`0`);

/** The counts of nodes of the tree with all below them, in a reading (empty: the units' own). */
export async function countsAt(tx: Tx, paths: readonly string[], reading: string): Promise<StateCount[]> {
  if (paths.length === 0) return [];
  const { rows } = await sql<StateCount>`${often}
    with node (path) as (select unnest(${[...paths]}::text[])), part as (
      select r.path, r.duty, r.state, r.units, r.targets, r.done from node join duty_rollup r on r.path = node.path and r.reading = ${reading}
      union all
      select node.path, d.duty, d.state, d.units, d.targets, d.done from duty_delta d join node on d.path ^@ node.path where d.reading = ${reading}
      union all
      select node.path, s.duty, ${READING_STATE(reading)}, 1, ${OF_READING(reading, 'targets')}, ${OF_READING(reading, 'done')}
      from node join duty_status s on s.scope_path = node.path
    )
    select path, duty, state, sum(units)::bigint as units, sum(targets)::bigint as targets, sum(done)::bigint as done from part
    where state is not null group by 1, 2, 3 having sum(units) <> 0`.execute(tx);
  return rows;
}

/** The counts of a territory: of all units that lie in it. */
export async function countsIn(tx: Tx, place: string, reading: string): Promise<StateCount[]> {
  const { rows } =
    await sql<StateCount>`select ${place}::text as path, duty, state, count(*) as units, sum(targets)::bigint as targets, sum(done)::bigint as done
    from (select s.duty, ${READING_STATE(reading)} as state, ${OF_READING(reading, 'targets')} as targets, ${OF_READING(reading, 'done')} as done
      from duty_status s where s.place_path ^@ ${place} and s.place_path <> '') as s where state is not null group by 2, 3`.execute(tx);
  return rows;
}

/** Everybody whose days count at a node. */
export async function issuersAt(tx: Tx, path: string): Promise<string[]> {
  const { rows } = await sql<{ reading: string }>`${often}
    select reading from duty_rollup where path = ${path} and reading <> '' and units > 0
    union select reading from duty_delta where path ^@ ${path} and reading <> ''
    union select r ->> 'setBy' from duty_status s cross join lateral jsonb_array_elements(s.readings) r where s.scope_path = ${path}
    order by 1`.execute(tx);
  return rows.map(({ reading }) => reading);
}

/** Everybody whose days count in a territory. */
export async function issuersIn(tx: Tx, place: string): Promise<string[]> {
  const { rows } = await sql<{ reading: string }>`select distinct r ->> 'setBy' as reading from duty_status s
    cross join lateral jsonb_array_elements(s.readings) r where s.place_path ^@ ${place} and s.place_path <> '' order by 1`.execute(tx);
  return rows.map(({ reading }) => reading);
}

/** Names of units that the actor may know. */
export async function namesOf(tx: Tx, ids: readonly Id[]): Promise<Map<Id, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('unit')
    .select(['id', 'name'])
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** A unit directly below a node. */
export interface ChildUnit extends UnitPlace {
  readonly below: boolean;
}

/** Units directly below a unit, or the top bodies, by name; one more than the limit, and how many there are. */
export async function childrenOf(
  tx: Tx,
  parent: Id | null,
  words: readonly string[],
  limit: number,
): Promise<{ readonly rows: ChildUnit[]; readonly total: number }> {
  const matching = words.map((word) => sql`u.search like ${likeOf(word)}`);
  const where = sql.join(
    [sql`u.closed_on is null`, parent === null ? sql`u.parent_id is null` : sql`u.parent_id = ${parent}`, ...matching],
    sql` and `,
  );
  const { rows } = await sql<
    ChildUnit & { total: number }
  >`select u.id, u.name, u.kind, u.scope_path, u.place_path, count(*) over () as total,
      exists (select from unit c where c.parent_id = u.id and c.closed_on is null) as below
    from unit u where ${where} order by u.search, u.id limit ${limit}`.execute(tx);
  return { rows, total: rows[0]?.total ?? 0 };
}

/** States in the order of urgency, each with 0. */
export function noUnits(): Record<DutyState, number> {
  return Object.fromEntries(DUTY_STATES.map((state) => [state, 0])) as Record<DutyState, number>; // every state is there
}
