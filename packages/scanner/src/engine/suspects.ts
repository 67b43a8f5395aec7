import type { Vendor } from '@ancam/knowledge';
import { factView } from '@ancam/rules';
import { withBrand } from '../assess/brands.ts';
import { CONTRADICTION, makerCandidates } from '../assess/maker-evidence.ts';
import type { MakerCandidate } from '../assess/maker-evidence.ts';
import type { HostSession } from './session.ts';

const MAX_SUSPECTS = 3;
const MIN_CONFIDENCE = 0.2;
/** No other maker's question makes sense any more: one strong sign, or two classes of evidence that agree and nothing against them. */
const SURE = 0.9;
const SURE_TOGETHER = 0.75;

/** Makers that some evidence points to, and the same with the brand on the housing taken into account. */
interface Suspicion {
  readonly revision: number;
  readonly plain: readonly MakerCandidate[];
  readonly branded: readonly MakerCandidate[];
}

/** Asked several times between two answers: kept until the session knows more. */
const latest = new WeakMap<HostSession, Suspicion>();

function suspicionOf(session: HostSession): Suspicion {
  const { revision, facts } = session;
  const known = latest.get(session);
  if (known?.revision === revision) return known;
  const { knowledge } = session.context;
  const view = factView(facts, session.probeStates());
  const plain = makerCandidates(view, knowledge);
  const made = { revision, plain, branded: withBrand(plain, view, knowledge).makers };
  latest.set(session, made);
  return made;
}

/** Id of the maker that the facts so far leave no doubt of. */
export function knownMaker(session: HostSession): string | undefined {
  const [first, second] = suspicionOf(session).plain;
  if (first === undefined) return undefined;
  const together = first.classes.size > 1 && first.confidence >= SURE_TOGETHER && (second?.confidence ?? 0) < CONTRADICTION;
  return together || first.confidence >= SURE ? first.owner.id : undefined;
}

/** Makers that the facts so far point to, the most probable first. They decide which further questions make sense. */
export function suspectedMakers(session: HostSession): Vendor[] {
  return suspicionOf(session)
    .branded.filter((candidate) => candidate.confidence >= MIN_CONFIDENCE)
    .slice(0, MAX_SUSPECTS)
    .map((candidate) => candidate.owner);
}
