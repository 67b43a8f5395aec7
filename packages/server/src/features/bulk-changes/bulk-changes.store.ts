import type { CameraChange } from '@ancam/contract';
import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import { z } from 'zod';
import { readCursor } from '../../cursor.ts';
import type { Placement } from '../../db/actor.ts';
import { json } from '../../db/database.ts';
import type { Tx } from '../../db/database.ts';
import type { Tables } from '../../db/tables.generated.ts';

export type BulkRecord = Selectable<Tables['bulk_change']>;

/** In whose name the batches of a change run. */
export const RunsAs = z.object({ accountId: z.string().nullable(), name: z.string(), clearance: z.number().int() });
export type RunsAs = z.infer<typeof RunsAs>;

/** A change that is about to begin. */
export interface NewBulkChange {
  readonly id: Id;
  readonly instanceId: Id;
  readonly placement: Placement;
  readonly change: CameraChange;
  readonly runsAs: RunsAs;
  readonly now: string;
  readonly undoUntil: string;
}

export async function insertChange(tx: Tx, { id, instanceId, placement, change, runsAs, now, undoUntil }: NewBulkChange): Promise<void> {
  await tx
    .insertInto('bulk_change')
    .values({
      id,
      instance_id: instanceId,
      ...placement,
      account_id: runsAs.accountId,
      by_name: runsAs.name,
      change: json(change),
      state: 'applying',
      runs_as: json(runsAs),
      total: 0,
      created_at: now,
      undo_until: undoUntil,
    })
    .execute();
}

/** Notes which objects a change is for. */
export async function addItems(tx: Tx, id: Id, objects: readonly Id[]): Promise<void> {
  if (objects.length === 0) return;
  await sql`insert into bulk_item (change_id, object_id) select ${id}::uuid, object from unnest(${[...objects]}::uuid[]) as o (object)
    on conflict do nothing`.execute(tx);
}

export async function countItems(tx: Tx, id: Id): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from bulk_item where change_id = ${id}`.execute(tx);
  return rows[0]?.count ?? 0;
}

export async function updateChange(tx: Tx, id: Id, change: Partial<BulkRecord>): Promise<void> {
  const { change: _change, runs_as: runsAs, ...plain } = change;
  await tx
    .updateTable('bulk_change')
    .set({ ...plain, ...(runsAs === undefined ? {} : { runs_as: json(runsAs) }) })
    .where('id', '=', id)
    .execute();
}

export function findChange(tx: Tx, id: Id): Promise<BulkRecord | undefined> {
  return tx.selectFrom('bulk_change').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The change for whoever works on it; undefined where another process holds it. */
export function holdChange(tx: Tx, id: Id): Promise<BulkRecord | undefined> {
  return tx.selectFrom('bulk_change').selectAll().where('id', '=', id).forUpdate().skipLocked().executeTakeFirst();
}

/** The change for whoever is to take it back; waits for a batch under way. Undefined where the actor may not change it. */
export function holdForUndo(tx: Tx, id: Id): Promise<BulkRecord | undefined> {
  return tx.selectFrom('bulk_change').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/** Changes whose batches are not all done, oldest first. As the owner of the schema. */
export async function listRunning(tx: Tx): Promise<Id[]> {
  const rows = await tx.selectFrom('bulk_change').select('id').where('state', 'in', ['applying', 'undoing']).orderBy('id').execute();
  return rows.map(({ id }) => id);
}

export function listChanges(tx: Tx, page: { readonly cursor?: string | undefined; readonly limit: number }): Promise<BulkRecord[]> {
  const after = readCursor(page.cursor, 2);
  return tx
    .selectFrom('bulk_change')
    .selectAll()
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(created_at, id) < (${after?.[0] ?? ''}::timestamptz, ${after?.[1] ?? ''}::uuid)`),
    )
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute();
}

/** One object of a change. */
export interface BulkItem {
  readonly object_id: Id;
  readonly outcome: string | null;
  readonly reason: string | null;
  readonly before: unknown;
}

/** The next objects behind the cursor; of an undo only those that were changed. */
export function listNext(tx: Tx, id: Id, cursor: Id | null, changed: boolean, limit: number): Promise<BulkItem[]> {
  return tx
    .selectFrom('bulk_item')
    .select(['object_id', 'outcome', 'reason', 'before'])
    .where('change_id', '=', id)
    .$if(cursor !== null, (query) => query.where('object_id', '>', cursor ?? ''))
    .$if(changed, (query) => query.where('outcome', '=', 'changed'))
    .orderBy('object_id')
    .limit(limit)
    .execute();
}

/** What became of an object. */
export interface Outcome {
  readonly id: Id;
  readonly outcome: string;
  readonly reason: string | null;
  /** Left as it is where undefined. */
  readonly before?: unknown;
}

export async function putOutcomes(tx: Tx, changeId: Id, outcomes: readonly Outcome[]): Promise<void> {
  if (outcomes.length === 0) return;
  await sql`update bulk_item i set outcome = v.outcome, reason = v.reason, before = coalesce(v.before, i.before)
    from jsonb_to_recordset(${json(outcomes)}::text::jsonb) as v (id uuid, outcome text, reason text, before jsonb)
    where i.change_id = ${changeId} and i.object_id = v.id`.execute(tx);
}

export function listItems(
  tx: Tx,
  id: Id,
  page: { readonly cursor?: string | undefined; readonly limit: number; readonly outcome?: string | undefined },
): Promise<BulkItem[]> {
  const after = readCursor(page.cursor, 1);
  return tx
    .selectFrom('bulk_item')
    .select(['object_id', 'outcome', 'reason', 'before'])
    .where('change_id', '=', id)
    .$if(after !== undefined, (query) => query.where('object_id', '>', String(after?.[0] ?? '')))
    .$if(page.outcome !== undefined, (query) => query.where('outcome', '=', page.outcome ?? ''))
    .orderBy('object_id')
    .limit(page.limit + 1)
    .execute();
}

/** Forgets what was before in changes that can no longer be taken back, so many at once; gives how many changes. As the owner of the schema. */
export async function forget(tx: Tx, now: string, most: number): Promise<number> {
  const { rows } = await sql<{ id: Id }>`update bulk_change set forgotten = true where id in (
    select id from bulk_change where not forgotten and state in ('applied', 'undone') and undo_until <= ${now} limit ${most} for update skip locked)
    returning id`.execute(tx);
  for (const { id } of rows) await tx.deleteFrom('bulk_item').where('change_id', '=', id).execute();
  return rows.length;
}
