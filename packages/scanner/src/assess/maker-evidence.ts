import { FactName } from '@ancam/core';
import type { EvidenceClass, Fact, IdentityEvidence } from '@ancam/core';
import type { Brand, KnowledgeIndex, Vendor } from '@ancam/knowledge';
import { evaluate } from '@ancam/rules';
import type { FactView } from '@ancam/rules';
import { indexOf } from './knowledge-index.ts';
import type { OwnerIndex } from './knowledge-index.ts';

/** A maker or brand that some evidence points to. */
export interface Candidate<T extends Vendor | Brand> {
  readonly owner: T;
  readonly evidence: readonly IdentityEvidence[];
  /** Noisy-or over the best weight of each class of evidence, 0..1. */
  readonly confidence: number;
  readonly classes: ReadonlySet<EvidenceClass>;
}
export type MakerCandidate = Candidate<Vendor>;

/** A second maker this probable contradicts the first. */
export const CONTRADICTION = 0.3;
/** What a person read from the label weighs this much; it may still be the label of another unit. */
const LABEL_WEIGHT = 0.9;
/** What another tool concludes may rest on one banner. */
const TOOL_WEIGHT = 0.6;
const NAMED = [
  ['label.maker', LABEL_WEIGHT],
  ['tool.maker', TOOL_WEIGHT],
] as const;

/** The registered digits of a MAC say who made the network part, which need not be who made the camera. */
const OUI_WEIGHT = 0.35;
/** Digits that blocks of the registry have: large, medium, small. */
const OUI_DIGITS = [6, 7, 9] as const;
/** Facts that hold the device's MAC. */
const MAC_FACTS = FactName.options.filter((name) => name.endsWith('.mac'));

/** Makers with any evidence, the most probable first; equal ones by id, so that the order never depends on chance. */
export function makerCandidates(view: FactView, knowledge: KnowledgeIndex): MakerCandidate[] {
  return candidates(view, indexOf(knowledge).makers);
}

/** As `makerCandidates`, for brands on devices that others make. */
export function brandCandidates(view: FactView, knowledge: KnowledgeIndex): Candidate<Brand>[] {
  return candidates(view, indexOf(knowledge).brands);
}

function candidates<T extends Vendor | Brand>(view: FactView, index: OwnerIndex<T>): Candidate<T>[] {
  const found = new Map<T, IdentityEvidence[]>();
  const add = (owner: T, cls: EvidenceClass, weight: number, fingerprint: string, fact: Fact): void => {
    const evidence = found.get(owner) ?? [];
    evidence.push({ about: 'maker', value: owner.id, class: cls, weight, fingerprint: `${owner.id}/${fingerprint}`, fact });
    found.set(owner, evidence);
  };
  for (const { owner, fingerprint } of index.fingerprints.candidates(view)) {
    const result = evaluate(fingerprint.when, view);
    const [fact] = result.evidence;
    if (result.answer === 'yes' && fact) add(owner, fingerprint.class, fingerprint.weight, fingerprint.id, fact);
  }
  for (const [name, weight] of NAMED) {
    for (const fact of view.facts(name)) {
      for (const owner of index.byName.get(String(fact.value).trim().toLowerCase()) ?? []) add(owner, 'label', weight, 'label', fact);
    }
  }
  for (const fact of MAC_FACTS.flatMap((name) => view.facts(name))) {
    const keys = OUI_DIGITS.map((digits) => String(fact.value).slice(0, digits));
    for (const owner of keys.flatMap((key) => index.byOui.get(key) ?? [])) add(owner, 'oui', OUI_WEIGHT, 'oui', fact);
  }
  return [...found]
    .map(([owner, evidence]) => candidateOf(owner, evidence))
    .sort((x, y) => y.confidence - x.confidence || (x.owner.id < y.owner.id ? -1 : 1));
}

/** A maker or brand with evidence, weighed. */
export function candidateOf<T extends Vendor | Brand>(owner: T, evidence: readonly IdentityEvidence[]): Candidate<T> {
  return { owner, evidence, confidence: noisyOr(evidence), classes: new Set(evidence.map((each) => each.class)) };
}

/** Evidence of one class is not independent: only its best weight counts. */
export function noisyOr(evidence: readonly { readonly class: EvidenceClass; readonly weight: number }[]): number {
  const best = new Map<EvidenceClass, number>();
  for (const each of evidence) best.set(each.class, Math.max(best.get(each.class) ?? 0, each.weight));
  let doubt = 1;
  for (const weight of best.values()) doubt *= 1 - weight;
  return Math.round((1 - doubt) * 1000) / 1000;
}

/** Facts in which a device or a person names the brand on the housing. */
const BRAND_FACTS = ['label.maker', 'tool.maker', 'vendor.brand', 'onvif.manufacturer', 'wsd.name'] as const;

/** The brand on the housing where it is not the maker's own name, e.g. `KBVision`. */
export function brandOf(vendor: Vendor, view: FactView): string | undefined {
  const texts = BRAND_FACTS.flatMap((name) => view.facts(name).map((fact) => String(fact.value).toLowerCase()));
  return vendor.brands.find((brand) => texts.some((text) => text.split(/[^\p{L}\p{N}-]+/u).includes(brand.toLowerCase())));
}
