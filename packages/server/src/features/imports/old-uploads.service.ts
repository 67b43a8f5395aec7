import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { asOwner } from '../../db/actor.ts';
import type { ImportContext } from './import-context.ts';
import { dropFile } from './import-files.ts';
import * as store from './imports.store.ts';

const DAY_MS = 86_400_000;
/** Days for which the file of an import is kept after its last step: for its file of errors, and to go on with what was left off. */
const KEPT_DAYS = 30;
/** Days after which a file that no import knows is one that a killed server has left. */
const STRAY_DAYS = 1;
const EVERY_MS = 6 * 60 * 60 * 1000;
const IS_ID = /^[0-9a-f-]{36}$/;

/**
 * Removes uploaded files whose import came to rest 30 days ago, and what a killed server has left of uploads. The import itself stays,
 * with its counts and faults. Returns how many were removed.
 */
export async function dropOldUploads(context: ImportContext): Promise<number> {
  const names = await readdir(context.importFolder).catch(() => []);
  const now = context.clock().getTime();
  const ids = names.filter((name) => IS_ID.test(name));
  const before = new Date(now - KEPT_DAYS * DAY_MS).toISOString();
  const { known, resting } = await asOwner(context, (tx) => store.listResting(tx, ids, before));
  for (const id of resting) await dropFile(context.importFolder, id);
  const strays: string[] = [];
  for (const name of names.filter((each) => !known.has(each))) {
    const path = join(context.importFolder, name);
    const found = await stat(path).catch(() => undefined);
    if (found === undefined || found.mtimeMs > now - STRAY_DAYS * DAY_MS) continue;
    await rm(path, { recursive: true, force: true });
    strays.push(name);
  }
  return resting.length + strays.length;
}

/** Looks for old uploads now and four times a day; returns how to stop. */
export function keepDroppingUploads(context: ImportContext): () => void {
  const look = (): void => {
    dropOldUploads(context).catch((fault: unknown) => context.log.error({ err: fault }, 'old uploads could not be removed'));
  };
  const timer = setInterval(look, EVERY_MS);
  timer.unref();
  look();
  return () => clearInterval(timer);
}
