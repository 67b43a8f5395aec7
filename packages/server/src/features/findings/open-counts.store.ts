import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';

/** Counts the open findings of cameras anew, as of a day; in the transaction that changed one of them. */
export async function recountOpen(tx: Tx, cameraIds: readonly Id[], day: string): Promise<void> {
  if (cameraIds.length === 0) return;
  await sql`select recount_open(${[...cameraIds]}::uuid[], ${day}::date)`.execute(tx);
}

/** Cameras whose counts ended with an acceptance before a day. */
export async function listExpired(tx: Tx, day: string, limit: number): Promise<Id[]> {
  const { rows } = await sql<{ id: Id }>`select id from camera where counts_until < ${day}::date limit ${limit}`.execute(tx);
  return rows.map(({ id }) => id);
}
