import type { Brand, KnowledgeIndex } from '@ancam/knowledge';
import type { FactView } from '@ancam/rules';
import { brandCandidates, candidateOf } from './maker-evidence.ts';
import type { Candidate, MakerCandidate } from './maker-evidence.ts';

/** Below this a brand is not named: its evidence may be a lone block of addresses that others use too. */
const BRAND_THRESHOLD = 0.25;

/** The makers as they stand once the brand on the housing is taken into account. */
export interface Branded {
  readonly makers: readonly MakerCandidate[];
  readonly brand: Candidate<Brand> | undefined;
}

/**
 * A brand sells what others make, so it is no second maker beside the one whose software was recognised. Where the brand has that maker
 * build for it, or a single maker and none was recognised, its evidence speaks for the maker too.
 */
export function withBrand(makers: readonly MakerCandidate[], view: FactView, knowledge: KnowledgeIndex): Branded {
  const brand = brandCandidates(view, knowledge).find(({ confidence }) => confidence >= BRAND_THRESHOLD);
  if (!brand) return { makers, brand };
  const builder = builderOf(brand.owner, makers);
  const vendor = knowledge.vendors.find(({ id }) => id === builder);
  if (!vendor) return { makers, brand };
  const own = makers.find(({ owner }) => owner === vendor)?.evidence ?? [];
  const joined = candidateOf(vendor, [...own, ...brand.evidence]);
  const others = makers.filter(({ owner }) => owner !== vendor);
  return { makers: [joined, ...others].toSorted((a, b) => b.confidence - a.confidence), brand };
}

function builderOf({ builtBy }: Brand, makers: readonly MakerCandidate[]): string | undefined {
  const recognised = makers.find(({ owner }) => builtBy.includes(owner.id))?.owner.id;
  return recognised ?? (builtBy.length === 1 ? builtBy[0] : undefined);
}
