import type { RecordData, RecordLink } from '@ancam/contract';
import { AppError } from '@ancam/core';
import type { Id } from '@ancam/core';
import { placementOf } from '../../db/actor.ts';
import type { Placement } from '../../db/actor.ts';
import type { Work } from '../../db/actor.ts';
import * as store from './records.store.ts';
import { viewLink } from './records.view.ts';

/** Records of whichever register by id, as far as the actor sees them. */
export async function namedRecords({ tx }: Pick<Work, 'tx'>, ids: readonly Id[]): Promise<ReadonlyMap<Id, RecordLink>> {
  return new Map((await store.listLinks(tx, ids)).map((row) => [row.id, viewLink(row)]));
}

/** A record as what belongs to it needs it. */
export interface PlacedRecord extends Placement {
  readonly id: Id;
  readonly data: RecordData;
  readonly link: RecordLink;
}

/** Where a record of a register stands, and what it holds. Throws `not-found`. */
export async function placedRecord({ tx }: Pick<Work, 'tx'>, register: string, id: Id): Promise<PlacedRecord> {
  const row = await store.findRecord(tx, register, id);
  if (row === undefined) throw new AppError('not-found', 'no such record', { place: id });
  return { ...placementOf(row), id, data: row.data, link: viewLink(row) };
}
