import type { Id } from '@ancam/core';
import type { HostNote } from '@ancam/scanner';
import type { Work } from '../../db/actor.ts';
import * as store from './judgements.store.ts';
import { judgementOf } from './judgements.view.ts';

/** What people concluded about some cameras and others confirmed, by camera. */
export async function judgementsByCamera(
  { tx }: Pick<Work, 'tx'>,
  cameraIds: readonly Id[],
): Promise<ReadonlyMap<Id, NonNullable<HostNote['judgements']>>> {
  const rows = await store.listConfirmed(tx, cameraIds);
  return new Map([...Map.groupBy(rows, (row) => row.camera_id)].map(([id, of]) => [id, of.map(judgementOf)]));
}
