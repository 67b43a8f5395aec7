import { z } from 'zod';
import { Id, UNIT_KINDS, UNIT_ROLES } from '@ancam/core';
import { route } from '../route.ts';
import { Actions, ById, Done, PageQuery } from './common.ts';
import { exportQuery, exportRoute } from './exports.ts';
import { FigureSet } from './figures.ts';

export const UnitKind = z.enum(UNIT_KINDS);
export type UnitKind = z.infer<typeof UnitKind>;

/** Kinds that stand at the top of a tree of their own. */
export const TOP_KINDS: readonly UnitKind[] = ['ministry', 'province', 'corporation', 'agency'];

/** The line of superiors that a unit belongs to. */
export const UnitLine = z.enum(['local', 'ministry', 'enterprise', 'other']);
export type UnitLine = z.infer<typeof UnitLine>;

export const UnitRole = z.enum(UNIT_ROLES);
export type UnitRole = z.infer<typeof UnitRole>;

const Name = z.string().trim().min(2).max(200);
const Code = z
  .string()
  .trim()
  .regex(/^[0-9A-Za-z._-]{1,40}$/u);
/** Path of a territory: official codes from the province down, e.g. `/51/21172/`. */
export const PlacePath = z.string().regex(/^\/(?:\d{2,5}\/){1,3}$/u);

/** What a unit is at a time. */
export const UnitFields = z.object({
  name: Name,
  kind: UnitKind,
  /** Official code, or one of one's own; unique among the units that stand. */
  code: Code.nullable().default(null),
  line: UnitLine.default('local'),
  /** Official code of its territory. */
  placeCode: z
    .string()
    .regex(/^\d{2,5}$/u)
    .nullable()
    .default(null),
  /** Path of its territory; found from the code where absent. */
  placePath: PlacePath.nullable().default(null),
  roles: z.array(UnitRole).max(UNIT_ROLES.length).default([]),
});
export type UnitFields = z.infer<typeof UnitFields>;

export const UnitBody = UnitFields.extend({
  /** The superior; null registers a top body. */
  parentId: Id.nullable(),
  /** First day on which it stands; today where absent. */
  openedOn: z.iso.date().optional(),
});
export type UnitBody = z.infer<typeof UnitBody>;

/** Corrects what was written wrongly; what really changed is a reorganisation. */
export const UnitCorrection = z.object({
  name: Name.optional(),
  code: Code.nullable().optional(),
  roles: z.array(UnitRole).optional(),
  /** First day on which it stands. */
  openedOn: z.iso.date().optional(),
  reason: z.string().trim().min(3).max(500),
});
export type UnitCorrection = z.infer<typeof UnitCorrection>;

export const UnitRow = z.object({
  id: Id,
  name: z.string(),
  kind: z.string(),
  code: z.string().nullable(),
  line: z.string(),
  roles: z.array(z.string()),
  placeCode: z.string().nullable(),
  placePath: z.string(),
  parentId: Id.nullable(),
  parentName: z.string().nullable(),
  openedOn: z.iso.date(),
  closedOn: z.iso.date().nullable(),
  /** Units directly below. */
  children: z.number().int(),
  /** Today's figures by who answers today; null outside of what the reader sees. */
  figures: FigureSet.nullable(),
});
export type UnitRow = z.infer<typeof UnitRow>;

export const UnitList = z.object({
  items: z.array(UnitRow),
  next: z.string().nullable(),
  /** The day the list speaks of. */
  on: z.iso.date(),
});
export type UnitList = z.infer<typeof UnitList>;

/** What a unit was from a day on. */
export const UnitVersion = z.object({
  from: z.iso.date(),
  name: z.string(),
  kind: z.string(),
  code: z.string().nullable(),
  line: z.string(),
  parentId: Id.nullable(),
  parentName: z.string().nullable(),
  placeCode: z.string().nullable(),
  placePath: z.string(),
  roles: z.array(z.string()),
  closed: z.boolean(),
  /** The reorganisation that made it so; null for registrations and corrections. */
  event: Id.nullable(),
});
export type UnitVersion = z.infer<typeof UnitVersion>;

/** A unit that this one came from, or that came from it. */
export const UnitRelation = z.object({
  unit: Id,
  name: z.string(),
  kind: z.string(),
  event: Id,
  title: z.string(),
  decree: z.string(),
  on: z.iso.date(),
  rule: z.enum(['all', 'by-place', 'manual']),
  /** Day on which it was undone. */
  until: z.iso.date().nullable(),
});
export type UnitRelation = z.infer<typeof UnitRelation>;

/** Actions: `correct`, `add-below`, `grant`, `reorganise`. */
export const UnitDetail = UnitRow.extend({
  ancestors: z.array(z.object({ id: Id, name: z.string() })),
  versions: z.array(UnitVersion),
  predecessors: z.array(UnitRelation),
  successors: z.array(UnitRelation),
  actions: Actions,
});
export type UnitDetail = z.infer<typeof UnitDetail>;

export const UnitFilter = z.object({
  /** Part of a name or code; accents do not count. */
  q: z.string().trim().max(200).optional(),
  kind: UnitKind.optional(),
  role: UnitRole.optional(),
  /** All units below one, itself too. */
  under: Id.optional(),
  /** Units directly below one; `top`: those without a superior. */
  parent: z.union([Id, z.literal('top')]).optional(),
  /** Units that stand on a day; today where absent. */
  on: z.iso.date().optional(),
});
export type UnitFilter = z.infer<typeof UnitFilter>;

/** A dated right to read outside of one's own place in the tree. */
export const JurisdictionBody = z.object({
  axis: z.enum(['scope', 'place']),
  /** For the axis `scope`: the unit whose part of the tree is opened. */
  over: Id.optional(),
  /** For the axis `place`: the territory that is opened. */
  place: z.union([PlacePath, z.literal('/')]).optional(),
  legalBasis: z.string().trim().min(4).max(500),
  documentDate: z.iso.date(),
  validFrom: z.iso.date(),
  validUntil: z.iso.date().nullable().default(null),
});
export type JurisdictionBody = z.infer<typeof JurisdictionBody>;

/** Actions: `revoke`. */
export const Jurisdiction = z.object({
  id: Id,
  unit: Id,
  axis: z.enum(['scope', 'place']),
  path: z.string(),
  /** The unit at the path, where the reader sees it. */
  overName: z.string().nullable(),
  legalBasis: z.string(),
  documentDate: z.iso.date(),
  validFrom: z.iso.date(),
  validUntil: z.iso.date().nullable(),
  grantedBy: z.string(),
  revokedAt: z.iso.datetime().nullable(),
  actions: Actions,
});
export type Jurisdiction = z.infer<typeof Jurisdiction>;

export const JurisdictionList = z.object({ items: z.array(Jurisdiction) });
export type JurisdictionList = z.infer<typeof JurisdictionList>;

export const unitRoutes = {
  listUnits: route({
    id: 'listUnits',
    method: 'GET',
    path: '/api/units',
    permission: 'unit.read',
    summary: 'Units of a day by name, with the figures of what one sees',
    query: UnitFilter.extend(PageQuery.shape),
    output: UnitList,
  }),
  exportUnits: exportRoute({
    id: 'exportUnits',
    exports: 'listUnits',
    path: '/api/units/export',
    permission: 'unit.read',
    summary: 'The units of a day exactly as filtered',
    query: exportQuery(UnitFilter),
  }),
  createUnit: route({
    id: 'createUnit',
    method: 'POST',
    path: '/api/units',
    permission: 'unit.write',
    summary: 'Register a unit below one that one administers; top bodies by administrators of the installation',
    body: UnitBody,
    output: UnitDetail,
  }),
  getUnit: route({
    id: 'getUnit',
    method: 'GET',
    path: '/api/units/:id',
    permission: 'unit.read',
    summary: 'One unit with its history, lineage and figures',
    params: ById,
    output: UnitDetail,
  }),
  correctUnit: route({
    id: 'correctUnit',
    method: 'PATCH',
    path: '/api/units/:id',
    permission: 'unit.write',
    summary: 'Correct what was written wrongly',
    params: ById,
    body: UnitCorrection,
    output: UnitDetail,
  }),
  listJurisdictions: route({
    id: 'listJurisdictions',
    method: 'GET',
    path: '/api/units/:id/jurisdictions',
    permission: 'unit.read',
    summary: 'Rights of a unit to read outside of its own place in the tree',
    params: ById,
    output: JurisdictionList,
  }),
  grantJurisdiction: route({
    id: 'grantJurisdiction',
    method: 'POST',
    path: '/api/units/:id/jurisdictions',
    permission: 'unit.write',
    summary: 'Give a unit a dated right to read, with its legal basis',
    params: ById,
    body: JurisdictionBody,
    output: JurisdictionList,
  }),
  revokeJurisdiction: route({
    id: 'revokeJurisdiction',
    method: 'POST',
    path: '/api/jurisdictions/:id/revoke',
    permission: 'unit.write',
    summary: 'End a right now',
    params: ById,
    output: Done,
  }),
} as const;
