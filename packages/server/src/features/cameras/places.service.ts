import type { Id } from '@ancam/core';
import type { Placement } from '../../db/actor.ts';
import type { Tx } from '../../db/database.ts';

/** Where cameras stand, by their ids: those that the transaction sees, each with the unit that answers for it today. */
export async function placesOfCameras(tx: Tx, ids: readonly Id[]): Promise<Map<Id, Placement>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('camera')
    .select(['id', 'home_id', 'steward_id as unit_id', 'scope_path', 'place_path', 'classification'])
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map(({ id, ...place }) => [id, place]));
}
