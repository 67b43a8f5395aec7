import type { Work } from '../../db/actor.ts';
import { dayOf } from '../../day.ts';
import { recountExpired } from './open-counts.store.ts';

/** Makes the counts on the cameras true for today: an acceptance that has ended counts as open again. */
export function refreshOpenCounts(work: Work): Promise<void> {
  return recountExpired(work.tx, dayOf(work.now));
}
