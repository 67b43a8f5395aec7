import { asOwner } from '../../db/actor.ts';
import type { ImportContext } from './import-context.ts';
import { hasFile } from './import-files.ts';
import { leaseFrom, work } from './import-run.service.ts';
import * as store from './imports.store.ts';
import { keepDroppingUploads } from './old-uploads.service.ts';

const EVERY_MS = 5_000;

/**
 * Goes on with imports whose process died: a check begins again, entering goes on behind the last row entered. `alone`: no other process
 * uses this database, so every import that runs elsewhere is dead; otherwise those whose lease is over. A file that another
 * machine holds is left to it.
 */
export async function resumeImports(context: ImportContext, alone: boolean): Promise<void> {
  const now = context.clock().toISOString();
  const dead = await asOwner(context, (tx) => store.takeDead(tx, alone ? undefined : now, leaseFrom(now), context.imports.ids()));
  for (const row of dead) if (alone || (await hasFile(context.importFolder, row.id))) work(context, row);
}

/** Renews the leases of the imports here and takes over those of dead processes; returns how to stop. */
function keepImportLeases(context: ImportContext): () => void {
  const timer = setInterval(() => {
    const ids = context.imports.ids();
    const until = leaseFrom(context.clock().toISOString());
    const renew = ids.length === 0 ? Promise.resolve() : asOwner(context, (tx) => store.renewLeases(tx, ids, until));
    renew
      .then(() => resumeImports(context, false))
      .catch((fault: unknown) => context.log.error({ err: fault }, 'leases of imports could not be renewed'));
  }, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** Keeps the imports going and their folder short; returns how to stop. */
export function keepImports(context: ImportContext): () => void {
  const stops = [keepImportLeases(context), keepDroppingUploads(context)];
  return () => {
    for (const stop of stops) stop();
  };
}
