import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Id } from '@ancam/core';
import type { ScanContext } from './scan-context.ts';

/** A scan that was not resumed for so long reads its devices anew: what they answered lies unabridged in its journal. */
const DAY_MS = 86_400_000;
const KEPT_MS = 30 * DAY_MS;

/** Folder of a scan where the answers of devices lie that are being read. */
export function journalOf({ journalFolder }: Pick<ScanContext, 'journalFolder'>, scanId: Id): string {
  return join(journalFolder, scanId);
}

/** A scan is complete and stored: nothing is left to go on with. */
export async function dropJournal(context: Pick<ScanContext, 'journalFolder'>, scanId: Id): Promise<void> {
  await rm(journalOf(context, scanId), { recursive: true, force: true });
}

/** Removes journals of scans that nobody went on with. */
export async function dropOldJournals({ journalFolder, clock }: Pick<ScanContext, 'journalFolder' | 'clock'>): Promise<void> {
  const names = await readdir(journalFolder).catch(() => []);
  for (const name of names) {
    const path = join(journalFolder, name);
    const { mtimeMs } = await stat(path);
    if (clock().getTime() - mtimeMs > KEPT_MS) await rm(path, { recursive: true, force: true });
  }
}

/** Removes old journals now and once a day; returns how to stop. */
export function keepJournals(context: Pick<ScanContext, 'journalFolder' | 'clock' | 'log'>): () => void {
  const drop = (): void => {
    dropOldJournals(context).catch((fault: unknown) => context.log.error({ err: fault }, 'old journals of scans could not be removed'));
  };
  drop();
  const timer = setInterval(drop, DAY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
