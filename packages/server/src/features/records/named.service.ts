import type { Id } from '@ancam/core';
import type { RecordLink } from '@ancam/contract';
import type { Work } from '../../db/actor.ts';
import * as store from './records.store.ts';
import { viewLink } from './records.view.ts';

/** Records of whichever register by id, as far as the actor sees them. */
export async function namedRecords({ tx }: Pick<Work, 'tx'>, ids: readonly Id[]): Promise<ReadonlyMap<Id, RecordLink>> {
  return new Map((await store.listLinks(tx, ids)).map((row) => [row.id, viewLink(row)]));
}
