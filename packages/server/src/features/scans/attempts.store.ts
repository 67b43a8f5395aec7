import { newId } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { LoginAttempts } from '@ancam/scanner';
import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';

/** One after the other asks whether an address was tried and notes that it will be: two scans at once must not both find nothing. */
export async function lockAddress(tx: Tx, address: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${address}, 40))`.execute(tx);
}

/** Whether such attempts on an address are noted since an instant, or by this scan at any time, where the actor sees them. */
export async function isNoted(tx: Tx, { address, probe }: LoginAttempts, scanId: Id, since: string): Promise<boolean> {
  const row = await tx
    .selectFrom('login_attempt')
    .select('id')
    .where('address', '=', address)
    .where('probe', '=', probe)
    .where((eb) => eb.or([eb('noted_at', '>=', since), eb('scan_id', '=', scanId)]))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Notes attempts of a scan, where the scan stands. */
export async function insertAttempt(tx: Tx, scanId: Id, { address, probe }: LoginAttempts, now: string): Promise<void> {
  const placement = await tx
    .selectFrom('scan')
    .select(['home_id', 'unit_id', 'scope_path', 'place_path', 'classification'])
    .where('id', '=', scanId)
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('login_attempt')
    .values({ id: newId(), ...placement, scan_id: scanId, address, probe, noted_at: now })
    .execute();
}

/**
 * Addresses on which factory accounts were tried since an instant, where the actor sees it: by the notes, and by results that were imported.
 * A scan counts by its end: one that took a day was trying until then.
 */
export async function listTriedSince(tx: Tx, since: string): Promise<string[]> {
  const { rows } = await sql<{ address: string }>`
    select address from login_attempt where probe = 'credentials' and noted_at >= ${since}
    union
    select h.result ->> 'address' from scan s join scan_host h on h.scan_id = s.id
    where coalesce(s.finished_at, s.started_at) >= ${since} and s.plan ->> 'factoryPasswordTest' = 'true'
      and jsonb_path_exists(h.result, '$.observations[*] ? (@.shape like_regex "-credentials$")')`.execute(tx);
  return rows.map(({ address }) => address);
}
