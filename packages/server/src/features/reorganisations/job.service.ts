import type { Id } from '@ancam/core';
import type { Context } from '../../context.ts';
import { asOwner } from '../../db/actor.ts';
import { appendAudit } from '../../db/audit.ts';
import { dayOf } from '../../day.ts';
import { applyObjects, applyUnits, routeOf } from './apply.ts';
import type { Batch } from './apply.ts';
import { OBJECTS } from './objects.ts';
import { reverseObjects, reverseUnits } from './reverse.ts';
import * as store from './reorganisations.store.ts';

const LOOK_EVERY_MS = 2000;

/** What the job does next with an event; false when there is nothing left or another process does it. One transaction. */
export function advance(context: Context, id: Id): Promise<boolean> {
  return asOwner(context, async (tx) => {
    const row = await store.holdReorganisation(tx, id);
    if (row === undefined) return false;
    const now = context.clock().toISOString();
    const batch: Batch = { tx, now, day: dayOf(now), instanceId: context.instanceId, row };
    if (row.state === 'approved' && row.effective_on <= batch.day) {
      await store.updateReorganisation(tx, id, { state: 'applying', phase: 'units' });
      return true;
    }
    if (row.state === 'applying') return apply(batch);
    return row.state === 'reversing' ? reverse(batch) : false;
  });
}

async function apply(batch: Batch): Promise<boolean> {
  const { tx, row } = batch;
  if (row.phase === 'units') await applyUnits(batch);
  else if (row.phase === 'objects') {
    if (await applyObjects(batch, await routeOf(batch))) await store.updateReorganisation(tx, row.id, { phase: 'settle' });
  } else if (await anyLeft(batch)) {
    // Somebody recorded with an old path while the batches ran: they go over all again.
    await store.updateReorganisation(tx, row.id, { phase: 'objects', cursor_seq: 0, cursor_table: 0, cursor_id: null });
  } else {
    await store.updateReorganisation(tx, row.id, { state: 'applied', phase: null, applied_at: batch.now });
    await note(batch, 'reorganisation.applied', row.done_objects);
    return false;
  }
  return true;
}

async function anyLeft({ tx, row }: Batch): Promise<boolean> {
  for (const { table } of OBJECTS) if (await store.anyLeft(tx, table, row.id)) return true;
  return false;
}

async function reverse(batch: Batch): Promise<boolean> {
  const { tx, row } = batch;
  if (row.phase === 'units') await reverseUnits(batch);
  else if (await reverseObjects(batch)) {
    await store.updateReorganisation(tx, row.id, { state: 'reversed', phase: null, reversed_at: batch.now });
    await note(batch, 'reorganisation.reversed', row.done_objects);
    return false;
  }
  return true;
}

async function note({ tx, now, instanceId, row }: Batch, action: string, objects: number): Promise<void> {
  const place = { homeId: row.home_id, unitId: row.unit_id, scopePath: row.scope_path, placePath: '' };
  const actor = { accountId: null, name: 'AnCam', ...place, clearance: 0 };
  await appendAudit(tx, { actor, instanceId, now }, [{ action, object: `reorganisation/${row.id}`, summary: `${row.title}: ${objects}` }]);
}

/** Carries an event as far as it goes. */
export async function carryOut(context: Context, id: Id, isStopped: () => boolean = () => false): Promise<void> {
  while (!isStopped() && (await advance(context, id)));
}

/** Begins the events whose day has come and goes on with those under way. One that fails does not hold up the others. */
export async function carryOutDue(context: Context, isStopped: () => boolean = () => false): Promise<void> {
  const due = await asOwner(context, (tx) => store.listDue(tx, dayOf(context.clock())));
  for (const id of due) {
    if (isStopped()) return;
    await carryOut(context, id, isStopped).catch((fault: unknown) =>
      context.log.error({ err: fault, reorganisation: id }, 'a reorganisation cannot go on'),
    );
  }
}

/** Looks for due events again and again until the function it gives is called, which waits for the batch under way. */
export function keepReorganising(context: Context): () => Promise<void> {
  let stopped = false;
  let working: Promise<void> | undefined;
  const timer = setInterval(() => {
    working ??= carryOutDue(context, () => stopped)
      .catch((fault: unknown) => context.log.error({ err: fault }, 'reorganisations could not be read'))
      .finally(() => (working = undefined));
  }, LOOK_EVERY_MS);
  timer.unref();
  return async () => {
    stopped = true;
    clearInterval(timer);
    await working;
  };
}
