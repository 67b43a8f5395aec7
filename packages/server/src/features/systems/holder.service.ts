import type { Locate } from '../evidence/holder.ts';
import { placedHolder } from '../evidence/holder.ts';
import { findSystem } from './systems.store.ts';

/** An information system as files are attached to it: dossiers, decisions, diagrams. */
export const locateSystem: Locate = async (work, id) => {
  const row = await findSystem(work.tx, id);
  return row === undefined ? undefined : placedHolder(work, row, row.name, 'system.write');
};
