import { z } from 'zod';
import { Text } from '@ancam/core';
import { Confidence } from '../schema.ts';
import { Answers, Day, LawCondition, LawId, Level, MonthDay, RegimeId, recordHead } from './common.ts';

/** Who acts in a procedure. */
export const Party = z.enum([
  'operator',
  'security-unit',
  'owner',
  'ministry',
  'prime-minister',
  'other-unit',
  'council',
  'superior',
  'state-manager',
]);
export type Party = z.infer<typeof Party>;

/** Who appraises and approves at a level. */
export const Authority = z.strictObject({
  ...recordHead,
  regime: RegimeId,
  levels: z.array(Level).min(1),
  /** Narrows to bodies, e.g. of the army; every body where absent. */
  when: LawCondition.optional(),
  /** Professional opinion that precedes the appraisal. */
  opinion: Party.optional(),
  appraises: Party,
  /** Name of the appraiser where the text names one. */
  appraiserName: Text.optional(),
  approves: Party,
  /** Who approves the list that the system enters. */
  approvesList: Party.optional(),
  /** What the approver approves. */
  object: z.enum(['level', 'plan']),
  reportsTo: Party.optional(),
});
export type Authority = z.infer<typeof Authority>;

/** Who is owner (chủ quản) and security unit of a body's systems, and whether the texts settle it. */
export const OwnerRule = z.strictObject({
  ...recordHead,
  regime: RegimeId,
  when: LawCondition,
  owner: Text,
  securityUnit: Text,
  /** False: the texts leave it open; the question is named. */
  settled: z.boolean(),
  question: z.string().optional(),
  examples: z.array(z.strictObject({ about: z.string(), answers: Answers, expect: z.boolean() })).min(1),
});
export type OwnerRule = z.infer<typeof OwnerRule>;
export const LawAuthority = z.strictObject({ authorities: z.array(Authority).min(1), owners: z.array(OwnerRule).min(1) });

/** How long a step may take. The day of the event that starts it is not counted. */
export const TimeLimit = z.strictObject({
  ...recordHead,
  regime: RegimeId,
  levels: z.array(Level).min(1),
  step: z.enum(['validity', 'appraisal', 'approval']),
  amount: z.int().positive(),
  unit: z.enum(['working-days', 'calendar-days']),
  /** Who is late where it is missed. */
  who: Party,
  startsAt: z.string(),
  stopsAt: z.string(),
  examples: z.array(z.strictObject({ about: z.string(), start: Day, due: Day })).min(1),
});
export type TimeLimit = z.infer<typeof TimeLimit>;
export const LawTimeLimits = z.strictObject({
  /** Levels and steps for which the text sets no limit. */
  none: z.array(z.strictObject({ regime: RegimeId, levels: z.array(Level), step: z.string(), why: Text })),
  limits: z.array(TimeLimit).min(1),
});

/** A part of the dossier, or of the approval file. */
export const DossierPart = z.strictObject({
  ...recordHead,
  regime: RegimeId,
  levels: z.array(Level).min(1),
  file: z.enum(['dossier', 'approval-file', 'explanation', 'plan']),
  /** For a new or upgraded system, a running one, or both where absent. */
  when: LawCondition.optional(),
  order: z.int().positive(),
});
export type DossierPart = z.infer<typeof DossierPart>;
export const LawDossier = z.strictObject({ parts: z.array(DossierPart).min(1) });

/** What must have happened before a step. */
export const Gate = z.strictObject({
  ...recordHead,
  regime: RegimeId,
  levels: z.array(Level).min(1),
  blocks: z.enum(['approve', 'operate']),
  /** Facts with a day not after the day of the step. */
  needs: z.array(z.string()).min(1),
  when: LawCondition.optional(),
  /** Said where it holds the step back. */
  blocker: Text,
});
export type Gate = z.infer<typeof Gate>;

/** Who may not be whom. */
export const Separation = z.strictObject({
  ...recordHead,
  regime: RegimeId,
  levels: z.array(Level).min(1),
  /** The two that must differ. */
  between: z.tuple([z.enum(['appraiser', 'assessor', 'approver']), z.enum(['operator', 'proposer'])]),
  /** Ways out where they are one. */
  options: z.array(z.strictObject({ id: Party, title: Text })),
  blocker: Text,
});
export type Separation = z.infer<typeof Separation>;
export const LawGates = z.strictObject({ gates: z.array(Gate).min(1), separations: z.array(Separation).min(1) });

/** How often something is done at a level. */
export const CheckCycle = z.strictObject({
  ...recordHead,
  regime: RegimeId,
  activity: z.string(),
  /** Months by level; `null` where the text sets none, `self` where the body sets it. */
  months: z.record(z.enum(['1', '2', '3', '4', '5']), z.union([z.int().positive(), z.literal('self'), z.null()])),
  /** Months of the check of the whole organisation, which covers the levels without a cycle of their own. */
  wholeOrganisation: z.int().positive().optional(),
  /** Where the body sets the cycle and has not: the minimum of this activity is shown instead. */
  minimumOf: z.string().optional(),
  assessor: Text.optional(),
});
export type CheckCycle = z.infer<typeof CheckCycle>;
/** Months for which something is kept, by level. */
export const Retention = z.strictObject({
  ...recordHead,
  regime: RegimeId,
  months: z.record(z.enum(['1', '2', '3', '4', '5']), z.union([z.int().positive(), z.null()])),
});
export type Retention = z.infer<typeof Retention>;
/** Who may check: a unit of the body itself, a licensed organisation, a public unit with that function, one designated, a state authority. */
export const AssessorKind = z.enum(['own-unit', 'licensed', 'public', 'designated', 'authority']);
export type AssessorKind = z.infer<typeof AssessorKind>;
/** Who may check a system, by level. */
export const AssessorRule = z.strictObject({
  ...recordHead,
  regime: RegimeId,
  kinds: z.record(z.enum(['1', '2', '3', '4', '5']), z.array(AssessorKind).min(1)),
  /** After a serious incident or major change, on doubt or request: of these only, whatever the level. */
  extraordinary: z.array(AssessorKind).min(1).optional(),
});
export type AssessorRule = z.infer<typeof AssessorRule>;
export const LawChecks = z.strictObject({
  cycles: z.array(CheckCycle).min(1),
  retentions: z.array(Retention),
  assessors: z.array(AssessorRule).min(1),
});

/** A clock that an incident starts. */
export const IncidentClock = z.strictObject({
  ...recordHead,
  regime: RegimeId,
  hours: z.int().min(0),
  /** How long after the due instant a notice still counts as in time, where the text leaves that open. */
  grace: z.strictObject({ hours: z.int().positive(), confidence: Confidence }).optional(),
  when: LawCondition,
  notice: Text,
  examples: z.array(z.strictObject({ about: z.string(), answers: Answers, expect: z.boolean() })).min(2),
});
export type IncidentClock = z.infer<typeof IncidentClock>;
export const LawIncidents = z.strictObject({ clocks: z.array(IncidentClock).min(1) });

/** The yearly report: its period and who sends it to whom before which day. */
export const ReportCycle = z.strictObject({
  ...recordHead,
  regime: RegimeId,
  /** The period of the report of a year begins on this day of the year before and ends on `periodTo` of the year. */
  periodFrom: MonthDay,
  periodTo: MonthDay,
  /** `before`: the day itself is too late. */
  dues: z.array(z.strictObject({ from: Party, to: Party, receiver: Text, before: MonthDay })).min(1),
  contents: z.array(z.strictObject({ id: z.string(), title: Text })).min(1),
  channels: z.array(Text),
});
export type ReportCycle = z.infer<typeof ReportCycle>;
export const LawReports = z.strictObject({ cycles: z.array(ReportCycle).min(1) });

/** When, and who, is told of a duty before and after its last day. */
export const ReminderLadder = z.strictObject({
  ...recordHead,
  /** Roles of accounts in a unit that are told; administrators where it has none. */
  roles: z.array(z.string()).min(1),
  /** In the order of their days. */
  rungs: z
    .array(
      z.strictObject({
        id: LawId,
        /** From the last day of the duty. */
        days: z.int(),
        severity: z.enum(['info', 'attention', 'urgent']),
        /** The unit itself; the unit above; the top of the tree. Those above are told how many units below are late. */
        to: z.array(z.enum(['unit', 'superior', 'top'])).min(1),
      }),
    )
    .min(1),
  /** `expect`: the rung that stands on a day. */
  examples: z.array(z.strictObject({ about: z.string(), due: Day, on: Day, expect: z.string().nullable() })).min(2),
});
export type ReminderLadder = z.infer<typeof ReminderLadder>;
export type ReminderRung = ReminderLadder['rungs'][number];
export const LawReminders = z.strictObject({ ladders: z.array(ReminderLadder).min(1) });

/** One day of the calendar that differs from the week. */
export const CalendarDay = z.strictObject({
  day: Day,
  /** A public holiday; a day in lieu of one; a day off exchanged for a working Saturday; that Saturday. */
  kind: z.enum(['holiday', 'in-lieu', 'exchanged', 'working']),
  title: Text,
  confidence: Confidence,
  /** False while no notice settles it: whoever counts over it says so. */
  settled: z.boolean().default(true),
});
export type CalendarDay = z.infer<typeof CalendarDay>;
export const HolidayYear = z.strictObject({
  id: z.string().regex(/^\d{4}$/u),
  title: Text,
  sources: recordHead.sources,
  confidence: Confidence,
  status: recordHead.status,
  /** False until the notice of the year has been published. */
  settled: z.boolean(),
  note: Text.optional(),
  days: z.array(CalendarDay).min(1),
});
export type HolidayYear = z.infer<typeof HolidayYear>;
