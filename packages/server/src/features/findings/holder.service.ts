import type { Locate } from '../evidence/holder.ts';
import { placedHolder } from '../evidence/holder.ts';
import { seeFinding } from './findings.store.ts';

/** A finding as files are attached to it: proof that it was put right, or why the risk is borne. */
export const locateFinding: Locate = async (work, id) => {
  const row = await seeFinding(work.tx, id);
  return row === undefined ? undefined : placedHolder(work, row, row.check_id, 'finding.decide');
};
