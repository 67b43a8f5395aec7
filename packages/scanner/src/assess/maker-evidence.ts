import type { EvidenceClass, Fact, IdentityEvidence } from '@ancam/core';
import type { KnowledgeIndex, Vendor } from '@ancam/knowledge';
import { evaluate } from '@ancam/rules';
import type { FactView } from '@ancam/rules';

/** A maker that some evidence points to. */
export interface Candidate {
  readonly vendor: Vendor;
  readonly evidence: readonly IdentityEvidence[];
  /** Noisy-or over the best weight of each class of evidence, 0..1. */
  readonly confidence: number;
  readonly classes: ReadonlySet<EvidenceClass>;
}

/** What a person read from the label weighs this much; it may still be the label of another unit. */
const LABEL_WEIGHT = 0.9;

/** Makers with any evidence, the most probable first; equal ones by id, so that the order never depends on chance. */
export function makerCandidates(view: FactView, knowledge: KnowledgeIndex): Candidate[] {
  return knowledge.vendors
    .map((vendor) => candidate(vendor, view))
    .filter((each) => each !== undefined)
    .sort((a, b) => b.confidence - a.confidence || (a.vendor.id < b.vendor.id ? -1 : 1));
}

function candidate(vendor: Vendor, view: FactView): Candidate | undefined {
  const evidence: IdentityEvidence[] = [];
  for (const fingerprint of vendor.fingerprints) {
    const result = evaluate(fingerprint.when, view);
    const [fact] = result.evidence;
    if (result.answer === 'yes' && fact) {
      evidence.push(makerEvidence(vendor, fingerprint.class, fingerprint.weight, `${vendor.id}/${fingerprint.id}`, fact));
    }
  }
  for (const fact of view.facts('label.maker')) {
    if (namesVendor(vendor, String(fact.value))) evidence.push(makerEvidence(vendor, 'label', LABEL_WEIGHT, `${vendor.id}/label`, fact));
  }
  if (evidence.length === 0) return undefined;
  return { vendor, evidence, confidence: noisyOr(evidence), classes: new Set(evidence.map((each) => each.class)) };
}

function makerEvidence(vendor: Vendor, cls: EvidenceClass, weight: number, fingerprint: string, fact: Fact): IdentityEvidence {
  return { about: 'maker', value: vendor.id, class: cls, weight, fingerprint, fact };
}

/** Evidence of one class is not independent: only its best weight counts. */
export function noisyOr(evidence: readonly { readonly class: EvidenceClass; readonly weight: number }[]): number {
  const best = new Map<EvidenceClass, number>();
  for (const each of evidence) best.set(each.class, Math.max(best.get(each.class) ?? 0, each.weight));
  let doubt = 1;
  for (const weight of best.values()) doubt *= 1 - weight;
  return Math.round((1 - doubt) * 1000) / 1000;
}

function namesVendor(vendor: Vendor, text: string): boolean {
  const name = text.trim().toLowerCase();
  return [vendor.id, vendor.name, ...vendor.aliases, ...vendor.brands].some((each) => each.toLowerCase() === name);
}

/** Facts in which a device or a person names the brand on the housing. */
const BRAND_FACTS = ['label.maker', 'vendor.brand', 'onvif.manufacturer', 'wsd.name'] as const;

/** The brand on the housing where it is not the maker's own name, e.g. `KBVision`. */
export function brandOf(vendor: Vendor, view: FactView): string | undefined {
  const texts = BRAND_FACTS.flatMap((name) => view.facts(name).map((fact) => String(fact.value).toLowerCase()));
  return vendor.brands.find((brand) => texts.some((text) => text.split(/[^\p{L}\p{N}-]+/u).includes(brand.toLowerCase())));
}
