import { placedBy } from '../../db/actor.ts';
import type { Locate } from '../evidence/holder.ts';
import { hindrance, keepsReference } from './keeper.ts';
import { findCertificate } from './models.store.ts';

/** A certificate as files are attached to it: the paper itself, its annexes. It belongs to all bodies; its keepers change it. */
export const locateCertificate: Locate = async (work, id) => {
  const row = await findCertificate(work.tx, id);
  if (row === undefined) return undefined;
  const barred = hindrance(work, 'model.write', await keepsReference(work));
  const placement = placedBy(work.actor);
  return { id, placement, name: row.number, purposes: [], settled: false, ...(barred === undefined ? {} : { barred }) };
};
