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

/** Lets the files of an object be seen no further than the object itself. */
export function restrict(work: Work, holderId: Id, classification: number): Promise<void> {
  return store.restrictVersions(work.tx, holderId, classification);
}
