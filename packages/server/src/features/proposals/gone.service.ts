import type { Work } from '../../db/actor.ts';
import { missedBy } from '../cameras/expected.service.ts';
import type { EndedScan } from '../cameras/expected.service.ts';
import { countMisses } from './proposals.store.ts';
import { rulesInForce } from './rules.service.ts';

/** Counts the cameras that a scan which came to its end did not see, and proposes those as gone that were missed often enough. */
export async function proposeGone(work: Work, scan: EndedScan): Promise<void> {
  const { goneAfter } = await rulesInForce(work);
  for await (const ids of missedBy(work, scan)) await countMisses(work, scan, ids, goneAfter);
}
