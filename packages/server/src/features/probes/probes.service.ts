import type { NewProbe, PageQuery, Probe, ProbeBody, ProbeHealth, ProbeList } from '@ancam/contract';
import { AppError, newId } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Context } from '../../context.ts';
import { pageOf } from '../../cursor.ts';
import { assertMayChange, holds, mayChange, withActor } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import { noteRead } from '../../db/note-read.ts';
import { hashSecret, newSecret } from '../../secrets.ts';
import { settle } from '../notices/notify.service.ts';
import { releasePieces } from '../scans/pieces.service.ts';
import { assertOwnSite } from '../systems/places.service.ts';
import * as store from './probes.store.ts';
import type { ListedProbe, ProbeRow } from './probes.store.ts';

/** How long a one-time code is in force. */
const CODE_MS = 48 * 3_600_000;
/** A probe asks at least every quarter of a minute: not heard of for so long, something is wrong. */
export const SILENT_MS = 5 * 60_000;

function stateOf(row: ListedProbe, now: string): ProbeHealth {
  if (row.revoked_at !== null) return 'revoked';
  if (row.enrolled_at === null) return 'new';
  if (Date.parse(row.last_seen_at ?? row.enrolled_at) < Date.parse(now) - SILENT_MS) return 'silent';
  return row.pieces > 0 ? 'working' : 'idle';
}

/** What notices about a probe are about. */
export function aboutProbe(id: Id): string {
  return `probe/${id}`;
}

function actionsOf(row: ListedProbe, actor: Actor, state: ProbeHealth): Probe['actions'] {
  const keeps = holds(actor, 'account.write') && mayChange(actor, row);
  const scans = holds(actor, 'scan.run') && row.steward_id === actor.unitId && mayChange(actor, row);
  const told = [
    { action: 'revoke', permitted: keeps, over: state === 'revoked' },
    { action: 'code', permitted: keeps, over: state !== 'new' },
    { action: 'scan', permitted: scans, over: state === 'new' || state === 'revoked' },
  ].map(({ action, permitted, over }) => ({ action, reason: over ? state : permitted ? undefined : 'no-permission' }));
  return {
    state,
    may: told.filter(({ reason }) => reason === undefined).map(({ action }) => action),
    blockers: told.flatMap(({ action, reason }) => (reason === undefined ? [] : [{ action, reason }])),
  };
}

function view(row: ListedProbe, actor: Actor, now: string): Probe {
  return {
    id: row.id,
    name: row.name,
    site: row.site_id === null ? null : { id: row.site_id, name: row.site_name ?? '' },
    fingerprint: row.fingerprint,
    enrolledAt: row.enrolled_at,
    lastSeenAt: row.last_seen_at,
    lastAddress: row.last_address,
    software: row.software,
    clockSkewSeconds: row.clock_skew_seconds,
    queued: row.queued,
    allowed: row.allowed,
    pieces: row.pieces,
    createdAt: row.created_at,
    createdBy: row.created_by,
    actions: actionsOf(row, actor, stateOf(row, now)),
  };
}

async function getRow(work: Work, id: Id): Promise<ListedProbe> {
  const row = await store.findListed(work.tx, id);
  if (row === undefined) throw new AppError('not-found', 'no such probe', { place: id });
  return row;
}

export function list(context: Context, actor: Actor, query: PageQuery): Promise<ProbeList> {
  return withActor(context, actor, async (work) => {
    const { items, next } = pageOf(await store.listProbes(work.tx, query), query.limit, (row) => [row.name, row.id]);
    noteRead(work, 'probe', items);
    const may = holds(actor, 'account.write') && actor.writeScopes.length > 0;
    const actions = { state: 'list', may: may ? ['add'] : [], blockers: may ? [] : [{ action: 'add', reason: 'no-permission' }] };
    return { items: items.map((row) => view(row, actor, work.now)), next, actions };
  });
}

export function get(context: Context, actor: Actor, id: Id): Promise<Probe> {
  return withActor(context, actor, async (work) => {
    const row = await getRow(work, id);
    noteRead(work, 'probe', [row]);
    return view(row, actor, work.now);
  });
}

interface Minted {
  readonly code: string;
  readonly kept: { readonly hash: string; readonly until: string };
}

function mint(now: string): Minted {
  const code = newSecret();
  return { code, kept: { hash: hashSecret(code), until: new Date(Date.parse(now) + CODE_MS).toISOString() } };
}

export function add(context: Context, actor: Actor, body: ProbeBody): Promise<NewProbe> {
  return withActor(context, actor, async (work) => {
    await assertOwnSite(work, body.siteId);
    const id = newId();
    const { code, kept } = mint(work.now);
    await store.insertProbe(work, id, body, kept);
    work.audit({ action: 'probe.added', object: `probe/${id}`, summary: body.name });
    return { probe: view(await getRow(work, id), actor, work.now), code, expiresAt: kept.until };
  });
}

async function toChange(work: Work, id: Id, action: 'revoke' | 'code'): Promise<ListedProbe> {
  const row = await getRow(work, id);
  assertMayChange(work.actor, row);
  const { state, may } = view(row, work.actor, work.now).actions;
  if (!may.includes(action)) throw new AppError('conflict', `the probe is ${state}`, { place: id, reason: state });
  return row;
}

/** Another code in place of the one that was not used. */
export function renewCode(context: Context, actor: Actor, id: Id): Promise<NewProbe> {
  return withActor(context, actor, async (work) => {
    const row = await toChange(work, id, 'code');
    const { code, kept } = mint(work.now);
    await store.setCode(work.tx, id, kept);
    work.audit({ action: 'probe.code-renewed', object: `probe/${id}`, summary: row.name });
    return { probe: view(await getRow(work, id), actor, work.now), code, expiresAt: kept.until };
  });
}

/** Ends a probe: from this transaction on nothing it signs is taken, and its pieces go to others. */
export function revoke(context: Context, actor: Actor, id: Id): Promise<Probe> {
  return withActor(context, actor, async (work) => {
    const row = await toChange(work, id, 'revoke');
    await store.setRevoked(work.tx, id, work.now);
    await releasePieces(work.tx, id);
    await settle(work, aboutProbe(id));
    work.audit({ action: 'probe.revoked', object: `probe/${id}`, summary: row.name });
    return view(await getRow(work, id), actor, work.now);
  });
}

/** A probe as the trail names it. */
export function nameOf(row: ProbeRow): string {
  return `${row.name} (${row.fingerprint ?? ''})`;
}
