import type { Id } from '@ancam/core';
import type { Work } from '../../db/actor.ts';
import * as store from './evidence.store.ts';

/** Fields for which a record has a file that counts: it can be opened and has not been withdrawn. */
export async function purposesOf({ tx }: Pick<Work, 'tx'>, recordId: Id): Promise<ReadonlySet<string>> {
  const rows = await store.listVersions(tx, 'records', recordId);
  const counting = rows.filter((row) => row.withdrawn_at === null && (row.scan === 'clean' || row.scan === 'unscanned'));
  return new Set(counting.map(({ purpose }) => purpose).filter((purpose) => purpose !== ''));
}

/** Lets the files of an object be seen no further than the object itself. */
export function restrict(work: Work, holderId: Id, classification: number): Promise<void> {
  return store.restrictVersions(work.tx, holderId, classification);
}
