import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';

/** Counts the open findings of cameras anew, as of a day; in the transaction that changed one of them. */
export async function recountOpen(tx: Tx, cameraIds: readonly Id[], day: string): Promise<void> {
  if (cameraIds.length === 0) return;
  await sql`select recount_open(${[...cameraIds]}::uuid[], ${day}::date)`.execute(tx);
}

/** Counts anew where an acceptance has ended since the last count; to be called before counts are read. */
export async function recountExpired(tx: Tx, day: string): Promise<void> {
  const { rows } = await sql<{ id: Id }>`select id from camera where counts_until < ${day}::date`.execute(tx);
  await recountOpen(
    tx,
    rows.map(({ id }) => id),
    day,
  );
}
