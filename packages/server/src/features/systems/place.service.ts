import { AppError } from '@ancam/core';
import type { Id } from '@ancam/core';
import { placementOf } from '../../db/actor.ts';
import type { Placement, Work } from '../../db/actor.ts';
import { findSystem, listByIds } from './systems.store.ts';

/** A system as what belongs to it needs it: where it stands, who answers for it, what it is called. */
export interface PlacedSystem extends Placement {
  readonly id: Id;
  readonly steward_id: Id;
  readonly name: string;
  readonly state: string;
}

/** Where a system stands. Throws `not-found`. */
export async function placeOfSystem(work: Pick<Work, 'tx'>, id: Id): Promise<PlacedSystem> {
  const row = await findSystem(work.tx, id);
  if (row === undefined) throw new AppError('not-found', 'no such system', { place: id });
  return { ...placementOf(row), id: row.id, steward_id: row.steward_id, name: row.name, state: row.state };
}

/** Names of systems by id, as far as the actor sees them. */
export async function namedSystems({ tx }: Pick<Work, 'tx'>, ids: readonly Id[]): Promise<ReadonlyMap<Id, string>> {
  return new Map((await listByIds(tx, ids)).map(({ id, name }) => [id, name]));
}
