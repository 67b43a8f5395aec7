import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';

/** An address that waits for its confirmation. */
export interface PendingAddress {
  readonly email: string;
  readonly code: string;
  readonly tries: number;
  readonly expires_at: string;
}

/** The address that an account has given and may still confirm; its row stays locked until the end of the transaction. */
export function findPending(tx: Tx, accountId: Id, now: string): Promise<PendingAddress | undefined> {
  return tx
    .selectFrom('email_change')
    .select(['email', 'code', 'tries', 'expires_at'])
    .where('account_id', '=', accountId)
    .where('expires_at', '>', now)
    .forUpdate()
    .executeTakeFirst();
}

/** Keeps what is to be confirmed in the place of what was before. */
export async function putPending(
  tx: Tx,
  accountId: Id,
  { email, code, now, expiresAt }: { readonly email: string; readonly code: string; readonly now: string; readonly expiresAt: string },
): Promise<void> {
  await sql`insert into email_change (account_id, email, code, asked_at, expires_at)
    values (${accountId}, ${email}, ${code}, ${now}::timestamptz, ${expiresAt}::timestamptz)
    on conflict (account_id) do update set email = excluded.email, code = excluded.code, tries = 0, asked_at = excluded.asked_at, expires_at = excluded.expires_at`.execute(
    tx,
  );
}

export async function countTry(tx: Tx, accountId: Id): Promise<void> {
  await sql`update email_change set tries = tries + 1 where account_id = ${accountId}`.execute(tx);
}

export async function dropPending(tx: Tx, accountId: Id): Promise<void> {
  await tx.deleteFrom('email_change').where('account_id', '=', accountId).execute();
}
