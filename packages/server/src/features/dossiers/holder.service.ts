import { placementOf } from '../../db/actor.ts';
import type { Locate } from '../evidence/holder.ts';
import { findDossier } from './dossiers.store.ts';
import { speakRefusal } from './may.ts';
import { DECISION, purposesOf, settledState } from './parts.ts';

/**
 * A dossier as files are attached to it: parts of its contents by their id, opinions, the signed decision. Whoever has a part in it adds
 * files, wherever it stands in the tree; what was decided on with them stays.
 */
export const locateDossier: Locate = async (work, id) => {
  const row = await findDossier(work.tx, id);
  if (row === undefined) return undefined;
  const refusal = speakRefusal(row, work.actor);
  const barred = refusal === 'not-yours' ? 'out-of-scope' : refusal;
  return {
    id: row.id,
    placement: placementOf(row),
    name: row.name,
    purposes: [DECISION, ...purposesOf(row)],
    settled: settledState(row.state),
    ...(barred === undefined ? {} : { barred }),
  };
};
