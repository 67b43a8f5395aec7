import { z } from 'zod';
import { Id, Severity, Text } from '@ancam/core';
import { Actions, PageQuery } from './common.ts';
import { PlanStep } from './plan-views.ts';

const Day = z.iso.date();
const Line = z.string().trim().max(300);
const Prose = z.string().trim().max(4000);

/** Why a system is checked: by its cycle, before it goes into operation, or after an incident or major change, on doubt or request. */
export const CHECK_KINDS = ['periodic', 'before-operation', 'extraordinary'] as const;
export type CheckKind = (typeof CHECK_KINDS)[number];
/** States of a check, as the statute book's workflow `check` has them. */
export const SYSTEM_CHECK_STATES = ['planned', 'running', 'reported', 'closed', 'cancelled'] as const;
export type SystemCheckState = (typeof SYSTEM_CHECK_STATES)[number];
/** States of a shortcoming, as the workflow `shortcoming` has them. */
export const SHORTCOMING_STATES = ['found', 'fixed', 'asked', 'accepted', 'closed'] as const;
export type ShortcomingState = (typeof SHORTCOMING_STATES)[number];
/** Who may check, as the statute book tells them apart. */
export const CHECK_ASSESSORS = ['own-unit', 'licensed', 'public', 'designated', 'authority'] as const;
export const CHECK_OUTCOMES = ['passed', 'shortcomings', 'failed'] as const;
export type CheckOutcome = (typeof CHECK_OUTCOMES)[number];

/** Shortcomings by how they stand. `open`: not retested well, and not accepted on the day; `overdue` are among them. */
export const ShortcomingCounts = z.object({
  total: z.number().int(),
  open: z.number().int(),
  accepted: z.number().int(),
  overdue: z.number().int(),
});
export type ShortcomingCounts = z.infer<typeof ShortcomingCounts>;

export const SystemCheckRow = z.object({
  id: Id,
  system: z.object({ id: Id, name: z.string() }),
  /** The unit that answers for the system; null where the reader may not see it. */
  unit: z.string().nullable(),
  kind: z.enum(CHECK_KINDS),
  /** Of the system when the check was planned. */
  level: z.number().int().min(1).max(5),
  regime: z.enum(['A', 'B']),
  state: z.enum(SYSTEM_CHECK_STATES),
  stateTitle: Text,
  tone: z.enum(['open', 'waiting', 'good', 'closed']),
  plannedOn: Day,
  /** It was to begin by now and has not. */
  late: z.boolean(),
  startedOn: Day.nullable(),
  endedOn: Day.nullable(),
  assessorKind: z.enum(CHECK_ASSESSORS).nullable(),
  assessor: z.string(),
  outcome: z.enum(CHECK_OUTCOMES).nullable(),
  shortcomings: ShortcomingCounts,
});
export type SystemCheckRow = z.infer<typeof SystemCheckRow>;
export const SystemCheckFilter = z.object({
  q: z.string().trim().max(200).optional(),
  kind: z.enum(CHECK_KINDS).optional(),
  state: z.enum(SYSTEM_CHECK_STATES).optional(),
  system: Id.optional(),
});
export type SystemCheckFilter = z.infer<typeof SystemCheckFilter>;
export const SystemChecksQuery = z.object({ ...PageQuery.shape, ...SystemCheckFilter.shape });
/** `states`: all that there are, to filter by. */
export const SystemCheckList = z.object({
  items: z.array(SystemCheckRow),
  next: z.string().nullable(),
  states: z.array(z.object({ id: z.enum(SYSTEM_CHECK_STATES), title: Text })),
});
export type SystemCheckList = z.infer<typeof SystemCheckList>;

export const Shortcoming = z.object({
  id: Id,
  check: Id,
  system: z.object({ id: Id, name: z.string() }),
  title: z.string(),
  detail: z.string(),
  severity: Severity,
  /** The requirement that it touches. */
  requirement: z.object({ key: z.string(), title: Text }).nullable(),
  /** The finding of a scan that shows it, as far as the reader sees it. */
  finding: z.object({ id: Id, camera: z.object({ id: Id, name: z.string() }), status: z.enum(['open', 'accepted', 'fixed']) }).nullable(),
  state: z.enum(SHORTCOMING_STATES),
  stateTitle: Text,
  tone: z.enum(['open', 'waiting', 'good', 'closed']),
  /** An acceptance that has ended: it is open again. */
  lapsed: z.boolean(),
  owner: z.string(),
  mendBy: Day.nullable(),
  overdue: z.boolean(),
  fixedOn: Day.nullable(),
  retestedOn: Day.nullable(),
  acceptedUntil: Day.nullable(),
  /** Names of the files that show its remedy. */
  files: z.array(z.string()),
  version: z.number().int(),
  steps: z.array(PlanStep),
  /** `edit` owner and day, `rewrite` what was found, `remove` it, and the steps. */
  actions: Actions,
});
export type Shortcoming = z.infer<typeof Shortcoming>;
/** `open`: neither retested well nor accepted on the day. */
export const ShortcomingFilter = z.object({
  q: z.string().trim().max(200).optional(),
  state: z.enum([...SHORTCOMING_STATES, 'open']).optional(),
  severity: Severity.optional(),
  overdue: z.enum(['true']).optional(),
  system: Id.optional(),
});
export type ShortcomingFilter = z.infer<typeof ShortcomingFilter>;
export const ShortcomingsQuery = z.object({ ...PageQuery.shape, ...ShortcomingFilter.shape });
export const ShortcomingList = z.object({
  items: z.array(Shortcoming),
  next: z.string().nullable(),
  states: z.array(z.object({ id: z.enum(SHORTCOMING_STATES), title: Text })),
});
export type ShortcomingList = z.infer<typeof ShortcomingList>;

export const CheckEvent = z.object({
  id: Id,
  at: z.iso.datetime(),
  by: z.string(),
  event: z.enum(['created', 'changed', 'step', 'removed', 'imported', 'import-undone']),
  /** Title of the shortcoming that it is about; null for the check itself. */
  shortcoming: z.string().nullable(),
  step: Text.nullable(),
  from: Text.nullable(),
  to: Text.nullable(),
  reason: z.string(),
  /** Fields that a change touched. */
  fields: z.array(z.string()),
});
export type CheckEvent = z.infer<typeof CheckEvent>;

/** Licence of an assessor, or the decision that designates it. */
const Licence = z.object({
  number: z.string().trim().max(100),
  issuer: Line,
  scope: z.string().trim().max(500),
  from: Day.nullable(),
  until: Day.nullable(),
});

export const SystemCheckDetail = z.object({
  ...SystemCheckRow.shape,
  independent: z.boolean(),
  licence: Licence,
  summary: z.string(),
  /** Of a check before operation: the latest that was concluded speaks for going live, nothing that it found is open. Null of other kinds, and before that. */
  speaksForOperation: z.boolean().nullable(),
  version: z.number().int(),
  /** Who may carry it out, on the clause; null where no text says. */
  assessors: z
    .object({
      kinds: z.array(z.enum(CHECK_ASSESSORS)),
      clause: Text,
      confidence: z.enum(['found', 'inferred', 'recalled']),
      note: Text.nullable(),
    })
    .nullable(),
  /** The document of OSCAL in which an assessor told the result, and the requirements that it says are met. */
  imported: z
    .object({
      title: z.string(),
      documentVersion: z.string(),
      at: z.iso.datetime(),
      by: z.string(),
      satisfied: z.array(z.object({ row: z.string(), title: Text })),
    })
    .nullable(),
  items: z.array(Shortcoming),
  events: z.array(CheckEvent),
  steps: z.array(PlanStep),
  /** `edit`, `note` a shortcoming, `undo-import` where results were taken over, and the steps. */
  actions: Actions,
});
export type SystemCheckDetail = z.infer<typeof SystemCheckDetail>;

/** Without a day, the periodic check is planned on the day on which it is due, or today where that is over. */
export const SystemCheckBody = z.object({ kind: z.enum(CHECK_KINDS), plannedOn: Day.optional() });
export type SystemCheckBody = z.infer<typeof SystemCheckBody>;
/** What is set of a check; what is absent stays. */
export const SystemCheckSet = z.object({
  plannedOn: Day.optional(),
  endedOn: Day.nullable().optional(),
  assessorKind: z.enum(CHECK_ASSESSORS).nullable().optional(),
  assessor: Line.optional(),
  independent: z.boolean().optional(),
  licence: Licence.partial().optional(),
  outcome: z.enum(CHECK_OUTCOMES).nullable().optional(),
  summary: Prose.optional(),
});
export type SystemCheckSet = z.infer<typeof SystemCheckSet>;
const Versioned = z.object({ version: z.number().int() });
export const SystemCheckPatch = Versioned.extend({ set: SystemCheckSet });
export type SystemCheckPatch = z.infer<typeof SystemCheckPatch>;
export const CheckMove = Versioned.extend({ step: z.string().max(40), reason: z.string().trim().max(2000).default('') });
export type CheckMove = z.infer<typeof CheckMove>;
/** `finding`: the finding of a scan that shows it; `requirement`: key of the catalogue. */
export const ShortcomingBody = z.object({
  title: Line.min(1),
  detail: Prose.default(''),
  severity: Severity,
  requirement: z.string().max(120).nullable().default(null),
  finding: Id.nullable().default(null),
  owner: Line.default(''),
  mendBy: Day.nullable().default(null),
});
export type ShortcomingBody = z.infer<typeof ShortcomingBody>;
/** Owner and day may be set until it is closed; the rest while its check is under way. What is absent stays. */
export const ShortcomingPatch = Versioned.extend({
  set: z.object({
    title: Line.min(1).optional(),
    detail: Prose.optional(),
    severity: Severity.optional(),
    requirement: z.string().max(120).nullable().optional(),
    owner: Line.optional(),
    mendBy: Day.nullable().optional(),
  }),
});
export type ShortcomingPatch = z.infer<typeof ShortcomingPatch>;
/** `until`: the last day of the acceptance that `ask` asks for. */
export const ShortcomingMove = CheckMove.extend({ until: Day.nullable().default(null) });
export type ShortcomingMove = z.infer<typeof ShortcomingMove>;

/** An open finding of a camera of the system, and the shortcoming of this check that it has become. */
export const CheckFinding = z.object({
  id: Id,
  camera: z.object({ id: Id, name: z.string() }),
  title: Text,
  severity: Severity,
  status: z.enum(['open', 'accepted', 'fixed']),
  shortcoming: Id.nullable(),
});
export type CheckFinding = z.infer<typeof CheckFinding>;
export const CheckFindings = z.object({ items: z.array(CheckFinding), more: z.boolean() });
export type CheckFindings = z.infer<typeof CheckFindings>;

/** What a day of the calendar holds of a system: a check that was carried out or is planned, the day on which the next is due; past its day it is overdue. */
export const CalendarEntry = z.object({
  on: Day,
  what: z.enum(['done', 'planned', 'due', 'overdue']),
  system: z.object({ id: Id, name: z.string() }),
  kind: z.enum(CHECK_KINDS),
  level: z.number().int(),
  /** The check; null for a day that is only due. */
  check: Id.nullable(),
});
export type CalendarEntry = z.infer<typeof CalendarEntry>;
/** One year, in the order of days. `more`: there are more than are told. */
export const CheckCalendar = z.object({ year: z.number().int(), items: z.array(CalendarEntry), more: z.boolean() });
export type CheckCalendar = z.infer<typeof CheckCalendar>;
