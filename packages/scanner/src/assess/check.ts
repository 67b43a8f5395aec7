import { message } from '@ancam/core';
import type { CheckResult, Fact, Message, ProbeState } from '@ancam/core';
import type { Check, KnowledgeIndex } from '@ancam/knowledge';
import { evaluate, factView } from '@ancam/rules';
import type { Evaluation, FactView } from '@ancam/rules';
import { certaintyUnder } from './ceiling.ts';
import type { Ceiling } from './ceiling.ts';

/** Facts shown with an outcome; a device with thousands of facts must not fill the report. */
const EVIDENCE_LIMIT = 16;
const YES: Evaluation = { answer: 'yes', evidence: [] };
const NO: Evaluation = { answer: 'no', evidence: [] };

/** Nothing known against the identity. */
const NO_CEILING: Ceiling = { certainty: 'confirmed' };

/**
 * The outcome of every active check, in the order of the knowledge. `facts` hold those of the identification too; `ceiling` is how sure
 * a conclusion from model and firmware can be.
 */
export function runChecks(
  facts: readonly Fact[],
  probes: readonly ProbeState[],
  knowledge: KnowledgeIndex,
  ceiling: Ceiling = NO_CEILING,
): CheckResult[] {
  const view = factView(facts, probes);
  const reasons = new Map(probes.map((each) => [each.probe, each.reason]));
  return knowledge.checks.filter((check) => check.status === 'active').map((check) => runCheck(check, view, reasons, ceiling));
}

type Reasons = ReadonlyMap<string, string | undefined>;
type Judgement = Pick<CheckResult, 'outcome' | 'reason' | 'certainty'> & { readonly evidence: readonly Fact[] };

function runCheck(check: Check, view: FactView, reasons: Reasons, ceiling: Ceiling): CheckResult {
  const { outcome, evidence, reason, certainty } = judge(check, view, reasons);
  return {
    check: check.id,
    outcome,
    severity: check.severity,
    ...(outcome === 'fail' ? { certainty: certaintyUnder(ceiling, check.certainty, evidence) } : {}),
    ...(certainty === undefined ? {} : { certainty }),
    evidence: evidence.slice(0, EVIDENCE_LIMIT),
    ...(reason === undefined ? {} : { reason }),
  };
}

function judge(check: Check, view: FactView, reasons: Reasons): Judgement {
  try {
    return judgeSafely(check, view, reasons);
  } catch (thrown) {
    return {
      outcome: 'error',
      evidence: [],
      reason: message('scanner-fault', { cause: thrown instanceof Error ? thrown.message : String(thrown) }),
    };
  }
}

/** What was seen decides before what could not be seen: a failure that shows is a failure even where a probe was cut short. */
function judgeSafely(check: Check, view: FactView, reasons: Reasons): Judgement {
  const applies = check.applies ? evaluate(check.applies, view) : YES;
  if (applies.answer === 'no') return { outcome: 'not-applicable', evidence: applies.evidence };
  const failed = evaluate(check.fail, view);
  const evidence = [...failed.evidence, ...applies.evidence.filter((fact) => !failed.evidence.includes(fact))];
  if (applies.answer === 'yes' && failed.answer === 'yes')
    return { outcome: 'fail', evidence: [...evidence, ...shown(check, view, evidence)] };
  const skipped = check.needs.find((probe) => probe !== 'identity' && view.probe(probe) === 'skipped');
  if (skipped !== undefined)
    return { outcome: 'not-checked', evidence: [], reason: reasons.get(skipped) ?? message('probe-not-asked', { probe: skipped }) };
  if (applies.answer === 'unknown') return undecided(check, view, evidence);
  const partial = check.needs.find((probe) => view.probe(probe) === 'partial');
  if (failed.answer === 'unknown' || partial !== undefined) {
    const reason = partial === undefined ? openQuestion(check, view) : (reasons.get(partial) ?? message('probe-cut', { probe: partial }));
    return { outcome: 'inconclusive', evidence, reason, ...lastRung(check) };
  }
  const undecidable = check.undecided ? evaluate(check.undecided, view) : NO;
  if (undecidable.answer !== 'no') return { outcome: 'inconclusive', evidence: undecidable.evidence, reason: openQuestion(check, view) };
  return { outcome: 'pass', evidence };
}

/**
 * A list of versions of one maker's product line, and the device is one of that line, but its version is not known or cannot be ordered:
 * the last rung of the ladder of certainty.
 */
function lastRung(check: Check): Pick<Judgement, 'certainty'> {
  return check.applies !== undefined && check.needs.includes('identity') ? { certainty: 'possible' } : {};
}

/** What belongs to the deciding facts: of the same port where both have one. */
function shown(check: Check, view: FactView, evidence: readonly Fact[]): Fact[] {
  const ports = new Set(evidence.map((fact) => fact.port));
  return (check.shows ?? []).flatMap((name) =>
    view.facts(name).filter((fact) => (fact.port === undefined || ports.has(fact.port)) && !evidence.includes(fact)),
  );
}

/** Where the maker is not known, a check for one maker's devices was never put to the device. */
function undecided(check: Check, view: FactView, evidence: readonly Fact[]): Judgement {
  if (check.needs.includes('identity') && view.facts('identity.maker').length === 0) {
    return { outcome: 'not-checked', evidence: [], reason: message('maker-unknown') };
  }
  return { outcome: 'inconclusive', evidence, reason: openQuestion(check, view) };
}

function openQuestion(check: Check, view: FactView): Message {
  if (!check.needs.includes('identity')) return message('undecided');
  if (view.facts('identity.model').length === 0) return message('model-unknown');
  return view.facts('identity.firmware').length === 0 ? message('firmware-unknown') : message('firmware-incomparable');
}
