import type { Vendor } from '@ancam/knowledge';
import { factView } from '@ancam/rules';
import { makerCandidates } from '../assess/maker-evidence.ts';
import type { HostSession } from './session.ts';

const MAX_SUSPECTS = 3;
const MIN_CONFIDENCE = 0.2;

/** Makers that the facts so far point to, the most probable first. They decide which further questions make sense. */
export function suspectedMakers(session: HostSession): Vendor[] {
  return makerCandidates(factView(session.facts, session.probeStates()), session.context.knowledge)
    .filter((candidate) => candidate.confidence >= MIN_CONFIDENCE)
    .slice(0, MAX_SUSPECTS)
    .map((candidate) => candidate.vendor);
}
