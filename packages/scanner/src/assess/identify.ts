import type { DeviceKind, Fact, Identity, IdentityEvidence, ProbeState } from '@ancam/core';
import type { Brand, KnowledgeIndex } from '@ancam/knowledge';
import { buildDay, evaluate, factView } from '@ancam/rules';
import type { FactView } from '@ancam/rules';
import { withBrand } from './brands.ts';
import { indexOf } from './knowledge-index.ts';
import { brandOf, CONTRADICTION, makerCandidates, noisyOr } from './maker-evidence.ts';
import type { Candidate, MakerCandidate } from './maker-evidence.ts';
import { bestValue, valueEvidence } from './values.ts';

/** Below this the evidence names no maker: a lone open port is shared by many. */
const MAKER_THRESHOLD = 0.25;
/** Evidence of being a camera or recorder needed to call it one. */
const CAMERA_THRESHOLD = 0.5;
/** Marks of other devices yield only to evidence as strong as this. */
const CAMERA_OVER_MARK = 0.85;
/** Reasons kept with an identity. */
const EVIDENCE_LIMIT = 64;

/** What a device is by its facts alone. Facts of an earlier identification must not be among them. */
export function identify(facts: readonly Fact[], knowledge: KnowledgeIndex, probes: readonly ProbeState[] = []): Identity {
  const view = factView(facts, probes);
  const branded = withBrand(makerCandidates(view, knowledge), view, knowledge);
  const likely = branded.makers.find(({ confidence }, n) => n === 0 && confidence >= MAKER_THRESHOLD);
  const signs = signEvidence(view, knowledge);
  const kind = kindOf(view, knowledge, (likely ?? branded.brand)?.evidence ?? [], signs);
  if (kind === 'not-a-camera') return notACamera(signs);
  const doubt = likely && branded.makers.find(({ confidence }, n) => n === 1 && confidence >= CONTRADICTION);
  const values = valueEvidence(likely?.owner, view, knowledge);
  return {
    kind,
    ...makerName(likely, branded.brand, view),
    ...namedValues(values),
    ...states(likely, values, view),
    confidence: confidenceOf(likely, doubt),
    strength: strengthOf(likely, doubt !== undefined),
    evidence: strongest([
      ...((likely ?? branded.brand)?.evidence ?? []),
      ...(doubt?.evidence ?? []),
      ...signs.map((each) => each.evidence),
      ...values,
    ]),
  };
}

function notACamera(signs: readonly SignEvidence[]): Identity {
  return { kind: 'not-a-camera', confidence: 0, strength: 'none', evidence: strongest(signs.map((each) => each.evidence)) };
}

function strongest(evidence: readonly IdentityEvidence[]): IdentityEvidence[] {
  return evidence.toSorted((a, b) => b.weight - a.weight).slice(0, EVIDENCE_LIMIT);
}

function makerName(
  maker: MakerCandidate | undefined,
  seller: Candidate<Brand> | undefined,
  view: FactView,
): Pick<Identity, 'maker' | 'makerName' | 'brand'> {
  if (!maker) return seller ? { makerName: seller.owner.name, brand: seller.owner.name } : {};
  const { id, name } = maker.owner;
  const brand = seller?.owner.name ?? brandOf(maker.owner, view);
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
  maker: MakerCandidate | undefined,
  values: readonly IdentityEvidence[],
  view: FactView,
): Pick<Identity, 'firmwareBuilt' | 'activated' | 'clockSkewSeconds'> {
  const firmware = bestValue(values, 'firmware');
  const firmwareBuilt = maker && firmware !== undefined ? buildDay(maker.owner.firmwareGrammar, firmware) : undefined;
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
function kindOf(
  view: FactView,
  knowledge: KnowledgeIndex,
  makerEvidence: readonly IdentityEvidence[],
  signs: readonly SignEvidence[],
): DeviceKind {
  const camera = noisyOr([...makerEvidence, ...signs.map((each) => each.evidence)]);
  const labelled = view.facts('label.maker').length > 0 || view.facts('label.model').length > 0;
  const marked = indexOf(knowledge)
    .marks.candidates(view)
    .some((mark) => evaluate(mark.when, view).answer === 'yes');
  if (marked && !labelled && camera < CAMERA_OVER_MARK) return 'not-a-camera';
  if (!labelled && camera < CAMERA_THRESHOLD) return 'unknown';
  return signs.some((each) => each.kind === 'recorder' && each.evidence.weight >= CAMERA_THRESHOLD) ? 'recorder' : 'camera';
}

function confidenceOf(maker: MakerCandidate | undefined, other: MakerCandidate | undefined): number {
  if (!maker) return 0;
  return Math.round(maker.confidence * (1 - (other?.confidence ?? 0)) * 1000) / 1000;
}

function strengthOf(maker: MakerCandidate | undefined, contradicted: boolean): Identity['strength'] {
  if (!maker) return 'none';
  return maker.classes.size >= 2 && !contradicted ? 'firm' : 'hint';
}
