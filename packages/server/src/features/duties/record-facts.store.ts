import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';

/** What a person has named a record as evidence for. */
export function linksOf(tx: Tx, record: Id): Promise<{ id: Id; fact: string; object_id: string | null }[]> {
  return tx
    .selectFrom('duty_link')
    .select(['id', 'fact', 'object_id'])
    .where('record_id', '=', record)
    .where('withdrawn_at', 'is', null)
    .orderBy('linked_at')
    .orderBy('id')
    .execute();
}

/** The instant at which a record came into its state. */
export async function stateSince(tx: Tx, record: Id): Promise<string> {
  const row = await tx
    .selectFrom('record_event')
    .select('at')
    .where('record_id', '=', record)
    .where('event', 'in', ['created', 'moved'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  return row.at;
}

/** Whether a record has told anything that counts. */
export async function toldBy(tx: Tx, record: Id): Promise<{ readonly events: boolean; readonly objects: boolean }> {
  const { rows } = await sql<{ events: boolean; objects: boolean }>`select
    exists (select from duty_event where source_id = ${record} and withdrawn_on is null) as events,
    exists (select from duty_object where source_id = ${record}) as objects`.execute(tx);
  return rows[0] ?? { events: false, objects: false };
}
