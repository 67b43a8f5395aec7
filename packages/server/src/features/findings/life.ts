import type { CheckResult, Outcome, ProbeName, ProbeState } from '@ancam/core';

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
 * What the outcome of a check says about its finding. `pass` fixes; so does `not-applicable` where every probe that the check
 * needs had all its answers. Everything else leaves the finding as it was.
 */
export function stepOf(standing: Standing, outcome: Outcome, decided: boolean): Step {
  if (outcome === 'fail') return STEPS.fail[standing];
  if (outcome === 'pass' || (outcome === 'not-applicable' && decided)) return STEPS.gone[standing];
  return STEPS.silent[standing];
}

/** Whether all probes that a check needs were answered in full. */
export function isDecided(needs: readonly ProbeName[], probes: readonly ProbeState[]): boolean {
  return needs.every((need) => probes.some(({ probe, state }) => probe === need && state === 'done'));
}

/** A check that failed or may have gone: worth looking at its finding. */
export function speaks(result: CheckResult): boolean {
  return result.outcome === 'fail' || result.outcome === 'pass' || result.outcome === 'not-applicable';
}
