import type { DeviceKind, Fact, Identity, IdentityEvidence, ProbeState } from '@ancam/core';
import type { KnowledgeIndex } from '@ancam/knowledge';
import { buildDay, evaluate, factView } from '@ancam/rules';
import type { FactView } from '@ancam/rules';
import { indexOf } from './knowledge-index.ts';
import { brandOf, makerCandidates, noisyOr } from './maker-evidence.ts';
import type { Candidate } from './maker-evidence.ts';
import { bestValue, valueEvidence } from './values.ts';

/** Below this the evidence names no maker: a lone open port is shared by many. */
const MAKER_THRESHOLD = 0.25;
/** A second maker this probable contradicts the first. */
const CONTRADICTION = 0.3;
/** Evidence of being a camera or recorder needed to call it one. */
const CAMERA_THRESHOLD = 0.5;
/** Marks of other devices yield only to evidence as strong as this. */
const CAMERA_OVER_MARK = 0.85;
/** Reasons kept with an identity. */
const EVIDENCE_LIMIT = 64;

/** What a device is by its facts alone. Facts of an earlier identification must not be among them. */
export function identify(facts: readonly Fact[], knowledge: KnowledgeIndex, probes: readonly ProbeState[] = []): Identity {
  const view = factView(facts, probes);
  const { makers, brand } = withoutBrands(makerCandidates(view, knowledge));
  const [first, second] = makers;
  const likely = first && first.confidence >= MAKER_THRESHOLD ? first : undefined;
  const signs = signEvidence(view, knowledge);
  const kind = kindOf(view, knowledge, likely, signs);
  const maker = kind === 'not-a-camera' ? undefined : likely;
  const contradicted = maker !== undefined && second !== undefined && second.confidence >= CONTRADICTION;
  const values = kind === 'not-a-camera' ? [] : valueEvidence(maker?.vendor, view, knowledge);
  const doubt = contradicted ? second : undefined;
  const evidence = [...(maker?.evidence ?? []), ...(doubt?.evidence ?? []), ...signs.map((each) => each.evidence), ...values];
  return {
    kind,
    ...makerName(maker, brand, view),
    ...namedValues(values),
    ...states(maker, values, view),
    confidence: confidenceOf(maker, doubt),
    strength: strengthOf(maker, contradicted),
    evidence: evidence.toSorted((a, b) => b.weight - a.weight).slice(0, EVIDENCE_LIMIT),
  };
}

/** A brand that sells devices of others is not a second maker beside the one whose software was recognised. */
function withoutBrands(candidates: readonly Candidate[]): { makers: readonly Candidate[]; brand?: Candidate } {
  const makers = candidates.filter(({ vendor }) => vendor.rebrands !== true);
  const brand = candidates.find(({ vendor }) => vendor.rebrands === true);
  const [maker] = makers;
  if (!brand || !maker || maker.confidence < MAKER_THRESHOLD) return { makers: candidates };
  return { makers, ...(brand.confidence < MAKER_THRESHOLD ? {} : { brand }) };
}

function makerName(
  maker: Candidate | undefined,
  seller: Candidate | undefined,
  view: FactView,
): Pick<Identity, 'maker' | 'makerName' | 'brand'> {
  if (!maker) return {};
  const { id, name } = maker.vendor;
  const brand = seller?.vendor.name ?? brandOf(maker.vendor, view);
  return brand === undefined ? { maker: id, makerName: name } : { maker: id, makerName: `${brand} (${name})`, brand };
}

const VALUES = ['model', 'hardware', 'firmware', 'serial', 'mac'] as const;
type Values = Pick<Identity, (typeof VALUES)[number]>;

function namedValues(values: readonly IdentityEvidence[]): Values {
  const named: Values = {};
  for (const about of VALUES) {
    const value = bestValue(values, about);
    if (value !== undefined) named[about] = value;
  }
  return named;
}

/** What the device tells about its state: when its firmware was built, whether a first password was set, how far its clock is off. */
function states(
  maker: Candidate | undefined,
  values: readonly IdentityEvidence[],
  view: FactView,
): Pick<Identity, 'firmwareBuilt' | 'activated' | 'clockSkewSeconds'> {
  const firmware = bestValue(values, 'firmware');
  const firmwareBuilt = maker && firmware !== undefined ? buildDay(maker.vendor.firmwareGrammar, firmware) : undefined;
  const activated = view.facts('vendor.activated')[0]?.value;
  const clockSkewSeconds = view.facts('onvif.clockSkewSeconds')[0]?.value;
  return {
    ...(firmwareBuilt === undefined ? {} : { firmwareBuilt }),
    ...(typeof activated === 'boolean' ? { activated } : {}),
    ...(typeof clockSkewSeconds === 'number' ? { clockSkewSeconds } : {}),
  };
}

interface SignEvidence {
  readonly kind: 'camera' | 'recorder';
  readonly evidence: IdentityEvidence;
}

function signEvidence(view: FactView, knowledge: KnowledgeIndex): SignEvidence[] {
  const found: SignEvidence[] = [];
  for (const sign of indexOf(knowledge).signs.candidates(view)) {
    const result = evaluate(sign.when, view);
    const [fact] = result.evidence;
    if (result.answer !== 'yes' || !fact) continue;
    const evidence: IdentityEvidence = {
      about: 'camera',
      value: sign.kind,
      class: sign.class,
      weight: sign.weight,
      fingerprint: `any/${sign.id}`,
      fact,
    };
    found.push({ kind: sign.kind, evidence });
  }
  return found;
}

/** A maker's fingerprint counts as evidence of a camera too; a device that a person entered from its label is one. */
function kindOf(view: FactView, knowledge: KnowledgeIndex, maker: Candidate | undefined, signs: readonly SignEvidence[]): DeviceKind {
  const camera = noisyOr([...(maker?.evidence ?? []), ...signs.map((each) => each.evidence)]);
  const labelled = view.facts('label.maker').length > 0 || view.facts('label.model').length > 0;
  const marked = indexOf(knowledge)
    .marks.candidates(view)
    .some((mark) => evaluate(mark.when, view).answer === 'yes');
  if (marked && !labelled && camera < CAMERA_OVER_MARK) return 'not-a-camera';
  if (!labelled && camera < CAMERA_THRESHOLD) return 'unknown';
  return signs.some((each) => each.kind === 'recorder' && each.evidence.weight >= CAMERA_THRESHOLD) ? 'recorder' : 'camera';
}

function confidenceOf(maker: Candidate | undefined, other: Candidate | undefined): number {
  if (!maker) return 0;
  return Math.round(maker.confidence * (1 - (other?.confidence ?? 0)) * 1000) / 1000;
}

function strengthOf(maker: Candidate | undefined, contradicted: boolean): Identity['strength'] {
  if (!maker) return 'none';
  return maker.classes.size >= 2 && !contradicted ? 'firm' : 'hint';
}
