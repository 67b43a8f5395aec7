import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import { OBJECTS } from './objects.ts';
import type { Facts, Plan, UnitFact } from './plan.ts';

/** What a plan is laid over: its units with all below them, everything above, and who stands beside new units. */
export async function loadFacts(tx: Tx, plan: Plan): Promise<Facts> {
  const parents = [...plan.successors.map(({ fresh }) => fresh?.parentId), plan.changes.parentId].filter((id) => id !== undefined);
  const named = [...plan.units, ...plan.successors.flatMap(({ unit }) => unit ?? []), ...parents.flatMap((id) => id ?? [])];
  const { rows } = await sql<UnitFact>`
    with named as (select id, scope_path, parent_id from unit where id = any(${named}::uuid[])), below as (
      select scope_path from named where id = any(${[...plan.units]}::uuid[])
    ), superior as (select parent_id as id from named union select unnest(${parents.flatMap((id) => id ?? [])}::uuid[]))
    select u.id, u.home_id as "homeId", u.parent_id as "parentId", u.name, u.kind, u.code, u.line, u.roles, u.scope_path as path,
      u.place_code as "placeCode", u.place_path as "placePath", u.opened_on as "openedOn", u.closed_on as "closedOn",
      (select max(v.valid_from) from unit_version v where v.unit_id = u.id) as "latestOn"
    from unit u
    where exists (select from below b where u.scope_path ^@ b.scope_path) or exists (select from named n where n.scope_path ^@ u.scope_path)
      or u.parent_id in (select id from superior) or (u.parent_id is null and ${named.length === 0 || parents.includes(null)})
    order by length(u.scope_path), u.scope_path`.execute(tx);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Objects of a unit that are alike to a plan. */
export interface ObjectGroup {
  readonly table: string;
  readonly steward: Id;
  readonly recorder: Id;
  readonly place: string;
  readonly count: number;
}

/** The objects that units answer for, counted by table, recorder and territory. */
export async function countObjects(tx: Tx, units: readonly Id[]): Promise<ObjectGroup[]> {
  const parts = OBJECTS.map(
    ({
      table,
    }) => sql`select ${table}::text as "table", steward_id as steward, unit_id as recorder, place_path as place, count(*)::int as count
      from ${sql.table(table)} where steward_id = any(${[...units]}::uuid[]) group by steward_id, unit_id, place_path`,
  );
  const { rows } = await sql<ObjectGroup>`${sql.join(parts, sql` union all `)}`.execute(tx);
  return rows;
}

/** Where single objects stand and lie. */
export async function findObjects(tx: Tx, ids: readonly Id[]): Promise<Omit<ObjectGroup, 'count'>[]> {
  if (ids.length === 0) return [];
  const parts = OBJECTS.map(
    ({ table }) => sql`select ${table}::text as "table", steward_id as steward, unit_id as recorder, place_path as place
      from ${sql.table(table)} where id = any(${[...ids]}::uuid[])`,
  );
  const { rows } = await sql<Omit<ObjectGroup, 'count'>>`${sql.join(parts, sql` union all `)}`.execute(tx);
  return rows;
}

/** Enabled accounts per unit. */
export async function countAccounts(tx: Tx, units: readonly Id[]): Promise<Map<Id, number>> {
  const { rows } = await sql<{ unit: Id; count: number }>`select unit_id as unit, count(*)::int as count from account
    where unit_id = any(${[...units]}::uuid[]) and disabled_at is null group by unit_id`.execute(tx);
  return new Map(rows.map(({ unit, count }) => [unit, count]));
}

/** Whether another event is being applied or undone that touches one of the units. */
export async function underWay(tx: Tx, units: readonly Id[], but: Id | null): Promise<Id[]> {
  const { rows } = await sql<{
    unit: Id;
  }>`select distinct ru.unit_id as unit from reorganisation_unit ru join reorganisation r on r.id = ru.event_id
    where r.state in ('applying', 'reversing') and r.id is distinct from ${but}::uuid and ru.unit_id = any(${[...units]}::uuid[])`.execute(
    tx,
  );
  return rows.map(({ unit }) => unit);
}
