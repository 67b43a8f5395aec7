import { z } from 'zod';
import { Id } from '@ancam/core';
import { route } from '../route.ts';
import { Actions, ById, PageQuery } from './common.ts';
import { exportQuery, exportRoute } from './exports.ts';
import { RecordLink } from './registers.ts';

const Day = z.iso.date();
const Line = z.string().trim().max(300);

/** To be acted upon, or to be known. */
export const DELIVERY_PURPOSES = ['act', 'know'] as const;
/**
 * How far a document has come with a recipient. `planned`: not sent; `overdue`: to be acted upon, and its day is over. What is only to be
 * known ends with being received.
 */
export const DELIVERY_STATES = ['planned', 'sent', 'overdue', 'received', 'acted'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** Recipients by how far the document has come with them. `total` counts those it was sent to; `late` are among the others. */
export const DeliveryCounts = z.object({
  planned: z.number().int(),
  total: z.number().int(),
  received: z.number().int(),
  acted: z.number().int(),
  late: z.number().int(),
});
export type DeliveryCounts = z.infer<typeof DeliveryCounts>;

export const Delivery = z.object({
  id: Id,
  document: RecordLink.nullable(),
  /** Who issued it; null where the reader may not see that unit. */
  issuer: z.string().nullable(),
  /** The unit that it goes to; null for a recipient outside of this system. */
  unit: Id.nullable(),
  recipient: z.string(),
  purpose: z.enum(DELIVERY_PURPOSES),
  state: z.enum(DELIVERY_STATES),
  dueOn: Day.nullable(),
  sentAt: z.iso.datetime().nullable(),
  sentBy: z.string().nullable(),
  receivedOn: Day.nullable(),
  receivedBy: z.string().nullable(),
  arrivalNumber: z.string(),
  actedOn: Day.nullable(),
  actedBy: z.string().nullable(),
  actedNote: z.string(),
  /** The document by which the recipient acted, as far as the reader sees it. */
  actedWith: RecordLink.nullable(),
  urges: z.number().int(),
  urgedAt: z.iso.datetime().nullable(),
  urgedBy: z.string().nullable(),
  urgedWith: z.string(),
  /** `receive`, `act`, `urge`, `remove`. */
  actions: Actions,
});
export type Delivery = z.infer<typeof Delivery>;
export const DeliveryFilter = z.object({ q: z.string().trim().max(200).optional(), state: z.enum(DELIVERY_STATES).optional() });
export type DeliveryFilter = z.infer<typeof DeliveryFilter>;
const DeliveriesQuery = z.object({ ...PageQuery.shape, ...DeliveryFilter.shape });
export const DeliveryList = z.object({ items: z.array(Delivery), next: z.string().nullable() });
export type DeliveryList = z.infer<typeof DeliveryList>;

/** The recipients of one document. Actions: `add` recipients, `send` it, `urge` those that are late. */
export const Recipients = z.object({ items: z.array(Delivery), counts: DeliveryCounts, actions: Actions });
export type Recipients = z.infer<typeof Recipients>;
export const RecipientBody = z.object({
  unit: Id.nullable().default(null),
  /** As written in "Nơi nhận"; the name of the unit where it is empty. */
  name: Line.default(''),
  purpose: z.enum(DELIVERY_PURPOSES).default('act'),
  dueOn: Day.nullable().default(null),
});
export type RecipientBody = z.infer<typeof RecipientBody>;
export const RecipientsBody = z.object({ recipients: z.array(RecipientBody).min(1).max(500) });
export type RecipientsBody = z.infer<typeof RecipientsBody>;
/** `ids`: deliveries; all that are late where there is none. */
export const UrgeBody = z.object({ ids: z.array(Id).max(500).default([]), words: z.string().trim().min(1).max(1000) });
export type UrgeBody = z.infer<typeof UrgeBody>;
export const ReceiveBody = z.object({ on: Day, arrivalNumber: z.string().trim().max(60).default('') });
export type ReceiveBody = z.infer<typeof ReceiveBody>;
export const ActBody = z.object({ on: Day, note: z.string().trim().max(2000).default(''), document: Id.nullable().default(null) });
export type ActBody = z.infer<typeof ActBody>;

/** A document in the tree of what carries out what. */
export const DocumentNode = z.object({
  ...RecordLink.shape,
  /** What it carries out, where that is in this tree. */
  parent: Id.nullable(),
  depth: z.number().int(),
  direction: z.string(),
  documentType: z.string(),
  issuer: z.string(),
  issuedOn: Day.nullable(),
  /** The unit whose register holds it. */
  unit: z.string().nullable(),
  /** A report back to whoever issued what it rests on. */
  report: z.boolean(),
  /** Another unit sent it: only the document itself is seen. */
  sentHere: z.boolean(),
  /** Documents that carry it out directly. */
  children: z.number().int(),
  recipients: DeliveryCounts,
});
export type DocumentNode = z.infer<typeof DocumentNode>;
export const DocumentFilter = z.object({
  q: z.string().trim().max(200).optional(),
  /** Only those with recipients that are late. */
  late: z.enum(['true']).optional(),
});
export type DocumentFilter = z.infer<typeof DocumentFilter>;
const DocumentsQuery = z.object({ ...PageQuery.shape, ...DocumentFilter.shape });
/** Documents that carry out none that the reader sees, newest first; with a filter whatever matches. */
export const DocumentRoots = z.object({ items: z.array(DocumentNode), next: z.string().nullable() });
export type DocumentRoots = z.infer<typeof DocumentRoots>;
/** The whole tree that a document stands in, parents before children. `cut`: there is more than is shown. */
export const DocumentTree = z.object({ nodes: z.array(DocumentNode), cut: z.boolean() });
export type DocumentTree = z.infer<typeof DocumentTree>;

/** What the answer to a question changed: a record of a register, or a system. */
export const EFFECT_KINDS = ['record', 'system'] as const;
export const QuestionEffect = z.object({
  id: Id,
  kind: z.enum(EFFECT_KINDS),
  target: Id,
  register: z.string().nullable(),
  name: z.string(),
  note: z.string(),
  by: z.string(),
  at: z.iso.datetime(),
});
export type QuestionEffect = z.infer<typeof QuestionEffect>;
export const QuestionEffects = z.object({ items: z.array(QuestionEffect), actions: Actions });
export type QuestionEffects = z.infer<typeof QuestionEffects>;
export const EffectBody = z.object({ kind: z.enum(EFFECT_KINDS), target: Id, note: Line.default('') });
export type EffectBody = z.infer<typeof EffectBody>;

export const documentRoutes = {
  listDocuments: route({
    id: 'listDocuments',
    method: 'GET',
    path: '/api/documents',
    permission: 'record.read',
    summary: 'Official documents at the top of their trees, with how far they have come with their recipients',
    query: DocumentsQuery,
    output: DocumentRoots,
  }),
  exportDocuments: exportRoute({
    id: 'exportDocuments',
    exports: 'listDocuments',
    path: '/api/documents/export',
    permission: 'record.read',
    summary: 'The documents exactly as filtered',
    query: exportQuery(DocumentFilter),
  }),
  getDocumentTree: route({
    id: 'getDocumentTree',
    method: 'GET',
    path: '/api/documents/:id/tree',
    permission: 'record.read',
    summary: 'The tree that a document stands in: what it carries out, what carries it out, reports back',
    params: ById,
    output: DocumentTree,
  }),
  listRecipients: route({
    id: 'listRecipients',
    method: 'GET',
    path: '/api/documents/:id/recipients',
    permission: 'record.read',
    summary: 'The recipients of a document with receipt, action and urging',
    params: ById,
    output: Recipients,
  }),
  exportRecipients: exportRoute({
    id: 'exportRecipients',
    exports: 'listRecipients',
    path: '/api/documents/:id/recipients/export',
    permission: 'record.read',
    summary: 'The recipients of a document',
    params: ById,
    query: exportQuery(z.object({})),
  }),
  addRecipients: route({
    id: 'addRecipients',
    method: 'POST',
    path: '/api/documents/:id/recipients',
    permission: 'record.write',
    summary: 'Add recipients of a document; nothing reaches them before it is sent',
    params: ById,
    body: RecipientsBody,
    output: Recipients,
  }),
  sendDocument: route({
    id: 'sendDocument',
    method: 'POST',
    path: '/api/documents/:id/send',
    permission: 'record.write',
    summary: 'Send a confirmed document to the recipients that have not got it',
    params: ById,
    output: Recipients,
  }),
  urgeRecipients: route({
    id: 'urgeRecipients',
    method: 'POST',
    path: '/api/documents/:id/urge',
    permission: 'record.write',
    summary: 'Urge recipients that have not acted',
    params: ById,
    body: UrgeBody,
    output: Recipients,
  }),
  listDeliveries: route({
    id: 'listDeliveries',
    method: 'GET',
    path: '/api/deliveries',
    permission: 'record.read',
    summary: 'Documents that were sent to units that the reader sees, newest first',
    query: DeliveriesQuery,
    output: DeliveryList,
  }),
  exportDeliveries: exportRoute({
    id: 'exportDeliveries',
    exports: 'listDeliveries',
    path: '/api/deliveries/export',
    permission: 'record.read',
    summary: 'The documents received exactly as filtered',
    query: exportQuery(DeliveryFilter),
  }),
  receiveDelivery: route({
    id: 'receiveDelivery',
    method: 'POST',
    path: '/api/deliveries/:id/receive',
    permission: 'record.write',
    summary: 'Acknowledge a document, for one’s own unit or for a recipient that the issuer keeps',
    params: ById,
    body: ReceiveBody,
    output: Delivery,
  }),
  actOnDelivery: route({
    id: 'actOnDelivery',
    method: 'POST',
    path: '/api/deliveries/:id/act',
    permission: 'record.write',
    summary: 'Say what was done about a document, and by which document',
    params: ById,
    body: ActBody,
    output: Delivery,
  }),
  removeRecipient: route({
    id: 'removeRecipient',
    method: 'POST',
    path: '/api/deliveries/:id/remove',
    permission: 'record.write',
    summary: 'Take a recipient out that the document was not sent to',
    params: ById,
    output: Recipients,
  }),
  listQuestionEffects: route({
    id: 'listQuestionEffects',
    method: 'GET',
    path: '/api/questions/:id/effects',
    permission: 'record.read',
    summary: 'What the answer to a question of guidance changed',
    params: ById,
    output: QuestionEffects,
  }),
  addQuestionEffect: route({
    id: 'addQuestionEffect',
    method: 'POST',
    path: '/api/questions/:id/effects',
    permission: 'record.write',
    summary: 'Name a record or system that the answer changed',
    params: ById,
    body: EffectBody,
    output: QuestionEffects,
  }),
  removeQuestionEffect: route({
    id: 'removeQuestionEffect',
    method: 'POST',
    path: '/api/questions/:id/effects/remove',
    permission: 'record.write',
    summary: 'Take a record or system off that the answer did not change',
    params: ById,
    body: z.object({ effect: Id }),
    output: QuestionEffects,
  }),
} as const;
