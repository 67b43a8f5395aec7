import { z } from 'zod';
import { Id } from '@ancam/core';
import { REGISTERS } from '../registers/all.ts';
import { route } from '../route.ts';
import { Actions, Language, PageQuery } from './common.ts';

const RegisterId = z.enum(REGISTERS.map(({ id }) => id));
const Value = z.union([z.string(), z.number(), z.boolean()]);
const Data = z.record(z.string(), Value);

/** A record as others name it. */
export const RecordLink = z.object({
  id: Id,
  register: z.string(),
  number: z.string(),
  title: z.string(),
  state: z.string(),
  secret: z.boolean(),
});
export type RecordLink = z.infer<typeof RecordLink>;

/** A record in a list. `data` holds the values by field; fields that the reader may not see are left out and named in `hidden`. */
export const RecordRow = z.object({
  ...RecordLink.shape,
  data: Data,
  hidden: z.array(z.string()),
  restricted: z.boolean(),
  unit: z.object({ id: Id, name: z.string() }),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  /** Entered by a superior for a silent unit. */
  onBehalf: z.boolean(),
  changedAt: z.iso.datetime(),
  changedBy: z.string(),
  version: z.number().int(),
});
export type RecordRow = z.infer<typeof RecordRow>;

export const RecordEvent = z.object({
  id: Id,
  at: z.iso.datetime(),
  by: z.string(),
  event: z.enum(['created', 'changed', 'moved']),
  transition: z.string().nullable(),
  fromState: z.string().nullable(),
  toState: z.string(),
  reason: z.string().nullable(),
  /** Values of the changed fields; null where there was none. */
  before: z.record(z.string(), Value.nullable()),
  after: z.record(z.string(), Value.nullable()),
});
export type RecordEvent = z.infer<typeof RecordEvent>;

/** One record with all that hangs on it. Actions are `edit` and the ids of transitions. */
export const RecordDetail = z.object({
  ...RecordRow.shape,
  /** Records and units that its fields name, as far as the reader sees them. */
  links: z.array(z.object({ field: z.string(), record: RecordLink })),
  units: z.array(z.object({ field: z.string(), id: Id, name: z.string() })),
  /** Records that name this one. */
  usedBy: z.array(z.object({ field: z.string(), record: RecordLink })),
  /** In a tree, the chain above it, the root first. */
  ancestors: z.array(RecordLink),
  history: z.array(RecordEvent),
  actions: Actions,
});
export type RecordDetail = z.infer<typeof RecordDetail>;

export const RecordList = z.object({
  items: z.array(RecordRow),
  next: z.string().nullable(),
  /** Records that match, counted up to `COUNTED`; more than that is told as one more. */
  total: z.number().int(),
});
export type RecordList = z.infer<typeof RecordList>;
/** A list counts its matches up to so many. */
export const COUNTED = 10_000;

export const RegisterIndex = z.object({
  registers: z.array(
    z.object({
      id: z.string(),
      /** Records by state, as far as the reader sees them. */
      counts: z.record(z.string(), z.number().int()),
      /** `create`; `restrict` where a record may be marked as restricted or a state secret. */
      may: z.array(z.string()),
    }),
  ),
});
export type RegisterIndex = z.infer<typeof RegisterIndex>;

const Given = z.record(z.string().max(60), z.union([z.string().max(20_000), z.number(), z.boolean(), z.null()]));
export const RecordBody = z.object({ data: Given, restricted: z.boolean().default(false) });
export type RecordBody = z.infer<typeof RecordBody>;
/** Fields that are given are set, null or an empty text clears; the rest stays. */
export const RecordPatch = z.object({ version: z.number().int(), data: Given.default({}), restricted: z.boolean().optional() });
export type RecordPatch = z.infer<typeof RecordPatch>;
export const RecordMove = z.object({
  version: z.number().int(),
  transition: z.string().max(60),
  reason: z.string().trim().max(2000).default(''),
});
export type RecordMove = z.infer<typeof RecordMove>;

const OfRegister = z.object({ register: RegisterId });
const OfRecord = z.object({ register: RegisterId, id: Id });
/** Besides these the list takes a filter for each filterable field: its value under the field's name, or `<field>From` and `<field>To`. */
const ListQuery = z.looseObject({
  ...PageQuery.shape,
  q: z.string().max(200).optional(),
  state: z.string().max(60).optional(),
  sort: z.string().max(60).optional(),
  order: z.string().max(4).optional(),
});

const ExportQuery = z.looseObject({ format: z.enum(['xlsx', 'csv', 'json']), language: Language });

export const registerRoutes = {
  listRegisters: route({
    id: 'listRegisters',
    method: 'GET',
    path: '/api/registers',
    permission: 'record.read',
    summary: 'All registers with the number of records by state',
    output: RegisterIndex,
  }),
  listRecords: route({
    id: 'listRecords',
    method: 'GET',
    path: '/api/registers/:register/records',
    permission: 'record.read',
    summary: 'Records of a register, filtered, newest first',
    params: OfRegister,
    query: ListQuery,
    output: RecordList,
  }),
  exportRecords: route({
    id: 'exportRecords',
    exports: 'listRecords',
    method: 'GET',
    path: '/api/registers/:register/export',
    permission: 'record.read',
    summary: 'The list of a register exactly as filtered, streamed as XLSX, CSV or JSON',
    params: OfRegister,
    query: ExportQuery,
    produces: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'text/csv', 'application/json'],
  }),
  createRecord: route({
    id: 'createRecord',
    method: 'POST',
    path: '/api/registers/:register/records',
    permission: 'record.write',
    summary: 'Enter a record',
    params: OfRegister,
    body: RecordBody,
    output: RecordDetail,
  }),
  getRecord: route({
    id: 'getRecord',
    method: 'GET',
    path: '/api/registers/:register/records/:id',
    permission: 'record.read',
    summary: 'One record with its links, history and actions',
    params: OfRecord,
    output: RecordDetail,
  }),
  updateRecord: route({
    id: 'updateRecord',
    method: 'PATCH',
    path: '/api/registers/:register/records/:id',
    permission: 'record.write',
    summary: 'Change fields of a record',
    params: OfRecord,
    body: RecordPatch,
    output: RecordDetail,
  }),
  moveRecord: route({
    id: 'moveRecord',
    method: 'POST',
    path: '/api/registers/:register/records/:id/transitions',
    permission: 'record.write',
    summary: 'Move a record by a step that those who enter it take',
    params: OfRecord,
    body: RecordMove,
    output: RecordDetail,
  }),
  decideRecord: route({
    id: 'decideRecord',
    method: 'POST',
    path: '/api/registers/:register/records/:id/decisions',
    permission: 'record.approve',
    summary: 'Move a record by a step that those who approve take; whoever wrote or proposed it is refused',
    params: OfRecord,
    body: RecordMove,
    output: RecordDetail,
  }),
} as const;
