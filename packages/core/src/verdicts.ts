import { z } from 'zod';
import { Fact } from './facts.ts';

/** Outcome of one check on one camera. `not-checked` never counts as `pass`. */
export const OUTCOMES = ['fail', 'pass', 'inconclusive', 'not-applicable', 'not-checked', 'error'] as const;
export const Outcome = z.enum(OUTCOMES);
export type Outcome = z.infer<typeof Outcome>;

export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'] as const;
export const Severity = z.enum(SEVERITIES);
export type Severity = z.infer<typeof Severity>;

/** Ladder of certainty of a failed check that rests on model and firmware. Checks by direct observation are `confirmed`. */
export const CERTAINTIES = ['confirmed', 'likely', 'possible'] as const;
export const Certainty = z.enum(CERTAINTIES);
export type Certainty = z.infer<typeof Certainty>;

/** What a check said, with the facts it rests on. */
export const CheckResult = z.strictObject({
  check: z.string(),
  outcome: Outcome,
  severity: Severity,
  certainty: Certainty.optional(),
  evidence: z.array(Fact),
  /** Why it is inconclusive, not checked or in error: a message, worded by `messageText`. */
  reason: z.string().max(512).optional(),
});
export type CheckResult = z.infer<typeof CheckResult>;

/**
 * What a network scan says about one requirement of a regulation. A scan never says "conforms":
 * conformity is proved by certificate, declaration and laboratory (ETSI TS 103 701).
 */
export const REQUIREMENT_VERDICTS = ['indication', 'no-indication', 'not-visible', 'not-checked'] as const;
export const RequirementVerdict = z.enum(REQUIREMENT_VERDICTS);
export type RequirementVerdict = z.infer<typeof RequirementVerdict>;

/** A requirement with the checks that spoke about it. */
export const RequirementResult = z.strictObject({
  regulation: z.string(),
  requirement: z.string(),
  verdict: RequirementVerdict,
  /** Ids of the checks that bear on it and were evaluated. */
  checks: z.array(z.string()),
});
export type RequirementResult = z.infer<typeof RequirementResult>;

/** A regulation binds makers, importers and sellers; for a camera bought before it applied, it is a benchmark. */
export const Basis = z.enum(['binding', 'benchmark']);
export type Basis = z.infer<typeof Basis>;
