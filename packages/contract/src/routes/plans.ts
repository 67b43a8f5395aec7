import { z } from 'zod';
import { Id, Text } from '@ancam/core';
import { route } from '../route.ts';
import { ById, PageQuery } from './common.ts';
import { exportQuery, exportRoute } from './exports.ts';
import { ITEM_ANSWERS, PLAN_LINK_KINDS, PlanDetail, PlanFilter, PlanItem, PlanItems, PlanItemsQuery, PlanList } from './plan-views.ts';

const Day = z.iso.date();
const Line = z.string().trim().max(300);
const Prose = z.string().trim().max(4000);

const PlansQuery = z.object({ ...PageQuery.shape, ...PlanFilter.shape });

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
