import type { Id } from '@ancam/core';
import type { ScanWindow } from '@ancam/core';
import { asOwner } from '../../db/actor.ts';
import type { Tx } from '../../db/database.ts';
import type { ScanContext } from './scan-context.ts';
import * as pieces from './pieces.store.ts';
import { msLeftOf } from './scans.service.ts';
import * as store from './scans.store.ts';
import type { ScanRow } from './scans.store.ts';

export type { ScanRow } from './scans.store.ts';

/** Scans that schedules began and that have not come to their end; of some schedules, or of all. */
export function openOfSchedules(tx: Tx, schedules?: readonly Id[]): Promise<ScanRow[]> {
  return store.listScheduled(tx, schedules);
}

/** Scans by their ids, those that the transaction sees. */
export function findScans(tx: Tx, ids: readonly Id[]): Promise<ScanRow[]> {
  return store.findScans(tx, ids);
}

/** Whether a scan has come to its end, or nobody takes it up any more by itself. */
export function isOver({ status, revived }: ScanRow): boolean {
  return status === 'interrupted' ? revived >= store.MOST_REVIVED : status !== 'running' && status !== 'paused';
}

/** Whether a scan may send at this hour. */
export function isWithinHours(context: ScanContext, window: ScanWindow | null): boolean {
  return msLeftOf(context, window) > 0;
}

/** Whether anything was scanned yet: a host is written, or a probe has taken or finished a part. */
export async function hasBegun(tx: Tx, { id }: ScanRow): Promise<boolean> {
  if ((await store.countHosts(tx, id)).alive > 0) return true;
  return (await pieces.listPieces(tx, id)).some(({ state }) => state !== 'waiting');
}

/** Whether a scan waits for its hours, or was cut off, and may send at this hour. */
export function mayGoOn(context: ScanContext, row: ScanRow): boolean {
  const rests = row.status === 'paused' || row.status === 'interrupted';
  return rests && !context.runner.ids().includes(row.id) && msLeftOf(context, store.windowOf(row)) > 0;
}

/**
 * Brings the scans of this process to rest whose hours are over by the clock on the wall: their timers run by another one, which stands still
 * while a machine sleeps. Those that another process has cancelled end too.
 */
export async function restOutsideHours(context: ScanContext): Promise<void> {
  const rows = await asOwner(context, (tx) => store.findScans(tx, context.runner.ids()));
  for (const row of rows) {
    if (row.status !== 'running') await context.runner.cancel(row.id);
    else if (msLeftOf(context, store.windowOf(row)) === 0) await context.runner.pause(row.id);
  }
}
