import type { OwnSecurity, OwnSession, PasswordBody } from '@ancam/contract';
import { AccountRole } from '@ancam/contract';
import { AppError } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Context } from '../../context.ts';
import { asOwner } from '../../db/actor.ts';
import type { Actor } from '../../db/actor.ts';
import { appendAudit } from '../../db/audit.ts';
import type { Tx } from '../../db/database.ts';
import { factorsOf } from '../factors/factors.service.ts';
import { hashPassword, verifyPassword } from '../sessions/password.ts';
import * as sessions from '../sessions/sessions.service.ts';
import type { AccountRow } from '../sessions/sessions.service.ts';

/** The account and session of one who acts in the own name in a browser. */
export interface Owner {
  readonly actor: Actor;
  readonly id: Id;
  readonly sessionId: Id;
  /** Whether this session has passed a second factor. */
  readonly secondFactor: boolean;
}

/** Throws `auth.forbidden` for a token or delegation; the permission of the route has refused them before. */
export function ownerOf(actor: Actor): Owner {
  if (actor.accountId === null || actor.session === undefined) {
    throw new AppError('auth.forbidden', 'only the owner of the account, in a browser', { place: 'session', fix: 'sign in yourself' });
  }
  return { actor, id: actor.accountId, sessionId: actor.session.id, secondFactor: actor.session.secondFactor };
}

/** Audits what the owner did with the own account. */
export function note(context: Context, tx: Tx, owner: Owner, action: string, summary: string): Promise<void> {
  const by = { actor: owner.actor, instanceId: context.instanceId, now: context.clock().toISOString() };
  return appendAudit(tx, by, [{ action, object: `account/${owner.id}`, summary }]);
}

export async function getAccount(context: Context, tx: Tx, owner: Owner): Promise<AccountRow> {
  const row = await sessions.findAccount(tx, owner.id, context.clock().toISOString());
  if (row === undefined) throw new AppError('auth.required', 'the account is disabled', { fix: 'sign in' });
  return row;
}

/** Throws `auth.failed` unless the password is the account's; one who has none signs on by a provider and gives none. */
export async function assertPassword(context: Context, owner: Owner, password: string): Promise<void> {
  const { password_hash: hash } = await asOwner(context, (tx) => getAccount(context, tx, owner));
  if (hash === null) return;
  if (!(await verifyPassword(password, hash))) {
    await asOwner(context, (tx) => note(context, tx, owner, 'session.refused', 'wrong password'));
    throw new AppError('auth.failed', 'the password is wrong', { place: 'password', fix: 'type your present password' });
  }
}

export function describe(context: Context, owner: Owner): Promise<OwnSecurity> {
  return asOwner(context, async (tx) => {
    const row = await getAccount(context, tx, owner);
    const factors = await factorsOf(tx, owner.id);
    const rows = await sessions.sessionsOf(context, tx, owner.id);
    return {
      login: row.login,
      displayName: row.display_name,
      email: row.email,
      role: AccountRole.catch('viewer').parse(row.role),
      unit: { id: row.unit_id, name: row.unit_name },
      hasPassword: row.password_hash !== null,
      codeSince: factors.codeSince,
      recoveryCodesLeft: factors.recoveryCodesLeft,
      passkeys: [...factors.passkeys],
      secondFactorRequired: sessions.requiresSecondFactor(context, row.role),
      sessions: rows.map((each) => ({
        id: each.id,
        device: each.device,
        address: each.address,
        method: each.method as OwnSession['method'], // held by a check of the table
        since: each.created_at,
        lastSeenAt: each.last_seen_at,
        current: each.id === owner.sessionId,
      })),
    };
  });
}

/** Changes the password; whoever else is signed in with the old one is signed out. */
export async function changePassword(context: Context, owner: Owner, body: PasswordBody): Promise<void> {
  await assertPassword(context, owner, body.current);
  const passwordHash = await hashPassword(body.password);
  await asOwner(context, async (tx) => {
    await sessions.setPassword(tx, owner.id, passwordHash);
    const ended = await sessions.endSessions(tx, owner.id, owner.sessionId);
    await sessions.forgetDevices(tx, owner.id);
    await note(context, tx, owner, 'password.changed', `${ended} other sessions ended`);
  });
}

export function endSession(context: Context, owner: Owner, id: Id): Promise<void> {
  return asOwner(context, async (tx) => {
    if (!(await sessions.endSession(tx, owner.id, id))) throw new AppError('not-found', 'no such session', { place: id });
    await note(context, tx, owner, 'session.ended', 'one session');
  });
}

export function endOthers(context: Context, owner: Owner): Promise<void> {
  return asOwner(context, async (tx) => {
    const ended = await sessions.endSessions(tx, owner.id, owner.sessionId);
    await note(context, tx, owner, 'session.ended', `${ended} other sessions`);
  });
}
