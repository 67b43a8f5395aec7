import type { Id } from '@ancam/core';
import type { Selectable } from 'kysely';
import { json } from '../../db/database.ts';
import type { Tx } from '../../db/database.ts';
import type { Tables } from '../../db/tables.generated.ts';

export type CodeRow = Selectable<Tables['one_time_code']>;
export type PasskeyRow = Selectable<Tables['passkey']>;
type ChallengeKind = 'passkey-add' | 'passkey-enter' | 'sign-on';

export function findCode(tx: Tx, accountId: Id): Promise<CodeRow | undefined> {
  return tx.selectFrom('one_time_code').selectAll().where('account_id', '=', accountId).forUpdate().executeTakeFirst();
}

/** Puts a new, unconfirmed secret in the place of an unconfirmed one. */
export async function replaceCode(tx: Tx, accountId: Id, secret: string, now: string): Promise<void> {
  await tx.deleteFrom('one_time_code').where('account_id', '=', accountId).execute();
  await tx.insertInto('one_time_code').values({ account_id: accountId, secret, created_at: now, confirmed_at: null }).execute();
}

export async function confirmCode(tx: Tx, accountId: Id, now: string, period: number): Promise<void> {
  const row = { confirmed_at: now, last_period: period };
  await tx.updateTable('one_time_code').set(row).where('account_id', '=', accountId).execute();
}

export async function setLastPeriod(tx: Tx, accountId: Id, period: number): Promise<void> {
  await tx.updateTable('one_time_code').set({ last_period: period }).where('account_id', '=', accountId).execute();
}

export async function deleteCode(tx: Tx, accountId: Id): Promise<void> {
  await tx.deleteFrom('recovery_code').where('account_id', '=', accountId).execute();
  await tx.deleteFrom('one_time_code').where('account_id', '=', accountId).execute();
}

export async function replaceRecoveryCodes(tx: Tx, accountId: Id, hashes: readonly string[]): Promise<void> {
  await tx.deleteFrom('recovery_code').where('account_id', '=', accountId).execute();
  const rows = hashes.map((hash) => ({ account_id: accountId, code_hash: hash, used_at: null }));
  await tx.insertInto('recovery_code').values(rows).execute();
}

export async function countRecoveryCodes(tx: Tx, accountId: Id): Promise<number> {
  const rows = await tx
    .selectFrom('recovery_code')
    .select('code_hash')
    .where('account_id', '=', accountId)
    .where('used_at', 'is', null)
    .execute();
  return rows.length;
}

/** Uses up a recovery code; false where there is no such or it was used. */
export async function spendRecoveryCode(tx: Tx, accountId: Id, hash: string, now: string): Promise<boolean> {
  const spent = await tx
    .updateTable('recovery_code')
    .set({ used_at: now })
    .where('account_id', '=', accountId)
    .where('code_hash', '=', hash)
    .where('used_at', 'is', null)
    .returning('code_hash')
    .execute();
  return spent.length === 1;
}

export function listPasskeys(tx: Tx, accountId: Id): Promise<PasskeyRow[]> {
  return tx.selectFrom('passkey').selectAll().where('account_id', '=', accountId).orderBy('created_at').execute();
}

export function findPasskey(tx: Tx, id: string): Promise<PasskeyRow | undefined> {
  return tx.selectFrom('passkey').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export async function insertPasskey(tx: Tx, row: Omit<PasskeyRow, 'last_used_at'>): Promise<void> {
  await tx.insertInto('passkey').values(row).execute();
}

export async function notePasskeyUse(tx: Tx, id: string, counter: number, now: string): Promise<void> {
  await tx.updateTable('passkey').set({ counter, last_used_at: now }).where('id', '=', id).execute();
}

/** Removes a passkey of an account; gives its name, undefined where there is no such. */
export async function deletePasskey(tx: Tx, accountId: Id, id: string): Promise<string | undefined> {
  const gone = await tx.deleteFrom('passkey').where('account_id', '=', accountId).where('id', '=', id).returning('name').executeTakeFirst();
  return gone?.name;
}

export async function deletePasskeys(tx: Tx, accountId: Id): Promise<void> {
  await tx.deleteFrom('passkey').where('account_id', '=', accountId).execute();
}

export interface NewChallenge {
  readonly keyHash: string;
  readonly kind: ChallengeKind;
  readonly accountId: Id | null;
  readonly content: unknown;
  readonly now: string;
  readonly expiresAt: string;
}

export async function insertChallenge(tx: Tx, row: NewChallenge): Promise<void> {
  await tx.deleteFrom('sign_in_challenge').where('expires_at', '<=', row.now).execute();
  const { keyHash, kind, accountId, content, expiresAt } = row;
  const values = { key_hash: keyHash, kind, account_id: accountId, content: json(content), expires_at: expiresAt };
  await tx.insertInto('sign_in_challenge').values(values).execute();
}

/** Takes a challenge away; it can be answered once. */
export function takeChallenge(
  tx: Tx,
  keyHash: string,
  kind: ChallengeKind,
  now: string,
): Promise<{ account_id: Id | null; content: unknown } | undefined> {
  return tx
    .deleteFrom('sign_in_challenge')
    .where('key_hash', '=', keyHash)
    .where('kind', '=', kind)
    .where('expires_at', '>', now)
    .returning(['account_id', 'content'])
    .executeTakeFirst();
}
