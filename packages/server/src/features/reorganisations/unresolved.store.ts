import type { UnresolvedObject } from '@ancam/contract';
import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import { OBJECTS } from './objects.ts';

/** Unplaced objects of an event in the order of their ids; row-level security of each object decides. */
export async function listUnresolved(tx: Tx, event: Id, after: Id | null, limit: number): Promise<UnresolvedObject[]> {
  const parts = OBJECTS.map(
    ({ table, label }) => sql`select u.object_id as id, u.object_table as "table", ${sql.raw(label)} as label, o.place_path as "placePath",
        coalesce(f.name, '') as "unitFrom", coalesce(p.name, '') as parent
      from unresolved u join ${sql.table(table)} o on o.id = u.object_id and o.home_id = u.home_id
        left join unit f on f.id = u.unit_from left join unit p on p.id = u.parent_id
      where u.event_id = ${event} and u.object_table = ${table} and u.assigned_to is null and (${after}::uuid is null or u.object_id > ${after}::uuid)`,
  );
  const { rows } = await sql<UnresolvedObject>`${sql.join(parts, sql` union all `)} order by id limit ${limit}`.execute(tx);
  return rows;
}

export interface OpenObject {
  readonly id: Id;
  readonly table: string;
  readonly parent_path: string;
}

/** Those of some objects that are unplaced and seen by the actor. */
export async function findUnresolved(tx: Tx, event: Id, ids: readonly Id[]): Promise<OpenObject[]> {
  const parts = OBJECTS.map(
    ({ table }) => sql`select u.object_id as id, u.object_table as "table", p.scope_path as parent_path
      from unresolved u join ${sql.table(table)} o on o.id = u.object_id and o.home_id = u.home_id join unit p on p.id = u.parent_id
      where u.event_id = ${event} and u.object_table = ${table} and u.assigned_to is null and u.object_id = any(${[...ids]}::uuid[])`,
  );
  const { rows } = await sql<OpenObject>`${sql.join(parts, sql` union all `)}`.execute(tx);
  return rows;
}

/** Holds some objects of an event until the end of the transaction: two people who assign one at once go one after the other. */
export async function holdUnresolved(tx: Tx, event: Id, ids: readonly Id[]): Promise<void> {
  await sql`select from unresolved where event_id = ${event} and object_id = any(${[...ids]}::uuid[]) order by object_id for update`.execute(
    tx,
  );
}

export async function setAssigned(
  tx: Tx,
  event: Id,
  ids: readonly Id[],
  assigned: { readonly to: Id; readonly at: string; readonly by: string },
): Promise<void> {
  await tx
    .updateTable('unresolved')
    .set({ assigned_to: assigned.to, assigned_at: assigned.at, assigned_by: assigned.by })
    .where('event_id', '=', event)
    .where('object_id', 'in', [...ids])
    .execute();
}
