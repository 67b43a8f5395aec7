import type { Actions, SavedView, SavedViewBody, SavedViewList, SavedViewPatch } from '@ancam/contract';
import { AppError, newId } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Context } from '../../context.ts';
import { placedBy, withActor } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import * as store from './saved-views.store.ts';
import type { ViewRecord } from './saved-views.store.ts';

const MOST_VIEWS = 100;
/** What of an address is not part of a view: where a page begins and how long it is. */
const OF_THE_PAGE = ['cursor', 'limit'];

/** Whoever changes records of a unit may share with it; the others keep views to themselves. */
function mayShare(actor: Actor): boolean {
  return actor.writeScopes.some((path) => actor.scopePath.startsWith(path));
}

function accountOf(actor: Actor): Id {
  if (actor.accountId === null) throw new AppError('auth.forbidden', 'the system keeps no views', { place: 'account' });
  return actor.accountId;
}

function actionsOf(row: ViewRecord, actor: Actor): Actions {
  const own = row.account_id === actor.accountId;
  const manages = row.shared && actor.adminScopes.some((path) => row.scope_path.startsWith(path));
  const may = [...(own ? ['edit'] : []), ...(own || manages ? ['remove'] : []), ...(own && mayShare(actor) ? ['share'] : [])];
  const reason = (action: string): string => (own && action === 'share' ? 'no-permission' : 'not-yours');
  const blockers = ['edit', 'remove', 'share'].filter((each) => !may.includes(each)).map((action) => ({ action, reason: reason(action) }));
  return { state: row.shared ? 'shared' : 'private', may, blockers };
}

function view(row: ViewRecord, actor: Actor): SavedView {
  const { id, name, query, shared, by_name: by, is_default: isDefault } = row;
  return { id, name, query, shared, own: row.account_id === actor.accountId, by, isDefault, actions: actionsOf(row, actor) };
}

async function listed(work: Work, name: string): Promise<SavedViewList> {
  const { actor, tx } = work;
  const items = (await store.listViews(tx, accountOf(actor), name)).map((row) => view(row, actor));
  const may = mayShare(actor) ? ['add', 'share'] : ['add'];
  return { items, actions: { state: 'list', may, blockers: mayShare(actor) ? [] : [{ action: 'share', reason: 'no-permission' }] } };
}

export function list(context: Context, actor: Actor, name: string): Promise<SavedViewList> {
  return withActor(context, actor, (work) => listed(work, name));
}

/** The filters of an address, in its order. Throws `input.invalid` where it is none. */
function cleanQuery(query: string): string {
  const given = new URLSearchParams(query);
  for (const name of OF_THE_PAGE) given.delete(name);
  if ([...given.keys()].some((name) => !/^[a-zA-Z][\w.-]{0,99}$/.test(name)))
    throw new AppError('input.invalid', 'this is no query of an address', { place: 'query', fix: 'save the view from its list' });
  return given.toString();
}

async function getRow(work: Work, id: Id): Promise<ViewRecord> {
  const row = await store.findView(work.tx, accountOf(work.actor), id);
  if (row === undefined) throw new AppError('not-found', 'no such view', { place: id });
  return row;
}

/** Throws as for a view that is not there where an action is not one's own to take. */
function assertMay(row: ViewRecord, actor: Actor, action: string): void {
  const reason = actionsOf(row, actor).blockers.find((each) => each.action === action)?.reason;
  if (reason === undefined) return;
  throw new AppError('auth.forbidden', `${action} is not granted`, { place: row.id, reason, fix: 'save a view of your own' });
}

function assertShared(actor: Actor, shared: boolean | undefined): void {
  if (shared === true && !mayShare(actor))
    throw new AppError('auth.forbidden', 'to share is not granted', { place: 'shared', fix: 'keep the view to yourself' });
}

export function add(context: Context, actor: Actor, body: SavedViewBody): Promise<SavedView> {
  return withActor(context, actor, async (work) => {
    assertShared(actor, body.shared);
    const accountId = accountOf(actor);
    const { count, next } = await store.countOwn(work.tx, accountId, body.list);
    if (count >= MOST_VIEWS)
      throw new AppError('conflict', `there are ${MOST_VIEWS} views already`, {
        place: 'list',
        reason: 'too-many',
        fix: 'remove one first',
      });
    const id = newId();
    await store.insertView(work.tx, {
      ...body,
      id,
      instanceId: work.instanceId,
      placement: placedBy(actor),
      accountId,
      by: actor.name,
      query: cleanQuery(body.query),
      position: next,
      now: work.now,
    });
    work.audit({ action: 'view.saved', object: `saved-view/${id}`, summary: `${body.list}: ${body.name}` });
    return view(await getRow(work, id), actor);
  });
}

export function update(context: Context, actor: Actor, id: Id, patch: SavedViewPatch): Promise<SavedView> {
  return withActor(context, actor, async (work) => {
    const row = await getRow(work, id);
    assertMay(row, actor, 'edit');
    if (!row.shared) assertShared(actor, patch.shared);
    const query = patch.query === undefined ? undefined : cleanQuery(patch.query);
    await store.updateView(work.tx, id, { name: patch.name, query, shared: patch.shared }, work.now);
    const now = await getRow(work, id);
    work.audit({ action: 'view.changed', object: `saved-view/${id}`, summary: `${now.list}: ${now.name}` });
    return view(now, actor);
  });
}

export function remove(context: Context, actor: Actor, id: Id): Promise<{ done: true }> {
  return withActor(context, actor, async (work) => {
    const row = await getRow(work, id);
    assertMay(row, actor, 'remove');
    if (!(await store.removeView(work.tx, id))) throw new AppError('not-found', 'no such view', { place: id });
    work.audit({ action: 'view.removed', object: `saved-view/${id}`, summary: `${row.list}: ${row.name}` });
    return { done: true };
  });
}

/** Lets the list open with a view for this account, or no longer. */
export function setDefault(context: Context, actor: Actor, id: Id, isDefault: boolean): Promise<{ done: true }> {
  return withActor(context, actor, async (work) => {
    const row = await getRow(work, id);
    const accountId = accountOf(actor);
    await (isDefault ? store.setDefault(work.tx, accountId, row.list, id) : store.clearDefault(work.tx, accountId, id));
    work.audit({ action: isDefault ? 'view.default' : 'view.no-default', object: `saved-view/${id}`, summary: `${row.list}: ${row.name}` });
    return { done: true };
  });
}

/** Puts one's own views in order; ids of others are passed over. */
export function order(context: Context, actor: Actor, name: string, ids: readonly Id[]): Promise<SavedViewList> {
  return withActor(context, actor, async (work) => {
    await store.putOrder(work.tx, accountOf(actor), name, ids);
    work.audit({ action: 'view.ordered', object: `saved-views/${name}`, summary: name });
    return listed(work, name);
  });
}
