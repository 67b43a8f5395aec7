import type { Vendor } from '@ancam/knowledge';
import { factView } from '@ancam/rules';
import { withBrand } from '../assess/brands.ts';
import { makerCandidates } from '../assess/maker-evidence.ts';
import type { HostSession } from './session.ts';

const MAX_SUSPECTS = 3;
const MIN_CONFIDENCE = 0.2;
/** No other maker's question makes sense any more. */
const SURE = 0.9;

/** Id of the maker that the facts so far leave no doubt of. */
export function knownMaker(session: HostSession): string | undefined {
  const [first] = makerCandidates(factView(session.facts, session.probeStates()), session.context.knowledge);
  return first !== undefined && first.confidence >= SURE ? first.owner.id : undefined;
}

/** Makers that the facts so far point to, the most probable first. They decide which further questions make sense. */
export function suspectedMakers(session: HostSession): Vendor[] {
  const { knowledge } = session.context;
  const view = factView(session.facts, session.probeStates());
  return withBrand(makerCandidates(view, knowledge), view, knowledge)
    .makers.filter((candidate) => candidate.confidence >= MIN_CONFIDENCE)
    .slice(0, MAX_SUSPECTS)
    .map((candidate) => candidate.owner);
}
