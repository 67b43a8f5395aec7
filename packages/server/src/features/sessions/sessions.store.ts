import type { Id } from '@ancam/core';
import type { Tx } from '../../db/database.ts';

/** An account with its unit. */
export interface AccountRow {
  readonly id: Id;
  readonly login: string;
  readonly display_name: string;
  readonly role: string;
  readonly password_hash: string;
  readonly unit_id: Id;
  readonly unit_name: string;
  readonly home_id: Id;
  readonly scope_path: string;
}

function accounts(tx: Tx) {
  return tx
    .selectFrom('account')
    .innerJoin('unit', 'unit.id', 'account.unit_id')
    .select(['account.id', 'login', 'display_name', 'role', 'password_hash', 'unit_id', 'unit.name as unit_name', 'home_id', 'scope_path'])
    .where('disabled_at', 'is', null);
}

export function findAccountByLogin(tx: Tx, login: string): Promise<AccountRow | undefined> {
  return accounts(tx)
    .where((eb) => eb(eb.fn<string>('lower', ['login']), '=', login.toLowerCase()))
    .executeTakeFirst();
}

export function findAccountBySession(tx: Tx, tokenHash: string, now: string): Promise<AccountRow | undefined> {
  return accounts(tx)
    .innerJoin('session', 'session.account_id', 'account.id')
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .executeTakeFirst();
}

export async function anyAccount(tx: Tx): Promise<boolean> {
  return (await tx.selectFrom('account').select('id').limit(1).executeTakeFirst()) !== undefined;
}

export async function insertSession(tx: Tx, row: { tokenHash: string; accountId: Id; now: string; expiresAt: string }): Promise<void> {
  await tx.deleteFrom('session').where('expires_at', '<=', row.now).execute();
  await tx
    .insertInto('session')
    .values({ token_hash: row.tokenHash, account_id: row.accountId, created_at: row.now, expires_at: row.expiresAt })
    .execute();
}

export async function deleteSession(tx: Tx, tokenHash: string): Promise<void> {
  await tx.deleteFrom('session').where('token_hash', '=', tokenHash).execute();
}

/** Puts a new set-up token in the place of all unused ones. */
export async function replaceSetupToken(tx: Tx, tokenHash: string, now: string): Promise<void> {
  await tx.deleteFrom('setup_token').where('used_at', 'is', null).execute();
  await tx.insertInto('setup_token').values({ token_hash: tokenHash, created_at: now, used_at: null }).execute();
}

/** Uses up a set-up token; false where it is unknown or was used. */
export async function useSetupToken(tx: Tx, tokenHash: string, now: string): Promise<boolean> {
  const used = await tx
    .updateTable('setup_token')
    .set({ used_at: now })
    .where('token_hash', '=', tokenHash)
    .where('used_at', 'is', null)
    .returning('token_hash')
    .execute();
  return used.length === 1;
}

export async function insertUnit(tx: Tx, row: { id: Id; instanceId: Id; name: string; scopePath: string; now: string }): Promise<void> {
  await tx
    .insertInto('unit')
    .values({
      id: row.id,
      instance_id: row.instanceId,
      home_id: row.id,
      parent_id: null,
      name: row.name,
      scope_path: row.scopePath,
      created_at: row.now,
    })
    .execute();
}

export interface NewAccount {
  readonly id: Id;
  readonly instanceId: Id;
  readonly unitId: Id;
  readonly login: string;
  readonly displayName: string;
  readonly role: 'administrator' | 'viewer';
  readonly passwordHash: string;
  readonly now: string;
}

export async function insertAccount(tx: Tx, row: NewAccount): Promise<void> {
  await tx
    .insertInto('account')
    .values({
      id: row.id,
      instance_id: row.instanceId,
      unit_id: row.unitId,
      login: row.login,
      display_name: row.displayName,
      role: row.role,
      password_hash: row.passwordHash,
      created_at: row.now,
      disabled_at: null,
    })
    .execute();
}
