import { createHash, randomBytes } from 'node:crypto';
import type { LoginBody, Session, SetupBody } from '@ancam/contract';
import { ROLES } from '@ancam/contract';
import type { Role } from '@ancam/contract';
import { AppError, newId } from '@ancam/core';
import type { Context } from '../../context.ts';
import type { Actor } from '../../db/actor.ts';
import { asOwner } from '../../db/actor.ts';
import { appendAudit } from '../../db/audit.ts';
import { permissionsOf } from '../../http/permissions.ts';
import { insertUnit } from '../units/register-unit.ts';
import { hashPassword, verifyPassword } from './password.ts';
import * as store from './sessions.store.ts';
import type { AccountRow } from './sessions.store.ts';

/** A session lasts a working day; then one signs in again. */
export const SESSION_SECONDS = 12 * 3600;

function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Roles that change what their part of the tree has recorded; the others read. */
const WRITERS: ReadonlySet<Role> = new Set(['administrator', 'officer', 'approver']);

function actorOf(row: AccountRow): Actor {
  const role = ROLES.find((each) => each === row.role) ?? 'viewer';
  const own = row.scope_path;
  return {
    accountId: row.id,
    name: row.display_name,
    role,
    permissions: permissionsOf(role),
    homeId: row.home_id,
    unitId: row.unit_id,
    scopePath: own,
    placePath: row.place_path,
    scopes: [...new Set([own, ...row.former_paths, ...row.granted_scopes])],
    writeScopes: WRITERS.has(role) ? [own] : [],
    places: row.granted_places,
    adminScopes: role !== 'administrator' ? [] : [row.of_host ? '/' : own],
    clearance: row.clearance,
  };
}

/** The account of a session cookie as it now stands. */
export async function findActor(context: Context, token: string): Promise<Actor | undefined> {
  const row = await asOwner(context, (tx) => store.findAccountBySession(tx, hashToken(token), context.clock().toISOString()));
  return row === undefined ? undefined : actorOf(row);
}

/** A new one-time set-up token while there is no account; undefined afterwards. Earlier unused ones end. */
export function mintSetupToken(context: Context): Promise<string | undefined> {
  return asOwner(context, async (tx) => {
    if (await store.anyAccount(tx)) return undefined;
    const token = newToken();
    await store.replaceSetupToken(tx, hashToken(token), context.clock().toISOString());
    return token;
  });
}

/** What a browser is told of its session. */
export function describeSession(context: Context, token: string | undefined): Promise<Session> {
  return asOwner(context, async (tx) => {
    const now = context.clock().toISOString();
    const row = token === undefined ? undefined : await store.findAccountBySession(tx, hashToken(token), now);
    const setupNeeded = row === undefined && !(await store.anyAccount(tx));
    return sessionOf(context, row, setupNeeded);
  });
}

function sessionOf(context: Context, row: AccountRow | undefined, setupNeeded: boolean): Session {
  const actor = row === undefined ? undefined : actorOf(row);
  return {
    account:
      row === undefined || actor === undefined
        ? null
        : { id: row.id, login: row.login, displayName: row.display_name, role: actor.role, unit: { id: row.unit_id, name: row.unit_name } },
    setupNeeded,
    software: context.software,
    knowledge: context.knowledge.hash,
    instanceId: context.instanceId,
    permissions: actor === undefined ? [] : [...actor.permissions],
  };
}

/** A fresh session with the token for its cookie. */
export interface OpenedSession {
  readonly session: Session;
  readonly token: string;
}

/** Creates the first administrator and its unit by the one-time link. */
export async function setUp(context: Context, body: SetupBody): Promise<OpenedSession> {
  const passwordHash = await hashPassword(body.password);
  return asOwner(context, async (tx) => {
    const now = context.clock().toISOString();
    if (await store.anyAccount(tx)) throw new AppError('setup.done', 'the first administrator exists', { fix: 'sign in' });
    if (!(await store.useSetupToken(tx, hashToken(body.token), now))) {
      throw new AppError('setup.link-invalid', 'the set-up link is not valid or was used', {
        place: 'token',
        fix: 'use the link that the server printed at its last start',
      });
    }
    const { instanceId } = context;
    const { id: unitId } = await insertUnit(tx, { instanceId, now, name: body.unitName });
    await store.setHostUnit(tx, unitId);
    const { login, displayName } = body;
    await store.insertAccount(tx, {
      id: newId(),
      instanceId,
      unitId,
      login,
      displayName,
      role: 'administrator',
      clearance: 1,
      passwordHash,
      now,
    });
    const row = await store.findAccountByLogin(tx, login, now);
    if (row === undefined) throw new AppError('store.failed', 'the new account is not there');
    const actor = actorOf(row);
    const note = { action: 'setup.done', object: `account/${row.id}`, summary: `first administrator ${login}` };
    await appendAudit(tx, { actor, instanceId, now }, [note]);
    return open(context, tx, row);
  });
}

async function open(context: Context, tx: Parameters<typeof store.insertSession>[0], row: AccountRow): Promise<OpenedSession> {
  const token = newToken();
  const now = context.clock();
  const expiresAt = new Date(now.getTime() + SESSION_SECONDS * 1000).toISOString();
  await store.insertSession(tx, { tokenHash: hashToken(token), accountId: row.id, now: now.toISOString(), expiresAt });
  return { token, session: sessionOf(context, row, false) };
}

/** Signs in. The same refusal for an unknown account and a wrong password. */
export async function logIn(context: Context, body: LoginBody): Promise<OpenedSession> {
  const row = await asOwner(context, (tx) => store.findAccountByLogin(tx, body.login, context.clock().toISOString()));
  const right = await verifyPassword(body.password, row?.password_hash);
  return asOwner(context, async (tx) => {
    if (row !== undefined) {
      const outcome = right ? { action: 'session.opened', summary: 'signed in' } : { action: 'session.refused', summary: 'wrong password' };
      const by = { actor: actorOf(row), instanceId: context.instanceId, now: context.clock().toISOString() };
      await appendAudit(tx, by, [{ ...outcome, object: `account/${row.id}` }]);
    }
    return right && row !== undefined ? open(context, tx, row) : undefined;
  }).then((opened) => {
    if (opened !== undefined) return opened;
    throw new AppError('auth.failed', 'login or password is wrong', { fix: 'check both and try again' });
  });
}

/** Ends the session of a token. */
export function logOut(context: Context, actor: Actor, token: string): Promise<void> {
  return asOwner(context, async (tx) => {
    await store.deleteSession(tx, hashToken(token));
    const by = { actor, instanceId: context.instanceId, now: context.clock().toISOString() };
    await appendAudit(tx, by, [{ action: 'session.closed', object: `account/${actor.accountId ?? ''}`, summary: 'signed out' }]);
  });
}
