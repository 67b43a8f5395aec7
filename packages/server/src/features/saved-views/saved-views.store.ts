import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import type { Placement } from '../../db/actor.ts';
import type { Tx } from '../../db/database.ts';
import type { Tables } from '../../db/tables.generated.ts';

/** A view as one account sees it. */
export type ViewRecord = Selectable<Tables['saved_view']> & { readonly is_default: boolean };

/** Views of a list that the policy shows: one's own in their order, then those of others by name. */
export async function listViews(tx: Tx, accountId: Id, list: string): Promise<ViewRecord[]> {
  const { rows } = await sql<ViewRecord>`select v.*, d.view_id is not null as is_default from saved_view v
    left join view_default d on d.view_id = v.id and d.account_id = ${accountId} and d.list = v.list
    where v.list = ${list} order by v.account_id <> ${accountId}, case when v.account_id = ${accountId} then v.position end, lower(v.name), v.id`.execute(
    tx,
  );
  return rows;
}

export async function findView(tx: Tx, accountId: Id, id: Id): Promise<ViewRecord | undefined> {
  const { rows } = await sql<ViewRecord>`select v.*, d.view_id is not null as is_default from saved_view v
    left join view_default d on d.view_id = v.id and d.account_id = ${accountId} and d.list = v.list where v.id = ${id}`.execute(tx);
  return rows[0];
}

/** How many views an account has of a list, and the place behind the last. */
export async function countOwn(tx: Tx, accountId: Id, list: string): Promise<{ count: number; next: number }> {
  const { rows } = await sql<{ count: number; next: number }>`select count(*)::int as count, coalesce(max(position), 0)::int + 1 as next
    from saved_view where account_id = ${accountId} and list = ${list}`.execute(tx);
  return rows[0] ?? { count: 0, next: 1 };
}

/** A view that is about to be kept. */
export interface NewView {
  readonly id: Id;
  readonly instanceId: Id;
  readonly placement: Placement;
  readonly accountId: Id;
  readonly by: string;
  readonly list: string;
  readonly name: string;
  readonly query: string;
  readonly shared: boolean;
  readonly position: number;
  readonly now: string;
}

export async function insertView(tx: Tx, view: NewView): Promise<void> {
  const { id, instanceId, placement, accountId, by, list, name, query, shared, position, now } = view;
  await tx
    .insertInto('saved_view')
    .values({
      id,
      instance_id: instanceId,
      ...placement,
      account_id: accountId,
      by_name: by,
      list,
      name,
      query,
      shared,
      position,
      created_at: now,
      changed_at: now,
    })
    .execute();
}

export async function updateView(
  tx: Tx,
  id: Id,
  change: { name?: string | undefined; query?: string | undefined; shared?: boolean | undefined },
  now: string,
): Promise<void> {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  await tx
    .updateTable('saved_view')
    .set({ ...given, changed_at: now })
    .where('id', '=', id)
    .execute();
}

/** Removes a view; false where the policy does not let the actor. */
export async function removeView(tx: Tx, id: Id): Promise<boolean> {
  return (await tx.deleteFrom('saved_view').where('id', '=', id).returning('id').execute()).length > 0;
}

export async function setDefault(tx: Tx, accountId: Id, list: string, viewId: Id): Promise<void> {
  await tx
    .insertInto('view_default')
    .values({ account_id: accountId, list, view_id: viewId })
    .onConflict((conflict) => conflict.columns(['account_id', 'list']).doUpdateSet({ view_id: viewId }))
    .execute();
}

export async function clearDefault(tx: Tx, accountId: Id, viewId: Id): Promise<void> {
  await tx.deleteFrom('view_default').where('account_id', '=', accountId).where('view_id', '=', viewId).execute();
}

/** Puts one's own views in the order of the ids; views not named keep their place behind them. */
export async function putOrder(tx: Tx, accountId: Id, list: string, ids: readonly Id[]): Promise<void> {
  await sql`update saved_view v set position = n.position from (
      select id, row_number() over (order by array_position(${[...ids]}::uuid[], id) nulls last, position, id)::int as position
      from saved_view where account_id = ${accountId} and list = ${list}) as n where v.id = n.id`.execute(tx);
}
