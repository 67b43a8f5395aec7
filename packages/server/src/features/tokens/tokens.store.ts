import type { Id } from '@ancam/core';
import type { Tx } from '../../db/database.ts';

/** A token with the unit whose subtree it reaches. */
export interface TokenRow {
  readonly id: Id;
  readonly account_id: Id;
  readonly name: string;
  readonly permissions: string[];
  readonly unit_id: Id;
  readonly unit_name: string;
  readonly scope_path: string;
  readonly created_at: string;
  readonly expires_at: string;
  readonly last_used_at: string | null;
  readonly last_address: string | null;
  readonly revoked_at: string | null;
}

function tokens(tx: Tx) {
  return tx
    .selectFrom('api_token')
    .innerJoin('unit', 'unit.id', 'api_token.unit_id')
    .select([
      'api_token.id',
      'account_id',
      'api_token.name',
      'permissions',
      'unit_id',
      'unit.name as unit_name',
      'unit.scope_path',
      'api_token.created_at',
      'expires_at',
      'last_used_at',
      'last_address',
      'revoked_at',
    ]);
}

export function listTokens(tx: Tx, accountId: Id): Promise<TokenRow[]> {
  return tokens(tx).where('account_id', '=', accountId).orderBy('api_token.created_at', 'desc').limit(200).execute();
}

export function findToken(tx: Tx, id: Id): Promise<TokenRow | undefined> {
  return tokens(tx).where('api_token.id', '=', id).executeTakeFirst();
}

/** The token of a hash, where its term has not ended. */
export function findLive(tx: Tx, tokenHash: string, now: string): Promise<TokenRow | undefined> {
  return tokens(tx).where('token_hash', '=', tokenHash).where('revoked_at', 'is', null).where('expires_at', '>', now).executeTakeFirst();
}

export interface NewToken {
  readonly id: Id;
  readonly accountId: Id;
  readonly name: string;
  readonly tokenHash: string;
  readonly permissions: readonly string[];
  readonly unitId: Id;
  readonly now: string;
  readonly expiresAt: string;
}

export async function insertToken(tx: Tx, row: NewToken): Promise<void> {
  await tx
    .insertInto('api_token')
    .values({
      id: row.id,
      account_id: row.accountId,
      name: row.name,
      token_hash: row.tokenHash,
      permissions: [...row.permissions],
      unit_id: row.unitId,
      created_at: row.now,
      expires_at: row.expiresAt,
    })
    .execute();
}

export async function noteUse(tx: Tx, id: Id, address: string, now: string): Promise<void> {
  await tx.updateTable('api_token').set({ last_used_at: now, last_address: address }).where('id', '=', id).execute();
}

/** Ends a token of an account; gives its name, undefined where there is none to end. */
export async function revokeToken(tx: Tx, accountId: Id, id: Id, now: string): Promise<string | undefined> {
  const row = await tx
    .updateTable('api_token')
    .set({ revoked_at: now })
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .where('revoked_at', 'is', null)
    .returning('name')
    .executeTakeFirst();
  return row?.name;
}

export async function revokeTokens(tx: Tx, accountId: Id, now: string): Promise<void> {
  await tx.updateTable('api_token').set({ revoked_at: now }).where('account_id', '=', accountId).where('revoked_at', 'is', null).execute();
}
