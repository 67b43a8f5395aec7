import { SEVERITIES } from '@ancam/core';
import type { CheckResult, Outcome, ProbeName, ProbeState, Severity } from '@ancam/core';

/** Where a finding stands before a scan speaks. `absent`: it never failed. */
export type Standing = 'absent' | 'open' | 'accepted' | 'fixed-by-person' | 'fixed-by-scan';

/** What a scan does to it. `confirmed`: a person said fixed and the scan agrees. */
export type Step = 'opened' | 'seen' | 'reopened' | 'fixed' | 'confirmed' | 'none';

/** What each outcome does to each standing. Only an answer moves a finding: silence never fixes anything. */
const STEPS = {
  fail: { absent: 'opened', open: 'seen', accepted: 'seen', 'fixed-by-person': 'reopened', 'fixed-by-scan': 'reopened' },
  gone: { absent: 'none', open: 'fixed', accepted: 'fixed', 'fixed-by-person': 'confirmed', 'fixed-by-scan': 'none' },
  silent: { absent: 'none', open: 'none', accepted: 'none', 'fixed-by-person': 'none', 'fixed-by-scan': 'none' },
} as const satisfies Record<string, Record<Standing, Step>>;

/**
 * What the outcome of a check says about its finding. `pass` and `not-applicable` fix where they were decided by answers.
 * Everything else leaves the finding as it was.
 */
export function stepOf(standing: Standing, outcome: Outcome, decided: boolean): Step {
  if (outcome === 'fail') return STEPS.fail[standing];
  if (decided && (outcome === 'pass' || outcome === 'not-applicable')) return STEPS.gone[standing];
  return STEPS.silent[standing];
}

/** The gravest is 0. */
function rank(severity: string): number {
  return SEVERITIES.findIndex((known: Severity) => known === severity);
}

/** Whether a finding that stands became graver, or what was guessed is confirmed. Being surer of a guess moves to and fro with what answers. */
export function isWorse(
  before: { readonly severity: string; readonly certainty: string | null },
  { severity, certainty }: Pick<CheckResult, 'severity' | 'certainty'>,
): boolean {
  return (
    rank(severity) < rank(before.severity) || (certainty === 'confirmed' && before.certainty !== null && before.certainty !== certainty)
  );
}

/** What a host answered, as far as it decides about findings. */
export interface Answers {
  readonly probes: readonly ProbeState[];
  /** Maker, model and firmware are all known: not knowing the model must not look like another model. */
  readonly identified: boolean;
  /** Nobody else is known to hold the keys of this device; one scan of one camera could not tell. */
  readonly fleetDecided: boolean;
}

/**
 * Whether an outcome rests on answers. A pass does by itself; that a check does not apply only where every probe that it needs had all
 * its answers.
 */
export function isDecided(outcome: Outcome, needs: readonly ProbeName[], answers: Answers): boolean {
  if (needs.includes('fleet') && !answers.fleetDecided) return false;
  if (outcome === 'pass') return true;
  return needs.every((need) =>
    need === 'identity' ? answers.identified : answers.probes.some(({ probe, state }) => probe === need && state === 'done'),
  );
}

/** A check that failed or may have gone: worth looking at its finding. */
export function speaks(result: CheckResult): boolean {
  return result.outcome === 'fail' || result.outcome === 'pass' || result.outcome === 'not-applicable';
}
