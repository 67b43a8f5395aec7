import { z } from 'zod';
import { Id, Text } from '@ancam/core';
import { Actions } from './common.ts';

const Day = z.iso.date();

/** States of a plan, as the statute book's workflow `plan` has them; column 10 of form 08 tells them. */
export const PLAN_STATES = ['draft', 'proposed', 'approved', 'deploying', 'reported', 'deployed', 'ended'] as const;
export type PlanState = (typeof PLAN_STATES)[number];
/** How far a requirement is met. `open`: nobody has said yet, or what it asks for has changed since. */
export const ITEM_ANSWERS = ['open', 'none', 'partial', 'full', 'not-applicable'] as const;
export type ItemAnswer = (typeof ITEM_ANSWERS)[number];
/** Categories of the catalogue, in the order of the annexes. */
export const PLAN_GROUPS = ['management', 'risk', 'end-of-life', 'design-zones', 'design-solutions', 'configuration'] as const;
/** Why a requirement was opened anew. */
export const ITEM_CHANGES = ['added', 'changed', 'stricter'] as const;
/** What a requirement can rest on: a file of the system, a record of a register (a check among them), a finding of one of its cameras. */
export const PLAN_LINK_KINDS = ['file', 'record', 'finding'] as const;
export type PlanLinkKind = (typeof PLAN_LINK_KINDS)[number];

/** Requirements by answer. `total` leaves out what is not applicable, so that shares have their denominator; `overdue` and `changed` are among them. */
export const PlanCounts = z.object({
  total: z.number().int(),
  open: z.number().int(),
  none: z.number().int(),
  partial: z.number().int(),
  full: z.number().int(),
  notApplicable: z.number().int(),
  overdue: z.number().int(),
  changed: z.number().int(),
});
export type PlanCounts = z.infer<typeof PlanCounts>;

export const PlanRow = z.object({
  id: Id,
  system: z.object({ id: Id, name: z.string() }),
  /** The unit that answers for the system; null where the reader may not see it. */
  unit: z.string().nullable(),
  level: z.number().int().min(1).max(5),
  regime: z.enum(['A', 'B']),
  state: z.enum(PLAN_STATES),
  stateTitle: Text,
  tone: z.enum(['open', 'waiting', 'good', 'closed']),
  /** The earliest day by which something is to be met. */
  nextDue: Day.nullable(),
  approvedOn: Day.nullable(),
  startedOn: Day.nullable(),
  deployedOn: Day.nullable(),
  /** The catalogue that it is pinned to is not the one in force. */
  oldCatalogue: z.boolean(),
  counts: PlanCounts,
});
export type PlanRow = z.infer<typeof PlanRow>;
export const PlanFilter = z.object({
  q: z.string().trim().max(200).optional(),
  state: z.enum(PLAN_STATES).optional(),
  level: z.coerce.number().int().min(1).max(5).optional(),
  /** Only those with something past its day. */
  overdue: z.enum(['true']).optional(),
  system: Id.optional(),
});
export type PlanFilter = z.infer<typeof PlanFilter>;
/** `states`: all that there are, to filter by. */
export const PlanList = z.object({
  items: z.array(PlanRow),
  next: z.string().nullable(),
  states: z.array(z.object({ id: z.enum(PLAN_STATES), title: Text })),
});
export type PlanList = z.infer<typeof PlanList>;

/** Evidence or a finding that a requirement is linked to, as far as the reader sees it. */
export const PlanLink = z.object({
  id: Id,
  kind: z.enum(PLAN_LINK_KINDS),
  target: Id,
  /** Register of a record. */
  register: z.string().nullable(),
  /** Of the file or record; of a finding that of the camera. */
  name: z.string(),
  /** What a finding says. */
  title: Text.nullable(),
  /** It is evidence: the file stands, the record is settled, the finding is fixed. */
  counts: z.boolean(),
  /** Of a finding: it is not fixed, and speaks against "fully met". */
  openFinding: z.boolean(),
  note: z.string(),
  by: z.string(),
  at: z.iso.datetime(),
});
export type PlanLink = z.infer<typeof PlanLink>;

export const PlanItem = z.object({
  id: Id,
  /** The same across levels and editions. */
  key: z.string(),
  /** Row of the annex at this level. */
  requirement: z.string(),
  title: Text,
  summary: Text,
  heading: z.string(),
  /** Clause of TCVN 11930:2017; null where there is none. */
  clause: z.string().nullable(),
  /** Where the annex of the circular has it. */
  row: Text,
  area: z.string(),
  group: z.enum(PLAN_GROUPS),
  cameras: z.enum(['direct', 'indirect', 'none']),
  camerasWhy: Text,
  /** How the meaning was found: `text` was read, the rest is inferred. */
  basis: z.string(),
  answer: z.enum(ITEM_ANSWERS),
  /** Why it is not applicable. */
  reason: z.string(),
  /** How it is, or is to be, met. */
  way: z.string(),
  owner: z.string(),
  dueOn: Day.nullable(),
  overdue: z.boolean(),
  budget: z.object({ id: Id, title: z.string() }).nullable(),
  remark: z.string(),
  change: z.enum(ITEM_CHANGES).nullable(),
  /** What was answered before it was opened anew. */
  answeredBefore: z.enum(ITEM_ANSWERS).nullable(),
  links: z.array(PlanLink),
  version: z.number().int(),
  changedBy: z.string(),
  changedAt: z.iso.datetime(),
});
export type PlanItem = z.infer<typeof PlanItem>;
export const PlanItemFilter = z.object({
  area: z.string().max(60).optional(),
  group: z.enum(PLAN_GROUPS).optional(),
  answer: z.enum(ITEM_ANSWERS).optional(),
  overdue: z.enum(['true']).optional(),
  changed: z.enum(['true']).optional(),
  cameras: z.enum(['direct', 'indirect', 'none']).optional(),
});
export type PlanItemFilter = z.infer<typeof PlanItemFilter>;
/** All requirements that match, in the order of the annex, or those to do first: `sort=next`. A plan has at most a few hundred. */
export const PlanItemsQuery = PlanItemFilter.extend({ sort: z.enum(['annex', 'next']).default('annex') });
export type PlanItemsQuery = z.infer<typeof PlanItemsQuery>;
export const PlanItems = z.object({ items: z.array(PlanItem) });
export type PlanItems = z.infer<typeof PlanItems>;

/** A row of the catalogue that comes, goes or asks for something else. */
const ChangedRow = z.object({ key: z.string(), title: Text });
/** What the statute book or the level of the system now say otherwise than the plan. */
export const PlanDifference = z.object({
  level: z.object({ from: z.number().int(), to: z.number().int() }).nullable(),
  regime: z.object({ from: z.enum(['A', 'B']), to: z.enum(['A', 'B']) }).nullable(),
  catalogue: z.boolean(),
  added: z.array(ChangedRow),
  removed: z.array(ChangedRow),
  changed: z.array(ChangedRow),
  stricter: z.array(ChangedRow),
});
export type PlanDifference = z.infer<typeof PlanDifference>;

export const PlanEvent = z.object({
  id: Id,
  at: z.iso.datetime(),
  by: z.string(),
  event: z.enum(['created', 'step', 'items', 'undo', 'adopted', 'linked', 'unlinked']),
  /** Title of the step. */
  step: Text.nullable(),
  from: Text.nullable(),
  to: Text.nullable(),
  reason: z.string(),
  /** How many requirements it touched. */
  items: z.number().int(),
  undone: z.boolean(),
});
export type PlanEvent = z.infer<typeof PlanEvent>;

/** A step out of the present state. A blocker is said by the statute book, or by a code that the pages translate. */
export const PlanStep = z.object({
  step: z.string(),
  title: Text,
  to: Text,
  /** Goes through the route of decisions. */
  decision: z.boolean(),
  needsReason: z.boolean(),
  blockers: z.array(z.object({ reason: z.string(), text: Text.nullable() })),
});
export type PlanStep = z.infer<typeof PlanStep>;

export const PlanDetail = z.object({
  ...PlanRow.shape,
  /** SHA-256 of the edition of the catalogue. */
  catalogue: z.string(),
  version: z.number().int(),
  areas: z.array(z.object({ id: z.string(), title: Text, counts: PlanCounts })),
  /** By category. */
  groups: z.array(z.object({ id: z.enum(PLAN_GROUPS), counts: PlanCounts })),
  difference: PlanDifference.nullable(),
  /** What to do first. */
  first: z.array(PlanItem),
  events: z.array(PlanEvent),
  steps: z.array(PlanStep),
  /** `edit` the requirements, `adopt` what has changed, and the steps. */
  actions: Actions,
});
export type PlanDetail = z.infer<typeof PlanDetail>;
