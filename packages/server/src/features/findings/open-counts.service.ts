import type { Store } from '../../db/actor.ts';
import { asOwner } from '../../db/actor.ts';
import type { Db } from '../../db/database.ts';
import { dayOf } from '../../day.ts';
import { countingCameras } from '../figures/figures.service.ts';
import { listExpired, recountOpen } from './open-counts.store.ts';

const AT_ONCE = 1000;
/** The day for which the counts of a database have been made true by this process. */
const counted = new WeakMap<Db, string>();

/**
 * Makes the counts on the cameras true for today: an acceptance that has ended counts as open again. To be called before counts are
 * read; only the first call of a day does anything.
 */
export async function refreshOpenCounts(context: Store): Promise<void> {
  const now = context.clock().toISOString();
  const day = dayOf(now);
  if (counted.get(context.db) === day) return;
  for (let more = true; more;) {
    more = await asOwner(context, async (tx) => {
      const ids = await listExpired(tx, day, AT_ONCE);
      await countingCameras({ tx, now }, ids, () => recountOpen(tx, ids, day));
      return ids.length === AT_ONCE;
    });
  }
  counted.set(context.db, day);
}
