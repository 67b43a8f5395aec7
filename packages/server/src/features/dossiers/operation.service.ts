import type { Id } from '@ancam/core';
import type { Context } from '../../context.ts';
import type { Work } from '../../db/actor.ts';
import { statuteBook } from '../../law.ts';
import { planOf } from '../plans/plans.service.ts';
import { operationLacks } from './conditions.ts';
import type { Lack } from './conditions.ts';
import { listOfSystems } from './dossiers.store.ts';
import { tellDossier } from './facts.service.ts';

/** What holds a system back from going into operation on a day, by its dossier; empty where nothing does, or it has none. */
export async function operationBlockers(work: Pick<Work, 'tx' | 'now'>, systemId: Id, on: string): Promise<Lack[]> {
  const [row] = await listOfSystems(work.tx, [systemId]);
  if (row === undefined) return [];
  return operationLacks(statuteBook(), row, (await planOf(work, systemId))?.deployedOn ?? null, on);
}

/** Tells the facts of the dossiers of a system anew: it went into operation, or out of it. */
export async function tellOperation(context: Context, work: Work, systemId: Id): Promise<void> {
  for (const row of await listOfSystems(work.tx, [systemId])) await tellDossier(context, work, row);
}
