import { Id } from '@ancam/core';
import { z } from 'zod';
import { route } from '../route.ts';
import { Actions, ById, PageQuery } from './common.ts';
import { DutyId } from './duties.ts';
import { exportQuery, exportRoute } from './exports.ts';

const Day = z.iso.date();
const Reason = z.string().trim().min(3).max(500);
const WithReason = z.object({ reason: Reason });
const UnitRef = z.object({ id: Id, name: z.string() });

/** A day that a unit sets for those below it, on the strength of a document. */
export const DeadlineBody = z.object({
  duty: DutyId,
  /** Milestone of the duty that the day means. */
  milestone: z.string().trim().min(1).max(60),
  document: z.string().trim().min(3).max(300),
  on: Day,
  /** Before the day, which is itself too late. */
  strictly: z.boolean().default(false),
});
export type DeadlineBody = z.infer<typeof DeadlineBody>;

/** Actions: `withdraw`. */
export const DutyDeadline = z.object({
  ...DeadlineBody.shape,
  id: Id,
  /** Who set it; it holds for the units below while that unit stands. */
  unit: UnitRef,
  setAt: z.iso.datetime(),
  setBy: z.string(),
  withdrawnOn: Day.nullable(),
  withdrawnReason: z.string().nullable(),
  actions: Actions,
});
export type DutyDeadline = z.infer<typeof DutyDeadline>;
export const DeadlineFilter = z.object({ duty: DutyId.optional() });
/** Actions: `add`. */
export const DutyDeadlines = z.object({ items: z.array(DutyDeadline), next: z.string().nullable(), actions: Actions });
export type DutyDeadlines = z.infer<typeof DutyDeadlines>;

/** Kinds of objects that have no register of their own and are recorded for their duties. */
export const DUTY_ITEM_KINDS = [
  'acquisition',
  'incident',
  'important-work',
  'advisory',
  'request',
  'insecure-camera',
  'unclear-system',
  'change',
  'go-live',
  'delegation',
] as const;
export const DutyItemKind = z.enum(DUTY_ITEM_KINDS);
export type DutyItemKind = z.infer<typeof DutyItemKind>;

const Answer = z.union([z.string().max(200), z.number(), z.boolean()]);
/** Something that duties are counted by. Without a day it is planned, and nothing is due for it. */
export const DutyItemBody = z.object({
  kind: DutyItemKind,
  title: z.string().trim().min(3).max(300),
  on: Day.nullable().default(null),
  /** Last day on which it counts. */
  until: Day.nullable().default(null),
  /** By id of the question. */
  answers: z.record(z.string().max(60), Answer).default({}),
  note: z.string().trim().max(4000).default(''),
});
export type DutyItemBody = z.infer<typeof DutyItemBody>;

/** Actions: `edit`, `withdraw`. */
export const DutyItem = z.object({
  ...DutyItemBody.shape,
  id: Id,
  unit: UnitRef,
  /** Entered by a superior for a silent unit. */
  onBehalf: z.boolean(),
  version: z.number().int(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  changedAt: z.iso.datetime(),
  changedBy: z.string(),
  withdrawnAt: z.iso.datetime().nullable(),
  withdrawnBy: z.string().nullable(),
  withdrawnReason: z.string().nullable(),
  actions: Actions,
});
export type DutyItem = z.infer<typeof DutyItem>;

/** A record that has been named as evidence for an object. */
export const DutyItemDetail = z.object({
  ...DutyItem.shape,
  evidence: z.array(z.object({ fact: z.string(), register: z.string(), id: Id, title: z.string(), state: z.string() })),
  /** Duties that count it. */
  duties: z.array(DutyId),
});
export type DutyItemDetail = z.infer<typeof DutyItemDetail>;
export const DutyItemFilter = z.object({ kind: DutyItemKind.optional(), withdrawn: z.enum(['yes', 'no']).optional() });
export type DutyItemFilter = z.infer<typeof DutyItemFilter>;
const ItemsQuery = z.object({ ...PageQuery.shape, ...DutyItemFilter.shape });
/** Actions: `add`. */
export const DutyItems = z.object({ items: z.array(DutyItem), next: z.string().nullable(), actions: Actions });
export type DutyItems = z.infer<typeof DutyItems>;
export const DutyItemPatch = z.object({ version: z.number().int(), ...DutyItemBody.omit({ kind: true }).partial().shape });
export type DutyItemPatch = z.infer<typeof DutyItemPatch>;

/** What a record is evidence for, and what a person may name it as. Actions: `link`. */
export const RecordDuties = z.object({
  told: z.array(z.object({ fact: z.string(), on: Day, object: z.string().nullable(), duties: z.array(DutyId) })),
  links: z.array(
    z.object({ id: Id, fact: z.string(), object: z.string().nullable(), objectName: z.string(), by: z.string(), at: z.iso.datetime() }),
  ),
  linkable: z.array(
    z.object({
      fact: z.string(),
      /** Kind of the object that the fact is about; null where it is about the body. */
      object: z.string().nullable(),
      duties: z.array(DutyId),
    }),
  ),
  /** Objects of the record's unit that a fact can be about. */
  objects: z.array(z.object({ id: z.string(), kind: z.string(), name: z.string() })),
  actions: Actions,
});
export type RecordDuties = z.infer<typeof RecordDuties>;
export const RecordLinkBody = z.object({ fact: z.string().max(80), object: z.string().max(80).nullable().default(null) });
export type RecordLinkBody = z.infer<typeof RecordLinkBody>;

export const dutyEvidenceRoutes = {
  listDutyDeadlines: route({
    id: 'listDutyDeadlines',
    method: 'GET',
    path: '/api/duty-deadlines',
    permission: 'record.read',
    summary: 'Days that units have set for those below them, the newest first',
    query: z.object({ ...PageQuery.shape, ...DeadlineFilter.shape }),
    output: DutyDeadlines,
  }),
  exportDutyDeadlines: exportRoute({
    id: 'exportDutyDeadlines',
    exports: 'listDutyDeadlines',
    path: '/api/duty-deadlines/export',
    permission: 'record.read',
    query: exportQuery(DeadlineFilter),
    summary: 'The list exactly as filtered as XLSX, CSV or JSON',
  }),
  addDutyDeadline: route({
    id: 'addDutyDeadline',
    method: 'POST',
    path: '/api/duty-deadlines',
    permission: 'record.approve',
    summary: 'Set a day for the units below',
    body: DeadlineBody,
    output: DutyDeadline,
  }),
  withdrawDutyDeadline: route({
    id: 'withdrawDutyDeadline',
    method: 'POST',
    path: '/api/duty-deadlines/:id/withdraw',
    permission: 'record.approve',
    summary: 'Take back a day that has been set; it stays on record',
    params: ById,
    body: WithReason,
    output: DutyDeadline,
  }),
  listDutyItems: route({
    id: 'listDutyItems',
    method: 'GET',
    path: '/api/duty-items',
    permission: 'record.read',
    summary: 'Incidents, acquisitions and other things that duties are counted by, the newest first',
    query: ItemsQuery,
    output: DutyItems,
  }),
  exportDutyItems: exportRoute({
    id: 'exportDutyItems',
    exports: 'listDutyItems',
    path: '/api/duty-items/export',
    permission: 'record.read',
    query: exportQuery(DutyItemFilter),
    summary: 'The list exactly as filtered as XLSX, CSV or JSON',
  }),
  addDutyItem: route({
    id: 'addDutyItem',
    method: 'POST',
    path: '/api/duty-items',
    permission: 'record.write',
    summary: 'Record something that duties are counted by',
    body: DutyItemBody,
    output: DutyItemDetail,
  }),
  getDutyItem: route({
    id: 'getDutyItem',
    method: 'GET',
    path: '/api/duty-items/:id',
    permission: 'record.read',
    summary: 'One of them with its evidence and the duties that count it',
    params: ById,
    output: DutyItemDetail,
  }),
  updateDutyItem: route({
    id: 'updateDutyItem',
    method: 'PATCH',
    path: '/api/duty-items/:id',
    permission: 'record.write',
    summary: 'Change what is recorded of it',
    params: ById,
    body: DutyItemPatch,
    output: DutyItemDetail,
  }),
  withdrawDutyItem: route({
    id: 'withdrawDutyItem',
    method: 'POST',
    path: '/api/duty-items/:id/withdraw',
    permission: 'record.write',
    summary: 'Take it back: no duty counts it any more; it stays on record',
    params: ById,
    body: WithReason,
    output: DutyItemDetail,
  }),
  recordDuties: route({
    id: 'recordDuties',
    method: 'GET',
    path: '/api/records/:id/duties',
    permission: 'record.read',
    summary: 'What a record of a register is evidence for, and what it may be named as',
    params: ById,
    output: RecordDuties,
  }),
  linkRecord: route({
    id: 'linkRecord',
    method: 'POST',
    path: '/api/records/:id/duties',
    permission: 'record.write',
    summary: 'Name a record as evidence for a fact',
    params: ById,
    body: RecordLinkBody,
    output: RecordDuties,
  }),
  unlinkRecord: route({
    id: 'unlinkRecord',
    method: 'POST',
    path: '/api/duty-links/:id/withdraw',
    permission: 'record.write',
    summary: 'Take back that a record is evidence for a fact',
    params: ById,
    output: RecordDuties,
  }),
} as const;
