import type { Fact, FactName, IdentityEvidence } from '@ancam/core';
import type { Extraction, KnowledgeIndex, Vendor } from '@ancam/knowledge';
import { compileRegex, evaluate, regexCapture } from '@ancam/rules';
import type { FactView } from '@ancam/rules';
import { indexOf } from './knowledge-index.ts';
import { noisyOr } from './maker-evidence.ts';

type About = Extraction['about'];

/** Labels are read by people and apply to every maker; the firmware on paper may be older than the one running. */
const LABEL: readonly Extraction[] = [
  { about: 'model', class: 'label', fact: 'label.model', weight: 0.9 },
  { about: 'firmware', class: 'label', fact: 'label.firmware', weight: 0.5 },
  { about: 'serial', class: 'label', fact: 'label.serial', weight: 0.5 },
  { about: 'mac', class: 'label', fact: 'label.mac', weight: 0.5 },
  { about: 'model', class: 'label', fact: 'tool.model', weight: 0.5 },
];

/** Everything that a device says about its model, firmware, serial number and MAC, by the maker's extractions and by those of any maker. */
export function valueEvidence(vendor: Vendor | undefined, view: FactView, knowledge: KnowledgeIndex): IdentityEvidence[] {
  const found = LABEL.flatMap((extraction) => extract(extraction, 'any/label', view));
  for (const sign of indexOf(knowledge).signs.candidates(view)) {
    if (!sign.extractions || evaluate(sign.when, view).answer !== 'yes') continue;
    for (const extraction of sign.extractions) found.push(...extract(extraction, `any/${sign.id}`, view));
  }
  for (const extraction of vendor?.extractions ?? []) {
    found.push(...extract(extraction, `${vendor?.id}/${extraction.about}`, view));
  }
  return found;
}

function extract(extraction: Extraction, fingerprint: string, view: FactView): IdentityEvidence[] {
  const evidence: IdentityEvidence[] = [];
  const name = extraction.fact as FactName; // the knowledge lint holds extractions to the catalogue
  for (const fact of view.facts(name)) {
    for (const text of texts(fact)) {
      const raw = extraction.regex === undefined ? text.trim() : regexCapture(compileRegex(extraction.regex), text);
      const value = raw === undefined ? undefined : tidy(extraction.about, raw);
      if (value === undefined) continue;
      evidence.push({ about: extraction.about, value, class: extraction.class, weight: extraction.weight, fingerprint, fact });
    }
  }
  return evidence;
}

/** Scopes stand as they were sent, percent-encoded. */
function texts(fact: Fact): readonly string[] {
  const all = Array.isArray(fact.value) ? fact.value : [String(fact.value)];
  return fact.name === 'wsd.scopes' ? all.map(decoded) : all;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Values as they are kept: a MAC as 12 upper-case hex digits, other texts trimmed and short. */
function tidy(about: About, text: string): string | undefined {
  if (about !== 'mac') return text === '' || text.length > 128 ? undefined : text;
  const digits = text.replaceAll(/[^0-9a-f]/giu, '').toUpperCase();
  return digits.length === 12 && !/^0+$/u.test(digits) ? digits : undefined;
}

/** The value that the evidence supports best; where two are equal, the one read first. */
export function bestValue(evidence: readonly IdentityEvidence[], about: About): string | undefined {
  const byValue = new Map<string, IdentityEvidence[]>();
  for (const each of evidence) {
    if (each.about !== about) continue;
    const known = byValue.get(each.value);
    if (known) known.push(each);
    else byValue.set(each.value, [each]);
  }
  let best: string | undefined;
  let confidence = 0;
  for (const [value, reasons] of byValue) {
    const sum = noisyOr(reasons);
    if (sum > confidence) [best, confidence] = [value, sum];
  }
  return best;
}
