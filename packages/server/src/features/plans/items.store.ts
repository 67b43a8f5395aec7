import type { ItemAnswer, PlanLinkKind } from '@ancam/contract';
import { newId } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import { placementOf } from '../../db/actor.ts';
import type { Placement, Work } from '../../db/actor.ts';
import type { Tx } from '../../db/database.ts';
import type { Tables } from '../../db/tables.generated.ts';

export interface ItemKept extends Omit<Selectable<Tables['plan_item']>, 'answer' | 'change' | 'answered_before'> {
  readonly answer: ItemAnswer;
  readonly change: 'added' | 'changed' | 'stricter' | null;
  readonly answered_before: ItemAnswer | null;
}
export type LinkRow = Omit<Selectable<Tables['plan_link']>, 'kind'> & { readonly kind: PlanLinkKind };

/** What a change of a requirement writes. */
export type ItemChange = Partial<
  Pick<
    ItemKept,
    'requirement' | 'answer' | 'reason' | 'way' | 'owner' | 'due_on' | 'budget_id' | 'remark' | 'change' | 'answered_before' | 'dropped'
  >
>;

/** What a change holds of a requirement, before or after. */
export interface Remembered {
  readonly id: Id;
  readonly version: number;
  readonly values: ItemChange;
}

/** The columns of a requirement that a change touches, as they are. */
export function remembered(item: ItemKept, names: readonly string[]): ItemChange {
  return Object.fromEntries(Object.entries(item).filter(([name]) => names.includes(name)));
}

/** The requirements of a plan, those that are dropped left out unless asked for. */
export async function listItems(tx: Tx, planId: Id, all = false): Promise<ItemKept[]> {
  const { rows } = await sql<ItemKept>`select * from plan_item where plan_id = ${planId} and (${all} or not dropped)`.execute(tx);
  return rows;
}

export async function findItem(tx: Tx, id: Id): Promise<ItemKept | undefined> {
  return (await sql<ItemKept>`select * from plan_item where id = ${id}`.execute(tx)).rows[0];
}

/** Adds requirements to a plan; gives their ids. */
export async function insertItems(
  { tx, actor, now }: Work,
  plan: Placement & { readonly id: Id },
  rows: readonly { readonly key: string; readonly requirement: string; readonly change?: 'added' }[],
): Promise<Id[]> {
  if (rows.length === 0) return [];
  const values = rows.map((row) => ({
    id: newId(),
    ...placementOf(plan),
    plan_id: plan.id,
    changed_at: now,
    changed_by: actor.name,
    ...row,
  }));
  await tx.insertInto('plan_item').values(values).execute();
  return values.map(({ id }) => id);
}

/** Changes a requirement that still has the version; false where somebody was faster. */
export async function updateItem(
  { tx, actor, now }: Work,
  { id, version }: { readonly id: Id; readonly version: number },
  change: ItemChange,
): Promise<boolean> {
  const done = await tx
    .updateTable('plan_item')
    .set({ ...change, version: version + 1, changed_at: now, changed_by: actor.name })
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .execute();
  return done.length === 1;
}

/** What the requirements of a plan are linked to. */
export async function listLinks(tx: Tx, planId: Id): Promise<LinkRow[]> {
  const { rows } = await sql<LinkRow>`select * from plan_link where plan_id = ${planId} order by at, id`.execute(tx);
  return rows;
}

export async function insertLink(
  { tx, actor, now }: Work,
  item: Placement & { readonly id: Id; readonly plan_id: Id },
  link: { readonly kind: PlanLinkKind; readonly target: Id; readonly note: string },
): Promise<void> {
  await tx
    .insertInto('plan_link')
    .values({
      id: newId(),
      ...placementOf(item),
      unit_id: actor.unitId,
      plan_id: item.plan_id,
      item_id: item.id,
      kind: link.kind,
      target_id: link.target,
      note: link.note,
      by_name: actor.name,
      at: now,
    })
    .execute();
}

/** Takes a link off; what it was, undefined where there was none. */
export async function deleteLink(tx: Tx, itemId: Id, id: Id): Promise<LinkRow | undefined> {
  const { rows } = await sql<LinkRow>`delete from plan_link where id = ${id} and item_id = ${itemId} returning *`.execute(tx);
  return rows[0];
}
