import { dayOf } from '../../day.ts';
import { placedHolder } from '../evidence/holder.ts';
import type { Locate } from '../evidence/holder.ts';
import { listOfCheck } from './shortcomings.store.ts';
import { findCheck } from './system-checks.store.ts';

/** A check as files are attached to it: the report, the licence of the assessor, and by the id of a shortcoming what shows its remedy. */
export const locateCheck: Locate = async (work, id) => {
  const row = await findCheck(work.tx, id, dayOf(work.now));
  if (row === undefined) return undefined;
  const shortcomings = await listOfCheck(work.tx, id);
  return {
    ...placedHolder(work, row, row.system, 'system.write'),
    purposes: ['report', 'licence', ...shortcomings.map((each) => each.id)],
  };
};
