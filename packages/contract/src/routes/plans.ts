import { z } from 'zod';
import { Id, Text } from '@ancam/core';
import { route } from '../route.ts';
import { Actions, ById, PageQuery } from './common.ts';
import { exportQuery, exportRoute } from './exports.ts';

const Day = z.iso.date();
const Line = z.string().trim().max(300);
const Prose = z.string().trim().max(4000);

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
const PlanFilter = z.object({
  q: z.string().trim().max(200).optional(),
  state: z.enum(PLAN_STATES).optional(),
  level: z.coerce.number().int().min(1).max(5).optional(),
  /** Only those with something past its day. */
  overdue: z.enum(['true']).optional(),
  system: Id.optional(),
});
export type PlanFilter = z.infer<typeof PlanFilter>;
const PlansQuery = z.object({ ...PageQuery.shape, ...PlanFilter.shape });
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
  row: z.string(),
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

/** What is set of one or many requirements; what is absent stays. */
export const PlanItemSet = z.object({
  answer: z.enum(ITEM_ANSWERS).optional(),
  reason: Prose.optional(),
  way: Prose.optional(),
  owner: Line.optional(),
  dueOn: Day.nullable().optional(),
  budget: Id.nullable().optional(),
  remark: Prose.optional(),
});
export type PlanItemSet = z.infer<typeof PlanItemSet>;
export const PlanItemsBody = z.object({ ids: z.array(Id).min(1).max(300), set: PlanItemSet });
export type PlanItemsBody = z.infer<typeof PlanItemsBody>;
/** `change` is what `undo` takes back: all of it, but for requirements that were changed since. */
export const PlanItemsDone = z.object({ change: Id.nullable(), changed: z.number().int(), left: z.number().int() });
export type PlanItemsDone = z.infer<typeof PlanItemsDone>;
export const PlanMove = z.object({ version: z.number().int(), step: z.string().max(40), reason: z.string().trim().max(2000).default('') });
export type PlanMove = z.infer<typeof PlanMove>;
export const PlanAdopt = z.object({ version: z.number().int(), reason: z.string().trim().max(2000).default('') });
export const PlanLinkBody = z.object({ kind: z.enum(PLAN_LINK_KINDS), target: Id, note: Line.default('') });
export type PlanLinkBody = z.infer<typeof PlanLinkBody>;

/** A finding of a camera of the system, with the requirements that it is linked to or that the statute book maps it to. */
export const PlanFinding = z.object({
  id: Id,
  camera: z.object({ id: Id, name: z.string() }),
  check: z.string(),
  title: Text,
  severity: z.string(),
  status: z.enum(['open', 'accepted', 'fixed']),
  /** Requirements of the plan, by id of the item. */
  linked: z.array(Id),
  suggested: z.array(Id),
});
export type PlanFinding = z.infer<typeof PlanFinding>;
export const PlanFindings = z.object({ items: z.array(PlanFinding), more: z.boolean() });
export type PlanFindings = z.infer<typeof PlanFindings>;

/** Security plan, findings, or what is still to be done, in OSCAL 1.2 JSON. */
export const OSCAL_MODELS = ['ssp', 'assessment-results', 'poam'] as const;
export type OscalModel = (typeof OSCAL_MODELS)[number];

/** Fields of a requirement that a document of OSCAL can tell. */
export const OSCAL_FIELDS = ['answer', 'reason', 'way', 'owner', 'dueOn'] as const;
/** What taking a document over would change. What it leaves empty stays as it is. */
export const OscalPreview = z.object({
  model: z.enum(['ssp', 'poam']),
  /** Title and version that the document gives itself. */
  title: z.string(),
  documentVersion: z.string(),
  /** Name of the system that the document is about, where that is not the system of the plan. */
  otherSystem: z.string().nullable(),
  /** Of the plan: to be sent back when it is taken over. */
  version: z.number().int(),
  items: z.array(
    z.object({
      id: Id,
      requirement: z.string(),
      title: Text,
      /** Where in the document it stands. */
      place: z.string(),
      changes: z.array(z.object({ field: z.enum(OSCAL_FIELDS), before: z.string(), after: z.string() })),
    }),
  ),
  /** Entries that the plan has no requirement for; they change nothing. */
  unknown: z.array(z.object({ place: z.string(), requirement: z.string() })),
  /** Entries that say what the plan says already. */
  same: z.number().int(),
});
export type OscalPreview = z.infer<typeof OscalPreview>;

export const planRoutes = {
  listPlans: route({
    id: 'listPlans',
    method: 'GET',
    path: '/api/plans',
    permission: 'system.read',
    summary: 'Security plans of systems, by name of the system',
    query: PlansQuery,
    output: PlanList,
  }),
  exportPlans: exportRoute({
    id: 'exportPlans',
    exports: 'listPlans',
    path: '/api/plans/export',
    permission: 'system.read',
    summary: 'The plans exactly as filtered',
    query: exportQuery(PlanFilter),
  }),
  addPlan: route({
    id: 'addPlan',
    method: 'POST',
    path: '/api/systems/:id/plans',
    permission: 'system.write',
    summary: 'Begin the plan of a system whose level is confirmed, with the requirements of that level',
    params: ById,
    output: PlanDetail,
  }),
  getPlan: route({
    id: 'getPlan',
    method: 'GET',
    path: '/api/plans/:id',
    permission: 'system.read',
    summary: 'A plan with its progress, what has changed in law or level, what to do first, its steps and history',
    params: ById,
    output: PlanDetail,
  }),
  listPlanItems: route({
    id: 'listPlanItems',
    method: 'GET',
    path: '/api/plans/:id/items',
    permission: 'system.read',
    summary: 'The requirements of a plan with answers, roadmap and evidence',
    params: ById,
    query: PlanItemsQuery,
    output: PlanItems,
  }),
  exportPlanItems: exportRoute({
    id: 'exportPlanItems',
    exports: 'listPlanItems',
    path: '/api/plans/:id/items/export',
    permission: 'system.read',
    summary: 'The requirements of a plan exactly as filtered',
    params: ById,
    query: exportQuery(PlanItemsQuery),
  }),
  setPlanItems: route({
    id: 'setPlanItems',
    method: 'POST',
    path: '/api/plans/:id/items',
    permission: 'system.write',
    summary: 'Set answer, way, owner, day, budget or remark of one or many requirements',
    params: ById,
    body: PlanItemsBody,
    output: PlanItemsDone,
  }),
  undoPlanItems: route({
    id: 'undoPlanItems',
    method: 'POST',
    path: '/api/plans/:id/undo',
    permission: 'system.write',
    summary: 'Take a change of requirements back, except where they were changed since',
    params: ById,
    body: z.object({ change: Id }),
    output: PlanItemsDone,
  }),
  movePlan: route({
    id: 'movePlan',
    method: 'POST',
    path: '/api/plans/:id/steps',
    permission: 'system.write',
    summary: 'A step of a plan that those who run the system take',
    params: ById,
    body: PlanMove,
    output: PlanDetail,
  }),
  decidePlan: route({
    id: 'decidePlan',
    method: 'POST',
    path: '/api/plans/:id/decisions',
    permission: 'record.approve',
    summary: 'A step of a plan that those who decide take; whoever proposed or reported it is refused',
    params: ById,
    body: PlanMove,
    output: PlanDetail,
  }),
  adoptCatalogue: route({
    id: 'adoptCatalogue',
    method: 'POST',
    path: '/api/plans/:id/adopt',
    permission: 'system.write',
    summary: 'Bring a plan up to the level and catalogue in force; only what changed is opened anew',
    params: ById,
    body: PlanAdopt,
    output: PlanDetail,
  }),
  planOscal: route({
    id: 'planOscal',
    method: 'GET',
    path: '/api/plans/:id/oscal',
    permission: 'system.read',
    summary: 'The plan, the findings beside it, or what is still to be done, as OSCAL 1.2 JSON',
    params: ById,
    query: z.object({ model: z.enum(OSCAL_MODELS) }),
    produces: ['application/json'],
  }),
  previewOscal: route({
    id: 'previewOscal',
    method: 'POST',
    path: '/api/plans/:id/oscal/preview',
    permission: 'system.write',
    summary: 'What a security plan or roadmap in OSCAL JSON would change in a plan, the document as the body; changes nothing',
    params: ById,
    streamedBody: true,
    output: OscalPreview,
  }),
  importOscal: route({
    id: 'importOscal',
    method: 'POST',
    path: '/api/plans/:id/oscal',
    permission: 'system.write',
    summary: 'Take over what a document in OSCAL JSON says of the requirements, all of it or nothing; can be taken back as one change',
    params: ById,
    query: z.object({ version: z.coerce.number().int() }),
    streamedBody: true,
    output: PlanItemsDone,
  }),
  listPlanFindings: route({
    id: 'listPlanFindings',
    method: 'GET',
    path: '/api/plans/:id/findings',
    permission: 'system.read',
    summary: 'Findings of the cameras of the system, open ones first, with the requirements that they touch',
    params: ById,
    output: PlanFindings,
  }),
  linkPlanItem: route({
    id: 'linkPlanItem',
    method: 'POST',
    path: '/api/plan-items/:id/links',
    permission: 'system.write',
    summary: 'Link a file, a record or a finding to a requirement',
    params: ById,
    body: PlanLinkBody,
    output: PlanItem,
  }),
  unlinkPlanItem: route({
    id: 'unlinkPlanItem',
    method: 'POST',
    path: '/api/plan-items/:id/unlink',
    permission: 'system.write',
    summary: 'Take a link off a requirement; the history keeps it',
    params: ById,
    body: z.object({ link: Id }),
    output: PlanItem,
  }),
} as const;
