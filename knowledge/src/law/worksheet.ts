import { z } from 'zod';
import { Text } from '@ancam/core';
import { Answers, Day, LawCondition, LawId, LawSource, Level, RegimeId, recordHead } from './common.ts';

/** A question of the worksheet, or a fact about a dossier or a body that rules look at. The closed catalogue of answers. */
export const Question = z.strictObject({
  id: z.string().regex(/^[a-z][A-Za-z0-9]*$/u, 'camelCase'),
  title: Text,
  question: Text,
  hint: Text.optional(),
  about: z.enum(['system', 'cameras', 'dossier', 'body', 'object']),
  kind: z.enum(['flag', 'number', 'choice', 'choices', 'day', 'text']),
  choices: z
    .array(z.strictObject({ id: z.string(), title: Text }))
    .min(2)
    .optional(),
  /** Larger is graver, in the order of the choices: raising the answer never lowers a level. */
  ordered: z.literal(true).optional(),
  /** Asked only where this may hold; answered "none" where it cannot. */
  askedWhen: LawCondition.optional(),
});
export type Question = z.infer<typeof Question>;
export const LawQuestions = z.strictObject({ questions: z.array(Question).min(1) });

const Example = z.strictObject({ about: z.string().min(1), answers: Answers, expect: z.enum(['match', 'no-match', 'open']) });

/** One criterion of one level: one that matches is enough. */
export const Criterion = z.strictObject({
  ...recordHead,
  when: LawCondition,
  /** The grounds as they stand in the dossier, without the clause, which the source gives. */
  grounds: Text,
  /** How we read the text where it leaves room. */
  reading: Text.optional(),
  examples: z.array(Example).min(2),
});
export type Criterion = z.infer<typeof Criterion> & { readonly regime: RegimeId; readonly level: Level };
export const CriteriaFile = z.strictObject({
  id: z.string(),
  regime: RegimeId,
  level: Level,
  criteria: z.array(Criterion).min(1),
});
export type CriteriaFile = z.infer<typeof CriteriaFile>;

/** Whether a group of cameras is a system of its own or ordinary terminals of a host system. */
export const CameraRule = z.strictObject({
  ...recordHead,
  treatments: z
    .array(
      z.strictObject({
        id: z.enum(['terminal', 'system']),
        title: Text,
        when: LawCondition,
        grounds: Text,
        /** Answers that the recorded justification must hold. */
        justification: z.array(z.string()),
        /** Type of system that the cameras then are. */
        serviceType: z.string().optional(),
      }),
    )
    .length(2),
  examples: z.array(z.strictObject({ about: z.string(), answers: Answers, expect: z.enum(['terminal', 'system', 'open']) })).min(3),
});
export type CameraRule = z.infer<typeof CameraRule>;

/** A regime: the set of texts in force together. */
export const Regime = z.strictObject({
  ...recordHead,
  id: RegimeId,
  /** Who receives the yearly report and appraises levels 4 and 5. */
  receiver: Text,
  standard: z.string(),
  /** What the plan, the unit and the thing protected are called in its documents. */
  words: z.strictObject({ security: Text, plan: Text, securityUnit: Text }),
  documents: z.array(z.string()).min(1),
});
export type Regime = z.infer<typeof Regime>;

/** What holds between two regimes: which one a dossier follows, or what is due by when. */
export const Transition = z.strictObject({
  ...recordHead,
  /** Every dossier where absent. */
  when: LawCondition.optional(),
  /** The dossier follows this regime while the rule holds. */
  follows: RegimeId.optional(),
  /** What has to be done, and by which day (included). */
  due: z.strictObject({ on: Day, what: Text, unless: z.string().optional() }).optional(),
  examples: z.array(z.strictObject({ about: z.string(), on: Day, answers: Answers, expect: z.boolean() })).min(2),
});
export type Transition = z.infer<typeof Transition>;
export const LawRegimes = z.strictObject({ regimes: z.array(Regime).length(2), transitions: z.array(Transition).min(1) });

/** A question that no text answers. What depends on it is shown as open, not as settled. */
export const OpenQuestion = z.strictObject({
  id: LawId,
  title: Text,
  question: Text,
  sources: z.array(LawSource).min(1),
  /** Records that rest on a reading until it is answered. */
  affects: z.array(z.string()).min(1),
});
export type OpenQuestion = z.infer<typeof OpenQuestion>;
export const LawOpenQuestions = z.strictObject({ questions: z.array(OpenQuestion).min(1) });
