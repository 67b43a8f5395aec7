import { AccountRole } from '@ancam/contract';
import type { AccountBody, AccountChange, AccountList, AccountQuery, AccountRow, InviteBody, Invited, Role } from '@ancam/contract';
import { AppError, newId } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { z } from 'zod';
import type { Context } from '../../context.ts';
import { pageOf, readCursor } from '../../cursor.ts';
import { asOwner, holds, isDouble } from '../../db/actor.ts';
import type { Actor } from '../../db/actor.ts';
import { appendAudit } from '../../db/audit.ts';
import type { Tx } from '../../db/database.ts';
import { searchText } from '../../search-text.ts';
import { unitWithin } from '../acting/grants.service.ts';
import { revokeGiven } from '../delegations/delegations.service.ts';
import * as invitations from '../invitations/invitations.service.ts';
import * as sessions from '../sessions/sessions.service.ts';
import * as tokens from '../tokens/tokens.service.ts';
import * as store from './accounts.store.ts';
import type { ManagedRow } from './accounts.store.ts';
import { actionsOf, givableRoles } from './rules.ts';

/** A transaction on accounts in the name of an actor. */
export interface Desk {
  readonly context: Context;
  readonly tx: Tx;
  readonly actor: Actor;
  readonly now: string;
}

/** Runs work on accounts; they are out of the reach of the role of requests, so each query names the actor's subtree. */
export function atDesk<T>(context: Context, actor: Actor, work: (desk: Desk) => Promise<T>): Promise<T> {
  const done = asOwner(context, (tx) => work({ context, tx, actor, now: context.clock().toISOString() }));
  return done.catch((thrown: unknown) => {
    throw isDouble(thrown)
      ? new AppError('conflict', 'login or e-mail is taken', { place: 'login', fix: 'choose another' }, thrown)
      : thrown;
  });
}

export function note({ context, tx, actor, now }: Desk, action: string, id: Id, summary: string): Promise<void> {
  return appendAudit(tx, { actor, instanceId: context.instanceId, now }, [{ action, object: `account/${id}`, summary }]);
}

function view(actor: Actor, row: ManagedRow): AccountRow {
  return {
    id: row.id,
    login: row.login,
    displayName: row.display_name,
    email: row.email,
    role: AccountRole.catch('viewer').parse(row.role),
    unit: { id: row.unit_id, name: row.unit_name },
    state: row.state,
    secondFactor: row.second_factor,
    createdAt: row.created_at,
    lastSignInAt: row.last_sign_in_at,
    invitedUntil: row.state === 'invited' ? row.invited_until : null,
    actions: actionsOf(actor, row),
  };
}

/** Where an actor sees accounts: what it manages, or what an auditor reads. */
function reach(actor: Actor): readonly string[] {
  return holds(actor, 'account.write') ? actor.adminScopes : actor.scopes;
}

async function getRow({ tx, actor, now }: Desk, id: Id): Promise<ManagedRow> {
  const row = await store.findAccount(tx, reach(actor), id, now);
  if (row === undefined) throw new AppError('not-found', 'no such account', { place: id });
  return row;
}

async function getFor(desk: Desk, id: Id, action: string): Promise<ManagedRow> {
  const row = await getRow(desk, id);
  const { may, blockers } = actionsOf(desk.actor, row);
  if (may.includes(action)) return row;
  const reason = blockers.find((each) => each.action === action)?.reason ?? row.state;
  throw new AppError('auth.forbidden', `not possible: ${reason}`, { place: action, reason, fix: 'ask another administrator' });
}

function assertGivable(actor: Actor, role: Role): void {
  if (givableRoles(actor).includes(role)) return;
  throw new AppError('auth.forbidden', 'one cannot give a role beyond the own', { place: 'role', fix: 'choose another role' });
}

/** Accounts of the actor's subtree, or of a unit in it, by login. */
export function list(context: Context, actor: Actor, query: z.infer<typeof AccountQuery>): Promise<AccountList> {
  return atDesk(context, actor, async ({ tx, now }) => {
    const { cursor, limit, unit, q, ...filter } = query;
    const prefixes = unit === undefined ? reach(actor) : [(await unitWithin(tx, reach(actor), unit)).scope_path];
    const after = readCursor(cursor, 1)?.[0];
    const wanted = { prefixes, now, after: after === undefined ? undefined : String(after), limit: limit + 1 };
    const rows = await store.listAccounts(tx, { ...wanted, filter: { ...filter, q: searchText(q) } });
    const page = pageOf(rows, limit, (row) => [row.login_key]);
    return { items: page.items.map((row) => view(actor, row)), next: page.next, roles: givableRoles(actor) };
  });
}

/** Who administers may see restricted rows, if the one who invites may; others get that right by decision, not by invitation. */
function clearanceOf(actor: Actor, role: Role): 0 | 1 {
  return role === 'administrator' && actor.clearance > 0 ? 1 : 0;
}

interface NewPerson {
  readonly login: string;
  readonly displayName: string;
  readonly email: string | undefined;
  readonly role: Role;
  readonly unitId: Id;
  readonly days: number;
}

/** Makes one account with its one-time link. */
export async function invite(desk: Desk, person: NewPerson): Promise<{ id: Id; link: invitations.MintedLink }> {
  const { context, tx, actor, now } = desk;
  assertGivable(actor, person.role);
  const id = newId();
  const { login, displayName, email, role, unitId } = person;
  const search = searchText(login, displayName, email);
  const optional = email === undefined ? {} : { email };
  const row = {
    id,
    instanceId: context.instanceId,
    unitId,
    login,
    displayName,
    role,
    clearance: clearanceOf(actor, role),
    passwordHash: null,
    search,
    now,
    ...optional,
  };
  await sessions.insertAccount(tx, row);
  const link = await invitations.mint(context, tx, { accountId: id, days: person.days, clearsFactors: false, createdBy: actor.name });
  return { id, link };
}

export function create(context: Context, actor: Actor, body: AccountBody): Promise<Invited> {
  return atDesk(context, actor, async (desk) => {
    const unit = await unitWithin(desk.tx, actor.adminScopes, body.unitId ?? actor.unitId);
    const { login, displayName, email, role, days } = body;
    const { id, link } = await invite(desk, { login, displayName, email, role, days, unitId: unit.id });
    await note(desk, 'account.invited', id, `${login}: ${displayName}, ${role}, ${unit.name}`);
    return { account: view(actor, await getRow(desk, id)), path: link.path, expiresAt: link.expiresAt };
  });
}

/** A new link for a person; the ones before end. */
export function inviteAgain(context: Context, actor: Actor, id: Id, body: InviteBody): Promise<Invited> {
  return atDesk(context, actor, async (desk) => {
    const row = await getFor(desk, id, 'invite');
    const link = await invitations.mint(context, desk.tx, { accountId: id, ...body, createdBy: actor.name });
    await note(desk, 'account.reinvited', id, body.clearsFactors ? `${row.login}, second factors` : row.login);
    return { account: view(actor, await getRow(desk, id)), path: link.path, expiresAt: link.expiresAt };
  });
}

/** Changes another's account. An administrator who is the last of its subtree keeps role and unit. */
export function change(context: Context, actor: Actor, id: Id, body: AccountChange): Promise<AccountRow> {
  return atDesk(context, actor, async (desk) => {
    const row = await getFor(desk, id, 'edit');
    if (body.role !== undefined) assertGivable(actor, body.role);
    const unit = body.unitId === undefined ? undefined : await unitWithin(desk.tx, actor.adminScopes, body.unitId);
    const leaves = (body.role !== undefined && body.role !== 'administrator') || (unit !== undefined && unit.id !== row.unit_id);
    if (leaves) await assertNotLast(desk, row);
    const displayName = body.displayName ?? row.display_name;
    const email = body.email === undefined ? row.email : body.email;
    await store.updateAccount(desk.tx, id, {
      display_name: displayName,
      email,
      role: body.role ?? row.role,
      unit_id: unit?.id ?? row.unit_id,
      search: searchText(row.login, displayName, email),
    });
    await note(desk, 'account.changed', id, `${row.login}: ${Object.keys(body).join(', ')}`);
    return view(actor, await getRow(desk, id));
  });
}

async function assertNotLast({ tx }: Desk, row: ManagedRow): Promise<void> {
  if (row.role !== 'administrator' || row.state !== 'active') return;
  if (await store.anotherAdministrator(tx, row.id, row.scope_path)) return;
  throw new AppError('conflict', 'this is the last administrator', {
    place: 'role',
    reason: 'last-administrator',
    fix: 'make another first',
  });
}

/** Shuts an account out at once: sessions, links, tokens and what it delegated end. */
export function disable(context: Context, actor: Actor, id: Id): Promise<AccountRow> {
  return atDesk(context, actor, async (desk) => {
    const row = await getFor(desk, id, 'disable');
    await assertNotLast(desk, row);
    await store.setDisabled(desk.tx, id, desk.now);
    await sessions.endSessions(desk.tx, id);
    await invitations.revokeAll(context, desk.tx, id);
    await tokens.revokeAll(desk.tx, id, desk.now);
    await revokeGiven(desk.tx, id, desk.now, actor.name);
    await note(desk, 'account.disabled', id, row.login);
    return view(actor, await getRow(desk, id));
  });
}

export function enable(context: Context, actor: Actor, id: Id): Promise<AccountRow> {
  return atDesk(context, actor, async (desk) => {
    const row = await getFor(desk, id, 'enable');
    await store.setDisabled(desk.tx, id, null);
    await note(desk, 'account.enabled', id, row.login);
    return view(actor, await getRow(desk, id));
  });
}
