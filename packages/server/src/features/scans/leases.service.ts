import { asOwner, withActor } from '../../db/actor.ts';
import type { ScanContext } from './scan-context.ts';
import { leaseFrom } from './scans.service.ts';
import { registerRest } from './scans.service.ts';
import * as store from './scans.store.ts';
import { systemFor } from './system-actor.ts';

const EVERY_MS = 5_000;

/**
 * Marks scans whose process died as interrupted: what they finished is kept, and they can be resumed.
 * `alone`: no other process uses this database, so every running scan is dead; otherwise those whose lease is over.
 */
export async function interruptDead(context: ScanContext, alone: boolean): Promise<void> {
  const now = context.clock().toISOString();
  const dead = await asOwner(context, (tx) => store.listDeadScans(tx, alone ? undefined : now));
  const mine = new Set(context.runner.ids());
  for (const row of dead.filter(({ id }) => !mine.has(id))) {
    await withActor(context, systemFor(row), async (work) => {
      await registerRest(context, work, row.id);
      await store.endScan(work.tx, row.id, { status: 'interrupted', finishedAt: work.now });
      work.audit({ action: 'scan.interrupted', object: `scan/${row.id}`, summary: 'its process ended' });
    });
  }
}

/** Renews the leases of the scans here and ends those of dead processes; returns how to stop. */
export function keepLeases(context: ScanContext): () => void {
  const timer = setInterval(() => {
    const until = leaseFrom(context.clock().toISOString());
    const ids = context.runner.ids();
    const renew = ids.length === 0 ? Promise.resolve() : asOwner(context, (tx) => store.renewLeases(tx, ids, until));
    renew
      .then(() => interruptDead(context, false))
      .catch((fault: unknown) => context.log.error({ err: fault }, 'leases of scans could not be renewed'));
  }, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
