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

/** How people judge a requirement; the scan is the fourth method (ETSI TS 103 701). */
export const JUDGE_METHODS = ['document', 'laboratory', 'interview'] as const;
export const JudgeMethod = z.enum(JUDGE_METHODS);
export type JudgeMethod = z.infer<typeof JudgeMethod>;

/** What a person concluded. */
export const JUDGED = ['pass', 'fail', 'inconclusive', 'not-applicable'] as const;
export const Judged = z.enum(JUDGED);
export type Judged = z.infer<typeof Judged>;

/** What a person concluded about one unit of a requirement, by which method and on what ground. */
export const Judgement = z.strictObject({
  /** Test case of ETSI TS 103 701; empty: the whole requirement. */
  unit: z.string(),
  method: JudgeMethod,
  verdict: Judged,
  /** The person or laboratory that concluded it. */
  by: z.string(),
  /** yyyy-mm-dd. */
  on: z.iso.date(),
  /** Number or name of the document, report or minutes it rests on. */
  document: z.string(),
  note: z.string(),
  /** Firmware that was judged; empty where it does not matter. */
  firmware: z.string(),
});
export type Judgement = z.infer<typeof Judgement>;

/**
 * Where a requirement stands when the scan and people have spoken. `met`: every unit passed by document or laboratory and nothing speaks
 * against it; `failed`: a person found it not met; `indication`: the scan speaks against it; `open`: not known.
 */
export const REQUIREMENT_STANDINGS = ['failed', 'indication', 'open', 'met', 'not-applicable'] as const;
export const RequirementStanding = z.enum(REQUIREMENT_STANDINGS);
export type RequirementStanding = z.infer<typeof RequirementStanding>;

/** What may be said of a camera as a whole. `conforms` only where each requirement is met or does not apply. */
export const CONFORMITIES = ['conforms', 'does-not-conform', 'open'] as const;
export const Conformity = z.enum(CONFORMITIES);
export type Conformity = z.infer<typeof Conformity>;
