import type { Locate } from '../evidence/holder.ts';
import { placedHolder } from '../evidence/holder.ts';
import { findAuthorisation } from './authorisations.store.ts';

/** The permission to scan as files are attached to it: the signed paper. */
export const locateAuthorisation: Locate = async (work, id) => {
  const row = await findAuthorisation(work.tx, id);
  return row === undefined ? undefined : placedHolder(work, row, row.document, 'authorisation.write');
};
