import type { CodeEnrolment, NewPasskey, PasskeyQuestion, RecoveryCodes } from '@ancam/contract';
import { AppError } from '@ancam/core';
import type { Context } from '../../context.ts';
import { asOwner } from '../../db/actor.ts';
import type { Tx } from '../../db/database.ts';
import * as codes from '../factors/codes.service.ts';
import { factorKinds } from '../factors/factors.service.ts';
import * as passkeys from '../factors/passkeys.service.ts';
import * as sessions from '../sessions/sessions.service.ts';
import { assertPassword, getAccount, note } from './own-account.service.ts';
import type { Owner } from './own-account.service.ts';

/** One who knows the password alone must not add a factor beside those of the owner. */
async function assertMayEnrol(tx: Tx, owner: Owner): Promise<void> {
  if (!owner.secondFactor && (await factorKinds(tx, owner.id)).length > 0) {
    throw new AppError('auth.forbidden', 'give the second factor first', { place: 'session', fix: 'sign out and sign in again with it' });
  }
}

/** Whoever enrols has shown the factor in this session; sessions that have not are ended. */
async function enrolled(tx: Tx, owner: Owner): Promise<void> {
  await sessions.setSecondFactor(tx, owner.sessionId);
  await sessions.endSessions(tx, owner.id, owner.sessionId);
}

export function startCode(context: Context, owner: Owner): Promise<CodeEnrolment> {
  return asOwner(context, async (tx) => {
    await assertMayEnrol(tx, owner);
    return codes.start(context, tx, await getAccount(context, tx, owner));
  });
}

export async function confirmCode(context: Context, owner: Owner, code: string): Promise<RecoveryCodes> {
  const confirmed = await asOwner(context, async (tx) => {
    await assertMayEnrol(tx, owner);
    const recovery = await codes.confirm(context, tx, await getAccount(context, tx, owner), code);
    if (recovery === undefined) return undefined;
    await enrolled(tx, owner);
    await note(context, tx, owner, 'factor.added', 'authenticator app');
    return recovery;
  });
  if (confirmed === undefined)
    throw new AppError('auth.failed', 'the code is wrong', { place: 'code', fix: 'check the clock of the telephone' });
  return { codes: confirmed };
}

export async function removeCode(context: Context, owner: Owner, password: string): Promise<void> {
  await assertPassword(context, owner, password);
  await asOwner(context, async (tx) => {
    await assertMayEnrol(tx, owner);
    await codes.remove(tx, owner.id);
    await note(context, tx, owner, 'factor.removed', 'authenticator app');
  });
}

export async function renewRecoveryCodes(context: Context, owner: Owner, password: string): Promise<RecoveryCodes> {
  await assertPassword(context, owner, password);
  return asOwner(context, async (tx) => {
    await assertMayEnrol(tx, owner);
    if (!(await factorKinds(tx, owner.id)).includes('code')) {
      throw new AppError('conflict', 'no authenticator app is enrolled', { place: 'code', fix: 'enrol one first' });
    }
    await note(context, tx, owner, 'factor.renewed', 'recovery codes');
    return { codes: await codes.renewRecoveryCodes(tx, owner.id) };
  });
}

export async function askPasskey(context: Context, owner: Owner, origin: string): Promise<PasskeyQuestion> {
  const row = await asOwner(context, async (tx) => {
    await assertMayEnrol(tx, owner);
    return getAccount(context, tx, owner);
  });
  return passkeys.askNew(context, origin, { id: row.id, login: row.login, displayName: row.display_name });
}

export async function addPasskey(context: Context, owner: Owner, origin: string, body: NewPasskey): Promise<void> {
  const row = await asOwner(context, (tx) => getAccount(context, tx, owner));
  const passkey = await passkeys.verifyNew(context, origin, { id: row.id, login: row.login, displayName: row.display_name }, body);
  await asOwner(context, async (tx) => {
    await assertMayEnrol(tx, owner);
    await passkeys.insert(tx, passkey);
    await enrolled(tx, owner);
    await note(context, tx, owner, 'factor.added', `passkey: ${body.name}`);
  });
}

export async function removePasskey(context: Context, owner: Owner, id: string, password: string): Promise<void> {
  await assertPassword(context, owner, password);
  await asOwner(context, async (tx) => {
    await assertMayEnrol(tx, owner);
    const name = await passkeys.remove(tx, owner.id, id);
    if (name === undefined) throw new AppError('not-found', 'no such passkey', { place: id });
    await note(context, tx, owner, 'factor.removed', `passkey: ${name}`);
  });
}
