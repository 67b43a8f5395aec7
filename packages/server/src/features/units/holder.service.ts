import { holds, placedBy } from '../../db/actor.ts';
import type { Locate } from '../evidence/holder.ts';
import { findJurisdiction } from './units.store.ts';
import { within } from './units.view.ts';

/** A right of jurisdiction as files are attached to it: the decision that gives it. Whoever administers what it opens changes them. */
export const locateJurisdiction: Locate = async (work, id) => {
  const row = await findJurisdiction(work.tx, id);
  if (row === undefined) return undefined;
  const { adminScopes } = work.actor;
  const open = row.axis === 'scope' ? within(row.path, adminScopes) : adminScopes.includes('/');
  const barred = holds(work.actor, 'unit.write') && open ? undefined : 'no-permission';
  return {
    id,
    placement: placedBy(work.actor),
    name: row.legal_basis,
    purposes: [],
    settled: false,
    ...(barred === undefined ? {} : { barred }),
  };
};
