import { z } from 'zod';
import { Id } from '@ancam/core';
import { route } from '../route.ts';
import { CameraFilter, StorageLocation } from './camera-views.ts';
import { Actions, ById, PageQuery } from './common.ts';
import { exportQuery, exportRoute } from './exports.ts';

/** Objects that one change takes at most. */
export const BULK_MOST = 100_000;
/** Days within which a change can be taken back. */
export const BULK_UNDO_DAYS = 7;
/** Objects that may be named one by one; more are chosen by a filter. */
const NAMED_MOST = 5000;

const Paper = z.string().trim().max(300);
/** What is set on every chosen camera. A field that is left out stays; `null` takes a camera out of a system, site or group. */
export const CameraChange = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('status'), status: z.enum(['in-use', 'retired']) }),
  z.object({
    kind: z.literal('assign'),
    systemId: Id.nullable().optional(),
    siteId: Id.nullable().optional(),
    groupId: Id.nullable().optional(),
  }),
  z.object({ kind: z.literal('storage'), storage: StorageLocation }),
  z.object({
    kind: z.literal('papers'),
    originPaper: Paper.optional(),
    qualityPaper: Paper.optional(),
    contract: Paper.optional(),
    supplier: Paper.optional(),
  }),
  /** A line put under the note that a camera has. */
  z.object({ kind: z.literal('note'), text: z.string().trim().min(1).max(500) }),
]);
export type CameraChange = z.infer<typeof CameraChange>;

/** Cameras one by one, or all of a filter. Those that the caller may not change are left out and not counted. */
export const ChosenCameras = z.union([z.object({ ids: z.array(Id).min(1).max(NAMED_MOST) }), z.object({ filter: CameraFilter })]);
export type ChosenCameras = z.infer<typeof ChosenCameras>;

export const BulkBody = z.object({ chosen: ChosenCameras, change: CameraChange });
export type BulkBody = z.infer<typeof BulkBody>;

/** Why a camera is left as it is: its state, a record of another unit, or a note that is full. */
export const BULK_REASONS = ['retired', 'proposed', 'not-ours', 'other-unit', 'note-full', 'gone'] as const;
const Refused = z.array(z.object({ reason: z.enum(BULK_REASONS), count: z.number().int() }));

/** What a change would do. `change`, `same` and the refused make up `total`. */
export const BulkPreview = z.object({
  total: z.number().int(),
  change: z.number().int(),
  /** Are so already. */
  same: z.number().int(),
  refused: Refused,
  /** There are more than one change takes. */
  tooMany: z.boolean(),
});
export type BulkPreview = z.infer<typeof BulkPreview>;
/** `expected`: the total that was shown; another total is refused, since the choice has changed since. */
export const BulkStartBody = z.object({ ...BulkBody.shape, expected: z.number().int().min(1).max(BULK_MOST) });
export type BulkStartBody = z.infer<typeof BulkStartBody>;

export const BULK_STATES = ['applying', 'applied', 'undoing', 'undone'] as const;
/** One change of many cameras. Actions: `undo`. */
export const BulkChange = z.object({
  id: Id,
  change: CameraChange,
  state: z.enum(BULK_STATES),
  by: z.string(),
  total: z.number().int(),
  changed: z.number().int(),
  same: z.number().int(),
  refused: z.number().int(),
  /** Taken back. */
  restored: z.number().int(),
  /** Not taken back: changed by somebody since. */
  conflicts: z.number().int(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  undoUntil: z.iso.datetime(),
  undoneAt: z.iso.datetime().nullable(),
  undoneBy: z.string().nullable(),
  actions: Actions,
});
export type BulkChange = z.infer<typeof BulkChange>;
export const BulkChangeList = z.object({ items: z.array(BulkChange), next: z.string().nullable() });
export type BulkChangeList = z.infer<typeof BulkChangeList>;

export const BULK_OUTCOMES = ['changed', 'same', 'refused', 'restored', 'conflict'] as const;
const ItemsQuery = z.object({ ...PageQuery.shape, outcome: z.enum(BULK_OUTCOMES).optional() });
/** Cameras of a change that the reader sees. */
export const BulkItems = z.object({
  items: z.array(
    z.object({ id: Id, name: z.string(), outcome: z.enum(BULK_OUTCOMES).nullable(), reason: z.enum(BULK_REASONS).nullable() }),
  ),
  next: z.string().nullable(),
});
export type BulkItems = z.infer<typeof BulkItems>;

export const bulkChangeRoutes = {
  previewBulkChange: route({
    id: 'previewBulkChange',
    method: 'POST',
    path: '/api/bulk-changes/preview',
    permission: 'camera.write',
    summary: 'What a change of many cameras would do',
    body: BulkBody,
    output: BulkPreview,
  }),
  startBulkChange: route({
    id: 'startBulkChange',
    method: 'POST',
    path: '/api/bulk-changes',
    permission: 'camera.write',
    summary: 'Change many cameras, in batches that go on after a crash; can be undone',
    body: BulkStartBody,
    output: BulkChange,
  }),
  listBulkChanges: route({
    id: 'listBulkChanges',
    method: 'GET',
    path: '/api/bulk-changes',
    permission: 'camera.write',
    summary: 'Changes of many cameras, latest first',
    query: PageQuery,
    output: BulkChangeList,
  }),
  exportBulkChanges: exportRoute({
    id: 'exportBulkChanges',
    exports: 'listBulkChanges',
    path: '/api/bulk-changes/export',
    permission: 'camera.write',
    summary: 'All changes of many cameras, latest first',
    query: exportQuery(z.object({})),
  }),
  getBulkChange: route({
    id: 'getBulkChange',
    method: 'GET',
    path: '/api/bulk-changes/:id',
    permission: 'camera.write',
    summary: 'How far a change of many cameras has come',
    params: ById,
    output: BulkChange,
  }),
  listBulkItems: route({
    id: 'listBulkItems',
    method: 'GET',
    path: '/api/bulk-changes/:id/items',
    permission: 'camera.write',
    summary: 'The cameras of a change and what became of each',
    params: ById,
    query: ItemsQuery,
    output: BulkItems,
  }),
  exportBulkItems: exportRoute({
    id: 'exportBulkItems',
    exports: 'listBulkItems',
    path: '/api/bulk-changes/:id/items/export',
    permission: 'camera.write',
    summary: 'The cameras of a change and what became of each, as filtered',
    params: ById,
    query: exportQuery(ItemsQuery.pick({ outcome: true })),
  }),
  undoBulkChange: route({
    id: 'undoBulkChange',
    method: 'POST',
    path: '/api/bulk-changes/:id/undo',
    permission: 'camera.write',
    summary: 'Take a change back on every camera that nobody changed since',
    params: ById,
    output: BulkChange,
  }),
} as const;
