import type { Id } from '@ancam/core';
import type { Tx } from '../../db/database.ts';

/** The account bound to a subject of a provider. */
export async function findIdentity(tx: Tx, issuer: string, subject: string): Promise<Id | undefined> {
  const row = await tx
    .selectFrom('sign_on_identity')
    .select('account_id')
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst();
  return row?.account_id;
}

export async function hasIdentity(tx: Tx, issuer: string, accountId: Id): Promise<boolean> {
  const row = await tx
    .selectFrom('sign_on_identity')
    .select('subject')
    .where('issuer', '=', issuer)
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  return row !== undefined;
}

export async function insertIdentity(tx: Tx, row: { issuer: string; subject: string; accountId: Id; now: string }): Promise<void> {
  await tx
    .insertInto('sign_on_identity')
    .values({ issuer: row.issuer, subject: row.subject, account_id: row.accountId, created_at: row.now })
    .execute();
}
