import type { CodeBody, LoginBody, PasskeyAnswer } from '@ancam/contract';
import { AppError } from '@ancam/core';
import type { Context } from '../../context.ts';
import { asOwner } from '../../db/actor.ts';
import { hashSecret } from '../../secrets.ts';
import * as codes from '../factors/codes.service.ts';
import * as passkeys from '../factors/passkeys.service.ts';
import { verifyPassword } from '../sessions/password.ts';
import * as sessions from '../sessions/sessions.service.ts';
import type { OpenedSession, Visitor } from '../sessions/sessions.service.ts';

/** Wrong codes after which a half-open session ends and the password is asked again. */
const CODE_TRIES = 5;

/** Hash of the browser's token, where this login got in from it before. */
export async function knownDevice(context: Context, deviceToken: string | undefined, login: string): Promise<string | undefined> {
  const hash = hashSecret(deviceToken ?? '');
  const known = await asOwner(context, (tx) => sessions.isKnownDevice(tx, hash, login));
  return known ? hash : undefined;
}

/** Signs in by password. The same refusal for an unknown account, one without a password and a wrong password. */
export async function logIn(context: Context, body: LoginBody, visitor: Visitor): Promise<OpenedSession> {
  const row = await asOwner(context, (tx) => sessions.findAccountByLogin(tx, body.login, context.clock().toISOString()));
  const right = await verifyPassword(body.password, row?.password_hash ?? undefined);
  const opened = await asOwner(context, async (tx) => {
    if (row === undefined) return undefined;
    if (!right) {
      await sessions.note(context, tx, row, { action: 'session.refused', summary: 'wrong password' });
      return undefined;
    }
    const session = await sessions.openSession(context, tx, row, { method: 'password', secondFactor: false, visitor });
    if (session.session.step !== 'second-factor') await sessions.note(context, tx, row, { action: 'session.opened', summary: 'signed in' });
    return session;
  });
  if (opened !== undefined) return opened;
  throw new AppError('auth.failed', 'login or password is wrong', { fix: 'check both and try again' });
}

/** The half-open session of a token. Throws `auth.required` where there is none. */
export async function findPending(context: Context, token: string | undefined): Promise<{ accountId: string; login: string }> {
  const row = await asOwner(context, async (tx) => (token === undefined ? undefined : sessions.findSession(context, tx, token)));
  if (row === undefined || row.state !== 'pending') throw new AppError('auth.required', 'give the password first', { fix: 'sign in' });
  return { accountId: row.id, login: row.login };
}

/** Gives the second factor to a half-open session; a new session takes its place. After five wrong codes the password is asked again. */
export async function giveCode(context: Context, token: string, { code }: CodeBody, visitor: Visitor): Promise<OpenedSession> {
  const opened = await asOwner(context, async (tx) => {
    const row = await sessions.findSession(context, tx, token);
    if (row === undefined || row.state !== 'pending') return undefined;
    // Counted on the row first, whose lock makes tries sent all at once wait for each other.
    const tries = await sessions.countTry(tx, row.session_id);
    if (!(await codes.spend(context, tx, row, code))) {
      if (tries >= CODE_TRIES) await sessions.deleteSession(tx, hashSecret(token));
      await sessions.note(context, tx, row, { action: 'session.refused', summary: 'wrong code' });
      return undefined;
    }
    await sessions.deleteSession(tx, hashSecret(token));
    await sessions.note(context, tx, row, { action: 'session.opened', summary: 'signed in with a second factor' });
    return sessions.openSession(context, tx, row, { method: 'password', secondFactor: true, visitor });
  });
  if (opened !== undefined) return opened;
  throw new AppError('auth.failed', 'the code is wrong', { place: 'code', fix: 'wait for the next code and try again' });
}

/** Signs in by a passkey, whose holder the authenticator has verified. */
export async function enterByPasskey(
  context: Context,
  origin: string,
  answer: PasskeyAnswer,
  visitor: Visitor,
  pending?: string,
): Promise<OpenedSession> {
  const accountId = await passkeys.verifyEntry(context, origin, answer);
  return asOwner(context, async (tx) => {
    const row = await sessions.findAccount(tx, accountId, context.clock().toISOString());
    if (row === undefined) throw new AppError('auth.failed', 'the passkey was not accepted', { place: 'passkey', fix: 'try again' });
    if (pending !== undefined) await sessions.deleteSession(tx, hashSecret(pending));
    await sessions.note(context, tx, row, { action: 'session.opened', summary: 'signed in with a passkey' });
    return sessions.openSession(context, tx, row, { method: 'passkey', secondFactor: true, visitor });
  });
}
