import type { Id } from '@ancam/core';
import type { Work } from '../../db/actor.ts';
import * as store from './evidence.store.ts';

/** A file as others name it. */
export interface NamedFile {
  readonly id: Id;
  readonly name: string;
  /** What it is attached to. */
  readonly holder: Id;
  /** It can be opened and has not been withdrawn. */
  readonly counts: boolean;
}

/** Files by id, as far as the actor sees them. */
export async function namedFiles({ tx }: Pick<Work, 'tx'>, ids: readonly Id[]): Promise<ReadonlyMap<Id, NamedFile>> {
  const rows = await store.findVersions(tx, ids);
  return new Map(
    rows.map(({ id, name, holder_id: holder, withdrawn_at, scan }) => [
      id,
      { id, name, holder, counts: withdrawn_at === null && (scan === 'clean' || scan === 'unscanned') },
    ]),
  );
}
