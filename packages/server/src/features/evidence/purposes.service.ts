import type { Holder } from '@ancam/contract';
import type { Id } from '@ancam/core';
import type { Work } from '../../db/actor.ts';
import * as store from './evidence.store.ts';

/** Fields for which an object has a file that counts: it can be opened and has not been withdrawn. */
export async function purposesOf({ tx }: Pick<Work, 'tx'>, id: Id, holder: Holder = 'records'): Promise<ReadonlySet<string>> {
  const rows = await store.listVersions(tx, holder, id);
  const counting = rows.filter((row) => row.withdrawn_at === null && (row.scan === 'clean' || row.scan === 'unscanned'));
  return new Set(counting.map(({ purpose }) => purpose).filter((purpose) => purpose !== ''));
}

/** A file of an object that counts. */
export interface CountingFile {
  readonly id: Id;
  readonly purpose: string;
  readonly name: string;
  readonly sha256: string;
}

/** Files of an object that count, the latest version of each. */
export async function countingFiles({ tx }: Pick<Work, 'tx'>, holder: Holder, id: Id): Promise<CountingFile[]> {
  const rows = await store.listVersions(tx, holder, id);
  const counting = rows.filter((row) => row.withdrawn_at === null && (row.scan === 'clean' || row.scan === 'unscanned'));
  const latest = [...Map.groupBy(counting, (row) => row.series_id).values()].flatMap((versions) =>
    versions.toSorted((a, b) => b.version - a.version).slice(0, 1),
  );
  return latest.map((row) => ({ id: row.id, purpose: row.purpose, name: row.name, sha256: row.sha256 }));
}

/** Lets the files of an object be seen no further than the object itself. */
export function restrict(work: Work, holderId: Id, classification: number): Promise<void> {
  return store.restrictVersions(work.tx, holderId, classification);
}
