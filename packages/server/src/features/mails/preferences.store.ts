import type { MailChoice } from '@ancam/contract';
import type { Id, Language } from '@ancam/core';
import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import type { QuietHours } from './mail-times.ts';

/** How an account wants to be told. */
export interface Preferences extends QuietHours {
  readonly mail: MailChoice;
  readonly language: Language;
}

/** As the software comes: what waits for a step at once, by mail in Vietnamese, not between eight in the evening and seven in the morning. */
export const AS_IT_COMES: Preferences = { mail: 'each', language: 'vi', quietFrom: 20 * 60, quietTo: 7 * 60 };

/** The preferences of some accounts, of each of them. */
export async function preferencesOf(tx: Tx, accountIds: readonly Id[]): Promise<ReadonlyMap<Id, Preferences>> {
  const { rows } = await sql<Preferences & { id: Id }>`
    select account_id as id, mail, language, quiet_from as "quietFrom", quiet_to as "quietTo" from notice_preference
    where account_id = any(${[...accountIds]}::uuid[])`.execute(tx);
  const chosen = new Map(rows.map((row) => [row.id, row]));
  return new Map(accountIds.map((id) => [id, chosen.get(id) ?? AS_IT_COMES]));
}

export async function putPreferences(
  tx: Tx,
  accountId: Id,
  { mail, language, quietFrom, quietTo }: Preferences,
  now: string,
): Promise<void> {
  const values = { mail, language, quiet_from: quietFrom, quiet_to: quietTo, changed_at: now };
  await tx
    .insertInto('notice_preference')
    .values({ account_id: accountId, ...values })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet(values))
    .execute();
}
