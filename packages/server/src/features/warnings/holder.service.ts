import { placedBy } from '../../db/actor.ts';
import type { Locate } from '../evidence/holder.ts';
import { hindrance, keepsReference } from '../models/keeper.ts';
import { findWarning } from './warnings.store.ts';

/** A warning as files are attached to it: the document of the authority. Whoever may propose warnings changes its files. */
export const locateWarning: Locate = async (work, id) => {
  const row = await findWarning(work.tx, id);
  if (row === undefined) return undefined;
  const barred = hindrance(work, 'warning.propose', await keepsReference(work));
  const placement = placedBy(work.actor);
  return { id, placement, name: row.document, purposes: [], settled: false, ...(barred === undefined ? {} : { barred }) };
};
