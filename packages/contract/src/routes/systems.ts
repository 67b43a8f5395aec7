import { z } from 'zod';
import { Id } from '@ancam/core';
import { route } from '../route.ts';
import { StorageLocation } from './camera-views.ts';
import { Actions, ById, Language, PageQuery } from './common.ts';
import { exportQuery, exportRoute } from './exports.ts';

const Name = z.string().trim().min(1).max(300);
const Line = z.string().trim().max(300);
const Prose = z.string().trim().max(4000);
const Day = z.iso.date();

export const SYSTEM_STATES = ['planned', 'evaluated', 'operating', 'retired'] as const;
export type SystemState = (typeof SYSTEM_STATES)[number];
/** The life of a system: which action leads from where to where, and whether it rests on a document. The database holds the same table. */
export const SYSTEM_TRANSITIONS = [
  { action: 'evaluate', from: 'planned', to: 'evaluated', needsDocument: true },
  { action: 'operate', from: 'evaluated', to: 'operating', needsDocument: true },
  { action: 'withdraw', from: 'evaluated', to: 'planned', needsDocument: false },
  { action: 'reassess', from: 'operating', to: 'evaluated', needsDocument: false },
  { action: 'retire', from: 'planned', to: 'retired', needsDocument: false },
  { action: 'retire', from: 'evaluated', to: 'retired', needsDocument: false },
  { action: 'retire', from: 'operating', to: 'retired', needsDocument: true },
  { action: 'reopen', from: 'retired', to: 'planned', needsDocument: false },
] as const satisfies readonly { action: string; from: SystemState; to: SystemState; needsDocument: boolean }[];
export const SYSTEM_ACTIONS = ['evaluate', 'operate', 'withdraw', 'reassess', 'retire', 'reopen'] as const;

export const REACHES = ['agency', 'province', 'nation'] as const;
/** Kinds of systems by what they serve, as the decrees on levels tell them apart. */
export const SERVICE_TYPES = ['internal', 'public-service', 'infrastructure', 'control', 'other'] as const;
export const INFORMATION_KINDS = ['public', 'private', 'personal', 'state-secret'] as const;
export const ZONE_KINDS = ['camera', 'server', 'management', 'user', 'perimeter', 'other'] as const;
export const OPERATOR_KINDS = ['owner', 'unit', 'contractor'] as const;

export const Zone = z.object({
  name: Name,
  kind: z.enum(ZONE_KINDS),
  /** Address ranges as an operator writes them: CIDR, from-to, or one address. */
  ranges: z.array(z.string().trim().min(1).max(100)).max(200),
  note: Line.default(''),
});

/** What the explanation of a system's level asks for: who owns and runs it, for what, with which information. */
export const SystemBody = z.object({
  name: Name,
  code: z.string().trim().max(100).default(''),
  operatorKind: z.enum(OPERATOR_KINDS).default('owner'),
  operatorUnitId: Id.nullable().default(null),
  /** Name of a contractor. */
  operatorName: Line.default(''),
  operatorContract: Line.default(''),
  /** The document that gives the owner its task. */
  mandate: Line.default(''),
  purpose: Prose,
  scope: Prose,
  reach: z.enum(REACHES),
  /** Cameras are its main part and it is set up for surveillance; else they are terminals of the host system. */
  dedicated: z.boolean(),
  hostSystemId: Id.nullable().default(null),
  serviceType: z.enum(SERVICE_TYPES),
  informationKinds: z.array(z.enum(INFORMATION_KINDS)).min(1).max(4),
  /** Number of the paper that a state secret is handled by. Never what it says. */
  secretPaper: z.string().trim().max(100).default(''),
  usersEstimate: z.number().int().min(0).max(100_000_000).nullable().default(null),
  storage: StorageLocation.default('unknown'),
  storageHolder: Line.default(''),
  storageDays: z.number().int().min(0).max(36_500).nullable().default(null),
  note: z.string().trim().max(2000).default(''),
  zones: z.array(Zone).max(100).default([]),
});
export type SystemBody = z.infer<typeof SystemBody>;

export const SystemRow = z.object({
  id: Id,
  name: z.string(),
  code: z.string(),
  /** The unit that answers for it; null where the reader may not see that unit. */
  owner: z.string().nullable(),
  /** Entered by a superior for a silent unit. */
  onBehalf: z.boolean(),
  operator: z.string(),
  reach: z.enum(REACHES),
  dedicated: z.boolean(),
  serviceType: z.enum(SERVICE_TYPES),
  storage: StorageLocation,
  stateSecret: z.boolean(),
  state: z.enum(SYSTEM_STATES),
  stateSince: Day,
});
export type SystemRow = z.infer<typeof SystemRow>;
export const SystemFilter = z.object({
  q: z.string().trim().max(200).optional(),
  state: z.enum(SYSTEM_STATES).optional(),
  reach: z.enum(REACHES).optional(),
});
export type SystemFilter = z.infer<typeof SystemFilter>;
const SystemsQuery = z.object({ ...PageQuery.shape, ...SystemFilter.shape });
export const SystemList = z.object({ items: z.array(SystemRow), next: z.string().nullable(), actions: Actions });
export type SystemList = z.infer<typeof SystemList>;

export const SystemEvent = z.object({
  action: z.string(),
  from: z.enum(SYSTEM_STATES),
  to: z.enum(SYSTEM_STATES),
  on: Day,
  document: z.string(),
  reason: z.string(),
  by: z.string(),
  at: z.iso.datetime(),
});
export const SystemDetail = z.object({
  ...SystemBody.shape,
  ...SystemRow.shape,
  host: z.object({ id: Id, name: z.string() }).nullable(),
  events: z.array(SystemEvent),
  groups: z.array(z.object({ id: Id, name: z.string() })),
  /** As the determination in force says; null where there is none. */
  determined: z
    .object({
      /** Null for terminals, which take the level of their host. */
      level: z.int().min(1).max(5).nullable(),
      treatment: z.enum(['system', 'terminals']),
      regime: z.enum(['A', 'B']),
      confirmedOn: Day,
    })
    .nullable(),
  /** Cameras of it in use that the reader may see. */
  cameras: z.number().int(),
  /** `edit`, the steps of its life, and `protect`: begin its plan, plan its checks and take results of one over. */
  actions: Actions,
});
export type SystemDetail = z.infer<typeof SystemDetail>;
export const SystemMoveBody = z.object({ action: z.enum(SYSTEM_ACTIONS), on: Day, document: Line.default(''), reason: Prose.default('') });
export type SystemMoveBody = z.infer<typeof SystemMoveBody>;

export const SiteBody = z.object({
  name: Name,
  address: Line.default(''),
  note: z.string().trim().max(2000).default(''),
  closed: z.boolean().default(false),
});
export type SiteBody = z.infer<typeof SiteBody>;
export const Site = z.object({ ...SiteBody.shape, id: Id, owner: z.string().nullable(), cameras: z.number().int(), actions: Actions });
export type Site = z.infer<typeof Site>;
export const SiteList = z.object({ items: z.array(Site), next: z.string().nullable(), actions: Actions });
export type SiteList = z.infer<typeof SiteList>;
const SiteFilter = z.object({ q: z.string().trim().max(200).optional() });
const SitesQuery = z.object({ ...PageQuery.shape, ...SiteFilter.shape });

export const GroupBody = z.object({
  name: Name,
  systemId: Id.nullable().default(null),
  siteId: Id.nullable().default(null),
  note: z.string().trim().max(2000).default(''),
});
export type GroupBody = z.infer<typeof GroupBody>;
export const CameraGroup = z.object({
  ...GroupBody.shape,
  id: Id,
  system: z.string().nullable(),
  site: z.string().nullable(),
  cameras: z.number().int(),
  actions: Actions,
});
export type CameraGroup = z.infer<typeof CameraGroup>;
export const GroupList = z.object({ items: z.array(CameraGroup), next: z.string().nullable(), actions: Actions });
export type GroupList = z.infer<typeof GroupList>;

export const systemRoutes = {
  listSystems: route({
    id: 'listSystems',
    method: 'GET',
    path: '/api/systems',
    permission: 'system.read',
    summary: 'Information systems that use cameras, by name',
    query: SystemsQuery,
    output: SystemList,
  }),
  exportSystems: route({
    id: 'exportSystems',
    exports: 'listSystems',
    method: 'GET',
    path: '/api/systems/export',
    permission: 'assessment.export',
    summary: 'The systems exactly as filtered',
    query: z.object({ ...SystemFilter.shape, format: z.enum(['csv', 'xlsx', 'json']), language: Language }),
    produces: ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'application/json'],
  }),
  addSystem: route({
    id: 'addSystem',
    method: 'POST',
    path: '/api/systems',
    permission: 'system.write',
    summary: 'Register a system; it begins as planned',
    body: SystemBody,
    output: SystemDetail,
  }),
  getSystem: route({
    id: 'getSystem',
    method: 'GET',
    path: '/api/systems/:id',
    permission: 'system.read',
    summary: 'A system with zones, groups and history',
    params: ById,
    output: SystemDetail,
  }),
  updateSystem: route({
    id: 'updateSystem',
    method: 'POST',
    path: '/api/systems/:id',
    permission: 'system.write',
    summary: 'Write the record of a system anew',
    params: ById,
    body: SystemBody,
    output: SystemDetail,
  }),
  moveSystem: route({
    id: 'moveSystem',
    method: 'POST',
    path: '/api/systems/:id/move',
    permission: 'system.write',
    summary: 'A step in the life of a system',
    params: ById,
    body: SystemMoveBody,
    output: SystemDetail,
  }),
  listSites: route({
    id: 'listSites',
    method: 'GET',
    path: '/api/sites',
    permission: 'system.read',
    summary: 'Sites by name; an address tells a device only within one unit and site',
    query: SitesQuery,
    output: SiteList,
  }),
  exportSites: exportRoute({
    id: 'exportSites',
    exports: 'listSites',
    path: '/api/sites/export',
    permission: 'system.read',
    summary: 'The sites exactly as filtered',
    query: exportQuery(SiteFilter),
  }),
  addSite: route({
    id: 'addSite',
    method: 'POST',
    path: '/api/sites',
    permission: 'system.write',
    summary: 'Register a site',
    body: SiteBody,
    output: Site,
  }),
  updateSite: route({
    id: 'updateSite',
    method: 'POST',
    path: '/api/sites/:id',
    permission: 'system.write',
    summary: 'Write a site anew',
    params: ById,
    body: SiteBody,
    output: Site,
  }),
  listGroups: route({
    id: 'listGroups',
    method: 'GET',
    path: '/api/camera-groups',
    permission: 'system.read',
    summary: 'Groups of cameras by name',
    query: SitesQuery,
    output: GroupList,
  }),
  exportGroups: exportRoute({
    id: 'exportGroups',
    exports: 'listGroups',
    path: '/api/camera-groups/export',
    permission: 'system.read',
    summary: 'The camera groups exactly as filtered',
    query: exportQuery(SiteFilter),
  }),
  addGroup: route({
    id: 'addGroup',
    method: 'POST',
    path: '/api/camera-groups',
    permission: 'system.write',
    summary: 'Register a group of cameras',
    body: GroupBody,
    output: CameraGroup,
  }),
  updateGroup: route({
    id: 'updateGroup',
    method: 'POST',
    path: '/api/camera-groups/:id',
    permission: 'system.write',
    summary: 'Write a group anew',
    params: ById,
    body: GroupBody,
    output: CameraGroup,
  }),
} as const;
