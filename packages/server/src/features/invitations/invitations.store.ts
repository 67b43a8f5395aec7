import type { Id } from '@ancam/core';
import type { Tx } from '../../db/database.ts';

export interface NewInvitation {
  readonly id: Id;
  readonly accountId: Id;
  readonly tokenHash: string;
  readonly clearsFactors: boolean;
  readonly createdBy: string;
  readonly now: string;
  readonly expiresAt: string;
}

export async function insertInvitation(tx: Tx, row: NewInvitation): Promise<void> {
  await tx
    .insertInto('invitation')
    .values({
      id: row.id,
      account_id: row.accountId,
      token_hash: row.tokenHash,
      clears_factors: row.clearsFactors,
      created_at: row.now,
      created_by: row.createdBy,
      expires_at: row.expiresAt,
      used_at: null,
      revoked_at: null,
    })
    .execute();
}

/** Ends the open links of an account. */
export async function revokeInvitations(tx: Tx, accountId: Id, now: string): Promise<void> {
  await tx
    .updateTable('invitation')
    .set({ revoked_at: now })
    .where('account_id', '=', accountId)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .execute();
}

export interface OpenInvitation {
  readonly account_id: Id;
  readonly clears_factors: boolean;
  readonly expires_at: string;
}

/** The open invitation of a link; its row stays locked until the end of the transaction. */
export function findOpen(tx: Tx, tokenHash: string, now: string): Promise<OpenInvitation | undefined> {
  return tx
    .selectFrom('invitation')
    .select(['account_id', 'clears_factors', 'expires_at'])
    .where('token_hash', '=', tokenHash)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .forUpdate()
    .executeTakeFirst();
}

export async function setUsed(tx: Tx, tokenHash: string, now: string): Promise<void> {
  await tx.updateTable('invitation').set({ used_at: now }).where('token_hash', '=', tokenHash).execute();
}
