import type { OwnEmail, OwnEmailBody } from '@ancam/contract';
import { AppError } from '@ancam/core';
import type { Context } from '../../context.ts';
import { asOwner, isDouble } from '../../db/actor.ts';
import type { Tx } from '../../db/database.ts';
import { searchText } from '../../search-text.ts';
import { askAddress, confirmedAddress, forgetAddress, pendingAddress } from '../mails/address.service.ts';
import { findAccountByEmail, setEmail } from '../sessions/sessions.service.ts';
import { assertPassword, getAccount, note } from './own-account.service.ts';
import type { Owner } from './own-account.service.ts';

async function described(context: Context, tx: Tx, owner: Owner): Promise<OwnEmail> {
  const { email } = await getAccount(context, tx, owner);
  return { email, pending: (await pendingAddress(context, tx, owner.id)) ?? null, mailServer: context.mail !== undefined };
}

/** One's own address, and one that waits for its confirmation. */
export function getEmail(context: Context, owner: Owner): Promise<OwnEmail> {
  return asOwner(context, (tx) => described(context, tx, owner));
}

function taken(cause?: unknown): AppError {
  return new AppError(
    'conflict',
    'another account has the address',
    { place: 'body.email', reason: 'email-taken', fix: 'give another' },
    cause,
  );
}

async function keep(context: Context, tx: Tx, owner: Owner, email: string | null): Promise<void> {
  const row = await getAccount(context, tx, owner);
  await setEmail(tx, owner.id, email, searchText(row.login, row.display_name, email));
  await note(context, tx, owner, 'account.email-changed', email === null ? 'taken away' : email);
}

/**
 * Sets one's own address. With a mail server it counts once the code that is sent to it comes back; without one, and to take it away, at
 * once. Throws `auth.failed` for a wrong password, `conflict` where another account has the address.
 */
export async function changeEmail(context: Context, owner: Owner, { email, password }: OwnEmailBody): Promise<OwnEmail> {
  await assertPassword(context, owner, password);
  return asOwner(context, async (tx) => {
    const other = email === null ? undefined : await findAccountByEmail(tx, email, context.clock().toISOString());
    if (other !== undefined && other.id !== owner.id) throw taken();
    if (email !== null && context.mail !== undefined) {
      await askAddress(context, tx, owner.id, email);
      await note(context, tx, owner, 'account.email-asked', email);
    } else {
      await forgetAddress(tx, owner.id);
      await keep(context, tx, owner, email);
    }
    return described(context, tx, owner);
  }).catch((thrown: unknown) => {
    throw isDouble(thrown) ? taken(thrown) : thrown;
  });
}

/** Confirms the address by the code that was sent to it. Throws `auth.failed` for a wrong or outdated one. */
export async function confirmEmail(context: Context, owner: Owner, code: string): Promise<OwnEmail> {
  const done = await asOwner(context, async (tx) => {
    const email = await confirmedAddress(context, tx, owner.id, code);
    if (email === undefined) return undefined;
    await keep(context, tx, owner, email);
    return described(context, tx, owner);
  }).catch((thrown: unknown) => {
    throw isDouble(thrown) ? taken(thrown) : thrown;
  });
  if (done === undefined) {
    throw new AppError('auth.failed', 'the code is wrong or no longer holds', { place: 'code', fix: 'type the code of the latest mail' });
  }
  return done;
}
