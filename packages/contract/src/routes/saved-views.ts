import { z } from 'zod';
import { Id } from '@ancam/core';
import { route } from '../route.ts';
import { Actions, ById, Done } from './common.ts';

/** A list with filters in its address, e.g. `cameras`, `registers/bylaws`. */
export const ListName = z
  .string()
  .max(100)
  .regex(/^[a-z][a-z0-9-]*(\/[a-z][a-z0-9-]*)?$/);
const ViewName = z.string().trim().min(1).max(80);
/** The query of the address without its question mark; place and size of a page are left out. */
const ViewQuery = z.string().max(2000);

/** A list with its filters and order under a name; never rows. Actions: `edit`, `remove`, `share`. */
export const SavedView = z.object({
  id: Id,
  name: z.string(),
  query: z.string(),
  /** Seen by the unit and those below it. */
  shared: z.boolean(),
  /** The reader's own; else shared by another. */
  own: z.boolean(),
  by: z.string(),
  /** The list opens with it for this reader. */
  isDefault: z.boolean(),
  actions: Actions,
});
export type SavedView = z.infer<typeof SavedView>;
/** One's own in the order one gave them, then those shared by others by name. */
export const SavedViewList = z.object({ items: z.array(SavedView), actions: Actions });
export type SavedViewList = z.infer<typeof SavedViewList>;

export const SavedViewBody = z.object({ list: ListName, name: ViewName, query: ViewQuery, shared: z.boolean().default(false) });
export type SavedViewBody = z.infer<typeof SavedViewBody>;
export const SavedViewPatch = z.object({ name: ViewName, query: ViewQuery, shared: z.boolean() }).partial();
export type SavedViewPatch = z.infer<typeof SavedViewPatch>;
const DefaultBody = z.object({ isDefault: z.boolean() });
const OrderBody = z.object({ list: ListName, ids: z.array(Id).max(200) });

export const savedViewRoutes = {
  listSavedViews: route({
    id: 'listSavedViews',
    method: 'GET',
    path: '/api/saved-views',
    permission: 'session',
    summary: 'Saved views of a list: one’s own and those shared with one’s unit',
    query: z.object({ list: ListName }),
    output: SavedViewList,
  }),
  addSavedView: route({
    id: 'addSavedView',
    method: 'POST',
    path: '/api/saved-views',
    permission: 'session',
    summary: 'Keep a list with its filters and order under a name',
    body: SavedViewBody,
    output: SavedView,
  }),
  updateSavedView: route({
    id: 'updateSavedView',
    method: 'PATCH',
    path: '/api/saved-views/:id',
    permission: 'session',
    summary: 'Rename a saved view, share it, or give it the filters of today',
    params: ById,
    body: SavedViewPatch,
    output: SavedView,
  }),
  removeSavedView: route({
    id: 'removeSavedView',
    method: 'DELETE',
    path: '/api/saved-views/:id',
    permission: 'session',
    summary: 'Remove a saved view; rows are not touched',
    params: ById,
    output: Done,
  }),
  setDefaultView: route({
    id: 'setDefaultView',
    method: 'POST',
    path: '/api/saved-views/:id/default',
    permission: 'session',
    summary: 'Let the list open with this view, or no longer',
    params: ById,
    body: DefaultBody,
    output: Done,
  }),
  orderSavedViews: route({
    id: 'orderSavedViews',
    method: 'POST',
    path: '/api/saved-views/order',
    permission: 'session',
    summary: 'Put one’s own views of a list in order',
    body: OrderBody,
    output: SavedViewList,
  }),
} as const;
