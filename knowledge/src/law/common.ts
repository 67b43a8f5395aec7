import { z } from 'zod';
import { Text } from '@ancam/core';
import { Confidence } from '../schema.ts';

export const Day = z.iso.date();
/** `mm-dd`, a day of every year. */
export const MonthDay = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/u, 'mm-dd');
export const LawId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]*$/u, 'letters, digits, dots and hyphens');
export const Level = z.int().min(1).max(5);
export type Level = 1 | 2 | 3 | 4 | 5;
export const RegimeId = z.enum(['A', 'B']);
export type RegimeId = z.infer<typeof RegimeId>;

/**
 * Where a rule stands. `at` is read by the kind of document: `9.3.a` is điểm a khoản 3 Điều 9 of a law, decree or circular; `1.đ` is điểm đ mục 1
 * and `1-3` the third dash of section 1 of a directive or letter. `clause` where it is none of these.
 */
export const LawSource = z.strictObject({
  document: z.string(),
  at: z
    .string()
    .regex(/^\d+(-\d+|(\.\d+)?(\.[a-zđ])?)$/u, 'write 9, 9.3, 9.3.a, 1.đ or 1-3')
    .optional(),
  clause: Text.optional(),
});
export type LawSource = z.infer<typeof LawSource>;

/** What every record of the statute book carries. A rule holds from `validFrom` to `validTo`, both included. */
export const recordHead = {
  id: LawId,
  title: Text,
  sources: z.array(LawSource).min(1),
  confidence: Confidence,
  status: z.enum(['draft', 'active', 'retired']).default('active'),
  validFrom: Day,
  validTo: Day.optional(),
  /** What is inferred, doubtful or open, and why. Shown to the reader. */
  note: Text.optional(),
};

const Scalar = z.union([z.string(), z.number(), z.boolean()]);

/** What a person or the register answers to a question. `null` is "known to be none"; a key that is absent is not answered. */
export const Answers = z.record(z.string(), z.union([Scalar, z.array(z.string()), z.null()]));
export type Answers = Readonly<Record<string, string | number | boolean | readonly string[] | null>>;

/** One test on one answer; several tests in one object must all hold. */
export const AnswerTest = z.strictObject({
  answer: z.string(),
  equals: Scalar.optional(),
  oneOf: z.array(Scalar).min(1).optional(),
  /** The list holds it. */
  includes: z.string().optional(),
  /** The list holds any of them. */
  includesAny: z.array(z.string()).min(1).optional(),
  /** The list holds nothing else. */
  only: z.array(z.string()).min(1).optional(),
  atLeast: z.number().optional(),
  below: z.number().optional(),
  /** Days. */
  onOrAfter: Day.optional(),
  before: Day.optional(),
  /** True: there is one; false: there is known to be none. */
  given: z.boolean().optional(),
});
export type AnswerTest = z.infer<typeof AnswerTest>;

/** The closed vocabulary of the statute book: `all`, `any`, `not` and tests on answers. */
export type LawCondition = { all: LawCondition[] } | { any: LawCondition[] } | { not: LawCondition } | AnswerTest;
export const LawCondition: z.ZodType<LawCondition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(LawCondition).min(1) }),
    z.strictObject({ any: z.array(LawCondition).min(1) }),
    z.strictObject({ not: LawCondition }),
    AnswerTest,
  ]),
) as z.ZodType<LawCondition>; // the inferred optionals of AnswerTest carry `| undefined`
