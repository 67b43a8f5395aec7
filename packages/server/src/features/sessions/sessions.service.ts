import type { Session, SetupBody } from '@ancam/contract';
import { AppError, newId } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Context } from '../../context.ts';
import type { Actor } from '../../db/actor.ts';
import { asOwner } from '../../db/actor.ts';
import { appendAudit } from '../../db/audit.ts';
import type { AuditNote } from '../../db/audit.ts';
import type { Tx } from '../../db/database.ts';
import type { Permission } from '@ancam/contract';
import { hashSecret, newSecret } from '../../secrets.ts';
import { searchText } from '../../search-text.ts';
import { factorKinds } from '../factors/factors.service.ts';
import { insertUnit } from '../units/register-unit.ts';
import { actorOf } from './actor-of.ts';
import { hashPassword } from './password.ts';
import * as store from './sessions.store.ts';
import type { AccountRow, ListedSession, Method, SessionRow } from './sessions.store.ts';

/** A session lasts a working day; then one signs in again. */
export const SESSION_SECONDS = 12 * 3600;
/** A half-open session lasts as long as it takes to find the telephone. */
const PENDING_SECONDS = 600;
const TOUCH_MS = 60_000;
/** A browser unused for so long is a stranger again. */
const DEVICE_MS = 180 * 86_400_000;
/** What one may do while the second factor that the installation demands is not enrolled. */
const ENROLLING: readonly Permission[] = ['own.enrol'];
const BY_BROWSER: readonly Permission[] = ['own.enrol', 'own.manage'];

export { actorOf } from './actor-of.ts';
export type { AccountRow, ListedSession } from './sessions.store.ts';
export {
  deleteSession,
  endSession,
  endSessions,
  findAccount,
  findAccounts,
  findAccountByEmail,
  findAccountByLogin,
} from './sessions.store.ts';
export { countTry, forgetDevices, insertAccount, isKnownDevice, setEmail, setPassword, setSecondFactor } from './sessions.store.ts';

/** Where a try to get in comes from. */
export interface Visitor {
  readonly address: string;
  readonly device: string;
  /** Token of the cookie by which a browser is known. */
  readonly deviceToken: string | undefined;
}

/** A fresh session with the tokens for its cookies. */
export interface OpenedSession {
  readonly session: Session;
  readonly token: string;
  readonly seconds: number;
  /** Marks this browser as one from which the account got in. */
  readonly deviceToken: string;
}

export function requiresSecondFactor(context: Context, role: string): boolean {
  return context.access.secondFactorRoles.includes(role);
}

function owesEnrolment(context: Context, row: SessionRow): boolean {
  return !row.second_factor && requiresSecondFactor(context, row.role);
}

/** The session of a token, where it is neither over nor its account disabled. */
export function findSession(context: Context, tx: Tx, token: string): Promise<SessionRow | undefined> {
  return store.findSession(tx, hashSecret(token), context.clock().toISOString());
}

/** Who acts by the session of a cookie, as the account now stands. A half-open session is nobody. */
export async function actorOfSession(context: Context, token: string): Promise<Actor | undefined> {
  const now = context.clock();
  const row = await store.findSession(context.db, hashSecret(token), now.toISOString());
  if (row === undefined || row.state !== 'open') return undefined;
  if (now.getTime() - new Date(row.last_seen_at).getTime() > TOUCH_MS)
    await asOwner(context, (tx) => store.touchSession(tx, row.session_id, now.toISOString()));
  const actor = actorOf(row);
  const permissions = owesEnrolment(context, row) ? ENROLLING : [...actor.permissions, ...BY_BROWSER];
  return { ...actor, permissions, session: { id: row.session_id, secondFactor: row.second_factor } };
}

/** A new one-time set-up token while there is no account; undefined afterwards. Earlier unused ones end. */
export function mintSetupToken(context: Context): Promise<string | undefined> {
  return asOwner(context, async (tx) => {
    if (await store.anyAccount(tx)) return undefined;
    const token = newSecret();
    await store.replaceSetupToken(tx, hashSecret(token), context.clock().toISOString());
    return token;
  });
}

/** What a browser is told of its session. */
export function describeSession(context: Context, token: string | undefined): Promise<Session> {
  return asOwner(context, async (tx) => {
    const row = token === undefined ? undefined : await findSession(context, tx, token);
    const setupNeeded = row === undefined && !(await store.anyAccount(tx));
    return sessionOf(context, tx, row, setupNeeded);
  });
}

async function sessionOf(context: Context, tx: Tx, row: SessionRow | undefined, setupNeeded: boolean): Promise<Session> {
  const about = {
    setupNeeded,
    signOn: context.access.signOn?.name ?? null,
    software: context.software,
    knowledge: context.knowledge.hash,
    instanceId: context.instanceId,
    demonstration: context.demonstration?.asOf ?? null,
  };
  if (row === undefined) return { ...about, account: null, step: 'none', factors: [], permissions: [] };
  if (row.state === 'pending') {
    return { ...about, account: null, step: 'second-factor', factors: await factorKinds(tx, row.id), permissions: [] };
  }
  const { role, permissions } = actorOf(row);
  const enrolling = owesEnrolment(context, row);
  return {
    ...about,
    account: { id: row.id, login: row.login, displayName: row.display_name, role, unit: { id: row.unit_id, name: row.unit_name } },
    step: enrolling ? 'enrol' : 'none',
    factors: [],
    permissions: enrolling ? [...ENROLLING] : [...permissions, ...BY_BROWSER],
  };
}

/** Creates the first administrator and its unit by the one-time link. */
export async function setUp(context: Context, body: SetupBody, visitor: Visitor): Promise<OpenedSession> {
  const passwordHash = await hashPassword(body.password);
  return asOwner(context, async (tx) => {
    const now = context.clock().toISOString();
    if (await store.anyAccount(tx)) throw new AppError('setup.done', 'the first administrator exists', { fix: 'sign in' });
    if (!(await store.useSetupToken(tx, hashSecret(body.token), now))) {
      throw new AppError('setup.link-invalid', 'the set-up link is not valid or was used', {
        place: 'token',
        fix: 'use the link that the server printed at its last start',
      });
    }
    const { instanceId } = context;
    const { id: unitId } = await insertUnit(tx, { instanceId, now, name: body.unitName });
    await store.setHostUnit(tx, unitId);
    const { login, displayName } = body;
    const search = searchText(login, displayName);
    await store.insertAccount(tx, {
      id: newId(),
      instanceId,
      unitId,
      login,
      displayName,
      role: 'administrator',
      clearance: 1,
      passwordHash,
      search,
      now,
    });
    const row = await store.findAccountByLogin(tx, login, now);
    if (row === undefined) throw new AppError('store.failed', 'the new account is not there');
    await note(context, tx, row, { action: 'setup.done', summary: `first administrator ${login}` });
    return openSession(context, tx, row, { method: 'link', secondFactor: false, visitor });
  });
}

/** Audits what an account did to get in, in the chain of its own body. */
export function note(context: Context, tx: Tx, row: AccountRow, what: Omit<AuditNote, 'object'>): Promise<void> {
  const by = { actor: actorOf(row), instanceId: context.instanceId, now: context.clock().toISOString() };
  return appendAudit(tx, by, [{ ...what, object: `account/${row.id}` }]);
}

interface Entry {
  readonly method: Method;
  /** Whether the entry itself proved two factors. */
  readonly secondFactor: boolean;
  readonly visitor: Visitor;
}

/** Opens a session; half open where the account has a second factor that this entry did not prove. */
export async function openSession(context: Context, tx: Tx, row: AccountRow, entry: Entry): Promise<OpenedSession> {
  const token = newSecret();
  const deviceToken = entry.visitor.deviceToken ?? newSecret();
  const pending = !entry.secondFactor && (await factorKinds(tx, row.id)).length > 0;
  const seconds = pending ? PENDING_SECONDS : SESSION_SECONDS;
  const now = context.clock();
  const at = now.toISOString();
  await store.insertSession(tx, {
    id: newId(),
    tokenHash: hashSecret(token),
    accountId: row.id,
    state: pending ? 'pending' : 'open',
    method: entry.method,
    secondFactor: entry.secondFactor,
    address: entry.visitor.address,
    device: entry.visitor.device,
    now: at,
    expiresAt: new Date(now.getTime() + seconds * 1000).toISOString(),
  });
  if (!pending) {
    await store.rememberDevice(tx, hashSecret(deviceToken), row.id, at, new Date(now.getTime() - DEVICE_MS).toISOString());
    await store.noteSignIn(tx, row.id, at);
  }
  const opened = await findSession(context, tx, token);
  return { token, seconds, deviceToken, session: await sessionOf(context, tx, opened, false) };
}

/** Ends the session of a token, whatever its state. */
export function logOut(context: Context, token: string): Promise<void> {
  return asOwner(context, async (tx) => {
    const row = await findSession(context, tx, token);
    if (row === undefined) return;
    await store.deleteSession(tx, hashSecret(token));
    await note(context, tx, row, { action: 'session.closed', summary: 'signed out' });
  });
}

/** Sessions of an account, newest first. */
export function sessionsOf(context: Context, tx: Tx, accountId: Id): Promise<ListedSession[]> {
  return store.listSessions(tx, accountId, context.clock().toISOString());
}
