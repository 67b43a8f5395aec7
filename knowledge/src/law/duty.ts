import { z } from 'zod';
import { Text } from '@ancam/core';
import { Confidence } from '../schema.ts';
import { Answers, Day, LawCondition, LawId, LawSource, MonthDay, recordHead } from './common.ts';
import { BodyKind, BodyRole, RegisterId } from './units.ts';

/** A text that rules and duties rest on. */
export const LawDocument = z.strictObject({
  id: LawId,
  title: Text,
  /** Short name in citations. */
  short: Text,
  kind: z.enum(['law', 'decree', 'circular', 'decision', 'directive', 'letter', 'report', 'standard', 'regulation', 'notes']),
  number: z.string().nullable(),
  issuer: Text,
  issued: Day.nullable(),
  validFrom: Day.optional(),
  validTo: Day.optional(),
  /** Whom it can bind: the nation, or the territory with this path of codes, e.g. `/86/`. */
  scope: z.union([z.literal('nation'), z.string().regex(/^\/(?:\d{2,5}\/){1,3}$/u)]),
  carriesOut: z.string().optional(),
  /** Day on which the text, a copy or an account of it was read; absent for what is only known by name. */
  read: Day.optional(),
  confidence: Confidence,
  note: Text.optional(),
});
export type LawDocument = z.infer<typeof LawDocument>;
export const LawDocuments = z.strictObject({ documents: z.array(LawDocument).min(1) });

/** What duties are counted by, one by one. */
export const ObjectKind = z.enum([
  'system',
  'terminal-group',
  'acquisition',
  'incident',
  'important-work',
  'advisory',
  'request',
  'insecure-camera',
  'unclear-system',
  'issued-document',
  'change',
  'go-live',
  'dossier',
  'delegation',
]);
export type ObjectKind = z.infer<typeof ObjectKind>;

/** A fact that evidence rests on, and the register it comes from. */
export const EvidenceFact = z.strictObject({
  id: z.string().regex(/^[a-z-]+\.[a-z-]+$/u),
  title: Text,
  register: RegisterId,
  /** Another register whose feature tells the same fact by itself. */
  also: RegisterId.optional(),
  /**
   * `derived`: the register itself tells. `linked`: a record of the register in which a person names the duty, because the record alone does not
   * tell. `state`: holds while the register says so, from the day on which it came true.
   */
  how: z.enum(['derived', 'linked', 'state']),
  object: ObjectKind.optional(),
  /** For registers that are definitions: states that count, tests on fields, and the field with the day. */
  states: z.array(z.string()).optional(),
  where: z
    .array(
      z.strictObject({
        field: z.string(),
        equals: z.union([z.string(), z.boolean()]).optional(),
        oneOf: z.array(z.string()).optional(),
        filled: z.literal(true).optional(),
      }),
    )
    .optional(),
  day: z.string().optional(),
  /** Field with the year that the record counts for, where it is not the year of its day. */
  period: z.string().optional(),
});
export type EvidenceFact = z.infer<typeof EvidenceFact>;
export const LawFacts = z.strictObject({ facts: z.array(EvidenceFact).min(1) });

/** Whom a duty falls on. All conditions given must hold. */
export const Addressee = z.strictObject({
  /** The text that addresses them: none outside its scope. */
  document: z.string(),
  /** `through`: reached through the body that is addressed, as a unit below it. */
  as: z.enum(['lead', 'cooperating', 'through']),
  who: Text,
  kinds: z.array(BodyKind).min(1).optional(),
  roles: z.array(BodyRole).min(1).optional(),
  /** Kind of the top body of its tree. */
  tops: z.array(BodyKind).min(1).optional(),
  confidence: Confidence,
});
export type Addressee = z.infer<typeof Addressee>;

const deadlineHead = {
  id: z.string().regex(/^[a-z0-9-]+$/u),
  /** Who set it: it holds in the scope of this text. */
  document: z.string(),
  at: LawSource.shape.at,
  /** The event that it means. */
  milestone: z.string(),
  /** Addressees that it is meant for; all where absent. */
  roles: z.array(BodyRole).min(1).optional(),
  kinds: z.array(BodyKind).min(1).optional(),
  /** The deadline that gives way to it in the reading of its issuer; it stays in the reading of whoever set that. */
  overrides: z.string().optional(),
  confidence: Confidence,
  validFrom: Day.optional(),
  validTo: Day.optional(),
  note: Text.optional(),
};

/** When a duty has to be done. `strictly`: before the day, which is itself too late. */
export const Deadline = z.discriminatedUnion('kind', [
  /** By a day. An object that comes later is due on its own day. */
  z.strictObject({ ...deadlineHead, kind: z.literal('fixed'), on: Day, strictly: z.literal(true).optional() }),
  /** So many days after the day of each object; 0 is by that day itself. */
  z.strictObject({ ...deadlineHead, kind: z.literal('each'), days: z.int().min(0) }),
  /** Each year. The period of a year ends on `periodTo` of it, or on its last day. */
  z.strictObject({
    ...deadlineHead,
    kind: z.literal('yearly'),
    by: MonthDay,
    strictly: z.literal(true).optional(),
    firstYear: z.int(),
  }),
  /** By the cycle of checks of the level and the regime, for each system. */
  z.strictObject({ ...deadlineHead, kind: z.literal('cycle'), activity: z.string() }),
  /** Always, from the day on. */
  z.strictObject({ ...deadlineHead, kind: z.literal('standing'), from: Day }),
]);
export type Deadline = z.infer<typeof Deadline>;

/** What satisfies a duty. */
export const Evidence = z.strictObject({
  /** One by one of these; for the body as a whole where absent. */
  each: ObjectKind.optional(),
  /** Which of them, by their answers; one of which it is not known counts. */
  when: LawCondition.optional(),
  /** Where there is none of them. `open`: that there is none has itself to be shown, by one of these facts. */
  whenNone: z.union([z.literal('not-applicable'), z.array(z.string()).min(1)]).default('not-applicable'),
  /** In the order of the work; a later one implies the earlier. The last fulfils the duty. */
  milestones: z.array(z.strictObject({ id: z.string(), title: Text, any: z.array(z.string()).min(1) })).min(1),
});
export type Evidence = z.infer<typeof Evidence>;

export const DutyState = z.enum(['not-applicable', 'not-due', 'in-progress', 'met', 'met-late', 'overdue']);
export type DutyState = z.infer<typeof DutyState>;

/** A recorded case and how it must stand: for the unit, and in the reading of whoever set a day. */
const DutyExample = z.strictObject({
  about: z.string().min(1),
  unit: z.strictObject({
    kind: BodyKind,
    roles: z.array(BodyRole).default([]),
    top: BodyKind,
    place: z.string().nullable(),
    answers: Answers.optional(),
  }),
  objects: z.array(z.strictObject({ kind: ObjectKind, id: z.string(), on: Day.optional(), answers: Answers.optional() })).default([]),
  events: z
    .array(
      z.strictObject({
        fact: z.string(),
        on: Day,
        object: z.string().optional(),
        period: z.string().optional(),
        withdrawnOn: Day.optional(),
      }),
    )
    .default([]),
  on: Day,
  expect: DutyState,
  readings: z.record(z.string(), DutyState).optional(),
});

/** What a text obliges bodies to do. */
export const Duty = z.strictObject({
  ...recordHead,
  id: z.string().regex(/^[DL]\d+$/u),
  what: Text,
  addressees: z.array(Addressee).min(1),
  /** Bodies of these kinds only where this may hold. */
  when: LawCondition.optional(),
  deadlines: z.array(Deadline),
  /** Said where the text sets no day; a superior may still set one. */
  noDeadline: Text.optional(),
  /** What another body does first; the work can be waiting for it. */
  after: z.array(z.strictObject({ duty: z.string(), fact: z.string(), why: Text })).optional(),
  evidence: Evidence,
  /** Where the texts disagree. */
  conflict: Text.optional(),
  examples: z.array(DutyExample).optional(),
});
export type Duty = z.infer<typeof Duty>;
