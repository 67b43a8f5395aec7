import { CameraChange } from '@ancam/contract';
import type { Id } from '@ancam/core';
import type { Context } from '../../context.ts';
import { asOwner, withActor } from '../../db/actor.ts';
import type { Work } from '../../db/actor.ts';
import { applyChange, restoreBefore } from '../cameras/bulk.service.ts';
import type { Undoable } from '../cameras/bulk.service.ts';
import * as store from './bulk-changes.store.ts';
import type { BulkRecord } from './bulk-changes.store.ts';
import { runnerFor } from './runner.ts';

/** Objects of one transaction: few enough that nobody waits for it. */
export const BATCH = 500;
const LOOK_EVERY_MS = 1000;
const FORGET_AT_ONCE = 10;

/** Does the next batch of a change; false when there is nothing left or another process does it. One transaction, one event in the trail. */
export async function advance(context: Context, id: Id): Promise<boolean> {
  const found = await asOwner(context, (tx) => store.findChange(tx, id));
  if (found === undefined || (found.state !== 'applying' && found.state !== 'undoing')) return false;
  return withActor(context, runnerFor(found), async (work) => {
    const row = await store.holdChange(work.tx, id);
    // Another process may have ended this phase, and a person begun the next, in another name.
    if (row === undefined || row.state !== found.state) return false;
    return row.state === 'applying' ? applyBatch(work, row) : undoBatch(work, row);
  });
}

/** The last object of a batch; undefined where it was the last batch. */
function cursorAfter(items: readonly store.BulkItem[]): Id | undefined {
  return items.length < BATCH ? undefined : items.at(-1)?.object_id;
}

async function applyBatch(work: Work, row: BulkRecord): Promise<boolean> {
  const { tx } = work;
  const items = await store.listNext(tx, row.id, row.cursor_id, false, BATCH);
  const judged = await applyChange(
    work,
    CameraChange.parse(row.change),
    items.map((item) => item.object_id),
  );
  await store.putOutcomes(tx, row.id, judged);
  const count = (outcome: string): number => judged.filter((each) => each.outcome === outcome).length;
  const cursor = cursorAfter(items);
  await store.updateChange(tx, row.id, {
    changed: row.changed + count('changed'),
    same: row.same + count('same'),
    refused: row.refused + count('refused'),
    ...(cursor === undefined ? { state: 'applied', cursor_id: null, finished_at: work.now } : { cursor_id: cursor }),
  });
  note(work, row, 'bulk.applied', `${kindOf(row)}: ${count('changed')} of ${items.length} cameras`);
  return cursor !== undefined;
}

async function undoBatch(work: Work, row: BulkRecord): Promise<boolean> {
  const { tx } = work;
  const items = await store.listNext(tx, row.id, row.cursor_id, true, BATCH);
  // written by applyBatch from what it had judged
  const undoable = items.map(({ object_id: id, before }): Undoable => ({ id, before: (before ?? {}) as Undoable['before'] }));
  const restored = await restoreBefore(work, CameraChange.parse(row.change), undoable);
  await store.putOutcomes(
    tx,
    row.id,
    items.map(({ object_id: id }) => ({ id, outcome: restored.has(id) ? 'restored' : 'conflict', reason: null })),
  );
  const cursor = cursorAfter(items);
  await store.updateChange(tx, row.id, {
    restored: row.restored + restored.size,
    conflicts: row.conflicts + items.length - restored.size,
    ...(cursor === undefined ? { state: 'undone', cursor_id: null, undone_at: work.now } : { cursor_id: cursor }),
  });
  note(work, row, 'bulk.undone', `${kindOf(row)}: ${restored.size} of ${items.length} cameras`);
  return cursor !== undefined;
}

function kindOf(row: BulkRecord): string {
  return CameraChange.parse(row.change).kind;
}

function note(work: Work, row: BulkRecord, action: string, summary: string): void {
  work.audit({ action, object: `bulk-change/${row.id}`, summary });
}

/** Carries all changes under way as far as they go. One that fails does not hold up the others; it is tried again. */
export async function carryOutBulk(context: Context, isStopped: () => boolean = () => false): Promise<void> {
  const running = await asOwner(context, (tx) => store.listRunning(tx));
  for (const id of running) {
    try {
      while (!isStopped() && (await advance(context, id)));
    } catch (fault) {
      context.log.error({ err: fault, bulkChange: id }, 'a change of many cameras cannot go on');
    }
    if (isStopped()) return;
  }
}

/** Forgets what was before in changes that can no longer be taken back. */
export async function forgetOld(context: Context): Promise<void> {
  const now = context.clock().toISOString();
  while ((await asOwner(context, (tx) => store.forget(tx, now, FORGET_AT_ONCE))) === FORGET_AT_ONCE);
}

/** Goes on with changes again and again until the function it gives is called, which waits for the batch under way. */
export function keepBulkChanging(context: Context): () => Promise<void> {
  let stopped = false;
  let working: Promise<void> | undefined;
  const timer = setInterval(() => {
    working ??= carryOutBulk(context, () => stopped)
      .then(() => forgetOld(context))
      .catch((fault: unknown) => context.log.error({ err: fault }, 'changes of many cameras could not be read'))
      .finally(() => (working = undefined));
  }, LOOK_EVERY_MS);
  timer.unref();
  return async () => {
    stopped = true;
    clearInterval(timer);
    await working;
  };
}
