import { z } from 'zod';
import { Id } from '@ancam/core';
import { route } from '../route.ts';
import { Actions, ById, PageQuery } from './common.ts';
import { exportQuery, exportRoute } from './exports.ts';
import { PlacePath, UnitFields } from './units.ts';

export const REORGANISATION_KINDS = ['create', 'rename', 'move', 'merge', 'split', 'abolish'] as const;
export const ReorganisationKind = z.enum(REORGANISATION_KINDS);
export type ReorganisationKind = z.infer<typeof ReorganisationKind>;

export const REORGANISATION_STATES = ['draft', 'approved', 'applying', 'applied', 'reversing', 'reversed', 'withdrawn'] as const;
export const ReorganisationState = z.enum(REORGANISATION_STATES);
export type ReorganisationState = z.infer<typeof ReorganisationState>;

/** Name of a successor within the plan. */
const Key = z.string().regex(/^[a-z0-9-]{1,20}$/u);

/** A unit that takes over: one that stands, or a new one. */
export const Successor = z.object({
  key: Key,
  /** A unit that stands. */
  unit: Id.optional(),
  /** A unit to be registered, below `parentId` or as a top body. */
  fresh: UnitFields.extend({ parentId: Id.nullable() }).optional(),
});
export type Successor = z.infer<typeof Successor>;

/** Where what a predecessor answers for goes. Looked at in this order; what fits nothing stays with the unit above, unresolved. */
export const Target = z.object({
  predecessor: Id,
  /** Single objects. */
  objects: z
    .array(z.object({ id: Id, to: Key }))
    .max(20_000)
    .default([]),
  /** Objects recorded by a unit: how a merger is taken apart again. */
  recorders: z
    .array(z.object({ unit: Id, to: Key }))
    .max(500)
    .default([]),
  /** Objects that lie in a territory; the longest path decides. */
  places: z
    .array(z.object({ path: PlacePath, to: Key }))
    .max(2000)
    .default([]),
  /** The rest; null: unresolved. */
  rest: Key.nullable().default(null),
  /** Units directly below, one by one. */
  children: z
    .array(z.object({ unit: Id, to: Key }))
    .max(2000)
    .default([]),
  /** The other units directly below; null: they come to stand below the superior. */
  childrenRest: Key.nullable().default(null),
});
export type Target = z.infer<typeof Target>;

/** A draft of a reorganisation. */
export const ReorganisationBody = z.object({
  kind: ReorganisationKind,
  title: z.string().trim().min(4).max(300),
  decree: z.string().trim().min(2).max(200),
  decreeDate: z.iso.date(),
  effectiveOn: z.iso.date(),
  note: z.string().trim().max(2000).default(''),
  /** Units that end (merge, split, abolish) or change (rename, move); none for create. */
  units: z.array(Id).max(500).default([]),
  successors: z.array(Successor).max(200).default([]),
  /** What a rename or move changes. */
  changes: z
    .object({
      name: UnitFields.shape.name.optional(),
      code: UnitFields.shape.code.unwrap().optional(),
      kind: UnitFields.shape.kind.optional(),
      line: z.enum(['local', 'ministry', 'enterprise', 'other']).optional(),
      roles: z.array(z.string()).optional(),
      parentId: Id.nullable().optional(),
    })
    .default({}),
  targets: z.array(Target).max(500).default([]),
  /** Territories that get another path, for the units and objects that the event moves. */
  places: z
    .array(z.object({ from: PlacePath, to: PlacePath }))
    .max(2000)
    .default([]),
  /** The event that this one undoes. */
  compensates: Id.optional(),
});
export type ReorganisationBody = z.infer<typeof ReorganisationBody>;

/** Why a plan cannot be carried out: a code in kebab-case and the unit it is about. */
export const Conflict = z.object({ code: z.string(), unit: Id.nullable(), name: z.string() });
export type Conflict = z.infer<typeof Conflict>;

/** What an event does to a unit. */
export const UNIT_PARTS = ['created', 'changed', 'moved', 'closed', 'divided', 'joined'] as const;
export type UnitPart = (typeof UNIT_PARTS)[number];

export const TouchedUnit = z.object({
  unit: Id,
  name: z.string(),
  kind: z.string(),
  /** `created`, `changed`, `moved`, `closed`, `divided`: it goes on and gives something away, or `joined`: it goes on and takes something over. */
  part: z.enum(UNIT_PARTS),
  pathFrom: z.string().nullable(),
  pathTo: z.string().nullable(),
  parentName: z.string().nullable(),
});
export type TouchedUnit = z.infer<typeof TouchedUnit>;

/** What an event touches. `counts` by object table, e.g. `camera`. */
export const ReorganisationPreview = z.object({
  units: z.array(TouchedUnit),
  unitCount: z.number().int(),
  counts: z.record(z.string(), z.number().int()),
  perUnit: z.array(z.object({ unit: Id, name: z.string(), counts: z.record(z.string(), z.number().int()) })),
  /** Objects without a target, by table. */
  unresolved: z.record(z.string(), z.number().int()),
  accounts: z.object({ moved: z.number().int(), left: z.number().int() }),
  before: z.array(z.object({ unit: Id, name: z.string(), parent: z.string().nullable() })),
  after: z.array(z.object({ unit: Id, name: z.string(), parent: z.string().nullable() })),
  links: z.array(z.object({ from: Id, to: Id, rule: z.enum(['all', 'by-place', 'manual']) })),
  conflicts: z.array(Conflict),
});
export type ReorganisationPreview = z.infer<typeof ReorganisationPreview>;

/** Actions: `approve`, `withdraw`, `apply`, `reverse`, `compensate`, `assign`. */
export const Reorganisation = z.object({
  id: Id,
  kind: ReorganisationKind,
  title: z.string(),
  decree: z.string(),
  decreeDate: z.iso.date(),
  effectiveOn: z.iso.date(),
  note: z.string(),
  proposedBy: z.string(),
  proposedAt: z.iso.datetime(),
  approvedBy: z.string().nullable(),
  approvedAt: z.iso.datetime().nullable(),
  appliedAt: z.iso.datetime().nullable(),
  reversedAt: z.iso.datetime().nullable(),
  compensates: Id.nullable(),
  progress: z.object({ phase: z.string().nullable(), done: z.number().int(), total: z.number().int() }),
  unresolved: z.number().int(),
  actions: Actions,
});
export type Reorganisation = z.infer<typeof Reorganisation>;

export const ReorganisationDetail = Reorganisation.extend({ preview: ReorganisationPreview });
export type ReorganisationDetail = z.infer<typeof ReorganisationDetail>;

export const ReorganisationList = z.object({ items: z.array(Reorganisation), next: z.string().nullable() });
export type ReorganisationList = z.infer<typeof ReorganisationList>;

export const ReorganisationFilter = z.object({ state: ReorganisationState.optional() });

/** An object that a split gave no target. */
export const UnresolvedObject = z.object({
  id: Id,
  table: z.string(),
  label: z.string(),
  placePath: z.string(),
  unitFrom: z.string(),
  parent: z.string(),
});
export type UnresolvedObject = z.infer<typeof UnresolvedObject>;

export const UnresolvedList = z.object({ items: z.array(UnresolvedObject), next: z.string().nullable() });
export type UnresolvedList = z.infer<typeof UnresolvedList>;

export const AssignBody = z.object({ objects: z.array(Id).min(1).max(500), to: Id });
export type AssignBody = z.infer<typeof AssignBody>;

const Step = {
  method: 'POST',
  params: ById,
  output: ReorganisationDetail,
} as const;

export const reorganisationRoutes = {
  listReorganisations: route({
    id: 'listReorganisations',
    method: 'GET',
    path: '/api/reorganisations',
    permission: 'unit.read',
    summary: 'Reorganisations, latest first',
    query: PageQuery.extend(ReorganisationFilter.shape),
    output: ReorganisationList,
  }),
  exportReorganisations: exportRoute({
    id: 'exportReorganisations',
    exports: 'listReorganisations',
    path: '/api/reorganisations/export',
    permission: 'unit.read',
    summary: 'The reorganisations exactly as filtered',
    query: exportQuery(ReorganisationFilter),
  }),
  previewReorganisation: route({
    id: 'previewReorganisation',
    method: 'POST',
    path: '/api/reorganisations/preview',
    permission: 'reorganisation.propose',
    summary: 'What a reorganisation would touch; nothing is kept',
    body: ReorganisationBody,
    output: ReorganisationPreview,
  }),
  draftReorganisation: route({
    id: 'draftReorganisation',
    method: 'POST',
    path: '/api/reorganisations',
    permission: 'reorganisation.propose',
    summary: 'Draft a reorganisation',
    body: ReorganisationBody,
    output: ReorganisationDetail,
  }),
  getReorganisation: route({
    id: 'getReorganisation',
    method: 'GET',
    path: '/api/reorganisations/:id',
    permission: 'unit.read',
    summary: 'One reorganisation with what it touches and how far it has come',
    params: ById,
    output: ReorganisationDetail,
  }),
  withdrawReorganisation: route({
    ...Step,
    id: 'withdrawReorganisation',
    path: '/api/reorganisations/:id/withdraw',
    permission: 'reorganisation.propose',
    summary: 'Take back a reorganisation that has not been applied',
  }),
  approveReorganisation: route({
    ...Step,
    id: 'approveReorganisation',
    path: '/api/reorganisations/:id/approve',
    permission: 'reorganisation.approve',
    summary: 'Approve what somebody else has drafted; it is applied on its day',
  }),
  applyReorganisation: route({
    ...Step,
    id: 'applyReorganisation',
    path: '/api/reorganisations/:id/apply',
    permission: 'reorganisation.propose',
    summary: 'Begin to apply an approved reorganisation on or after its day',
  }),
  reverseReorganisation: route({
    ...Step,
    id: 'reverseReorganisation',
    path: '/api/reorganisations/:id/reverse',
    permission: 'reorganisation.approve',
    summary: 'Undo a reorganisation, while its successors have recorded nothing',
  }),
  listUnresolved: route({
    id: 'listUnresolved',
    method: 'GET',
    path: '/api/reorganisations/:id/unresolved',
    permission: 'unit.read',
    summary: 'Objects that no rule has placed; they stand with the unit above',
    params: ById,
    query: PageQuery,
    output: UnresolvedList,
  }),
  exportUnresolved: exportRoute({
    id: 'exportUnresolved',
    exports: 'listUnresolved',
    path: '/api/reorganisations/:id/unresolved/export',
    permission: 'unit.read',
    summary: 'What a reorganisation left unresolved',
    params: ById,
    query: exportQuery(z.object({})),
  }),
  assignUnresolved: route({
    ...Step,
    id: 'assignUnresolved',
    path: '/api/reorganisations/:id/assign',
    permission: 'reorganisation.propose',
    summary: 'Say to which unit unplaced objects belong',
    body: AssignBody,
  }),
} as const;
