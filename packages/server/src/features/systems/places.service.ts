import type { CameraGroup, GroupBody, GroupList, PageQuery, Site, SiteBody, SiteList } from '@ancam/contract';
import { AppError, newId } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Context } from '../../context.ts';
import { pageOf } from '../../cursor.ts';
import { holds, mayChange, withActor } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import { noteRead } from '../../db/note-read.ts';
import { tellGroup } from '../levels/facts.service.ts';
import * as store from './places.store.ts';
import type { GroupRecord, SiteRecord } from './places.store.ts';
import { findSystem } from './systems.store.ts';
import { listActions } from './systems.service.ts';

type Query = PageQuery & { readonly q?: string | undefined };

function actions(actor: Actor, row: { readonly scope_path: string }, state: string): Site['actions'] {
  const may = holds(actor, 'system.write') && mayChange(actor, row);
  return { state, may: may ? ['edit'] : [], blockers: may ? [] : [{ action: 'edit', reason: 'no-permission' }] };
}

function viewSite(row: SiteRecord, actor: Actor): Site {
  const { id, name, address, note, closed, owner, cameras } = row;
  return { id, name, address, note, closed, owner, cameras, actions: actions(actor, row, closed ? 'closed' : 'open') };
}

function viewGroup(row: GroupRecord, actor: Actor): CameraGroup {
  const { id, name, note, system, site, cameras, system_id: systemId, site_id: siteId } = row;
  return { id, name, note, system, site, cameras, systemId, siteId, actions: actions(actor, row, 'open') };
}

export function listSites(context: Context, actor: Actor, query: Query): Promise<SiteList> {
  return withActor(context, actor, async (work) => {
    const { items, next } = pageOf(await store.listSites(work.tx, query), query.limit, (row) => [row.name, row.id]);
    noteRead(work, 'site', items);
    return { items: items.map((row) => viewSite(row, actor)), next, actions: listActions(actor) };
  });
}

async function getSite(work: Work, id: Id, change = false): Promise<SiteRecord> {
  const row = await store.findSite(work.tx, id);
  const hidden = row === undefined || (change && actions(work.actor, row, '').may.length === 0);
  if (hidden) throw new AppError('not-found', 'no such site', { place: id });
  return row;
}

export function addSite(context: Context, actor: Actor, body: SiteBody): Promise<Site> {
  return withActor(context, actor, async (work) => {
    const id = newId();
    await store.insertSite(work, id, body);
    work.audit({ action: 'site.added', object: `site/${id}`, summary: body.name });
    return viewSite(await getSite(work, id), actor);
  });
}

export function updateSite(context: Context, actor: Actor, id: Id, body: SiteBody): Promise<Site> {
  return withActor(context, actor, async (work) => {
    await getSite(work, id, true);
    await store.updateSite(work.tx, id, body);
    work.audit({ action: 'site.changed', object: `site/${id}`, summary: body.name });
    return viewSite(await getSite(work, id), actor);
  });
}

export function listGroups(context: Context, actor: Actor, query: Query): Promise<GroupList> {
  return withActor(context, actor, async (work) => {
    const { items, next } = pageOf(await store.listGroups(work.tx, query), query.limit, (row) => [row.name, row.id]);
    noteRead(work, 'group', items);
    return { items: items.map((row) => viewGroup(row, actor)), next, actions: listActions(actor) };
  });
}

/** A group of cameras, for whoever builds on it. Throws `not-found`. */
export async function groupOf(work: Work, id: Id): Promise<GroupRecord> {
  const row = await getGroup(work, id);
  noteRead(work, 'group', [row]);
  return row;
}

async function getGroup(work: Work, id: Id, change = false): Promise<GroupRecord> {
  const row = await store.findGroup(work.tx, id);
  const hidden = row === undefined || (change && actions(work.actor, row, '').may.length === 0);
  if (hidden) throw new AppError('not-found', 'no such group', { place: id });
  return row;
}

/** A group belongs to a system and a site of the same body. */
async function assertKin(work: Work, homeId: Id, { systemId, siteId }: GroupBody): Promise<void> {
  const system = systemId === null ? undefined : await findSystem(work.tx, systemId);
  if (systemId !== null && system?.home_id !== homeId) throw new AppError('not-found', 'no such system', { place: 'systemId' });
  const site = siteId === null ? undefined : await store.findSite(work.tx, siteId);
  if (siteId !== null && site?.home_id !== homeId) throw new AppError('not-found', 'no such site', { place: 'siteId' });
}

export function addGroup(context: Context, actor: Actor, body: GroupBody): Promise<CameraGroup> {
  return withActor(context, actor, async (work) => {
    const id = newId();
    await assertKin(work, actor.homeId, body);
    await store.insertGroup(work, id, body);
    await tellGroup(context, work, id);
    work.audit({ action: 'group.added', object: `group/${id}`, summary: body.name });
    return viewGroup(await getGroup(work, id), actor);
  });
}

export function updateGroup(context: Context, actor: Actor, id: Id, body: GroupBody): Promise<CameraGroup> {
  return withActor(context, actor, async (work) => {
    const row = await getGroup(work, id, true);
    await assertKin(work, row.home_id, body);
    await store.updateGroup(work.tx, id, body);
    await tellGroup(context, work, id);
    work.audit({ action: 'group.changed', object: `group/${id}`, summary: body.name });
    return viewGroup(await getGroup(work, id), actor);
  });
}

/** Throws `not-found` unless a site is the actor's own; a scan that names none may run. */
export async function assertOwnSite(work: Work, siteId: Id | null): Promise<void> {
  if (siteId === null) return;
  const row = await store.findSite(work.tx, siteId);
  if (row === undefined || row.steward_id !== work.actor.unitId)
    throw new AppError('not-found', 'no such site of this unit', { place: 'siteId' });
}

/** Address ranges recorded for a site, by the zones of the systems there; none where no site is named. */
export function rangesOfSite(work: Work, siteId: Id | null): Promise<string[]> {
  return siteId === null ? Promise.resolve([]) : store.listRangesOfSite(work.tx, siteId);
}
