import type { FieldValue } from '@ancam/contract';
import { newId } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Selectable } from 'kysely';
import { placementOf } from '../../db/actor.ts';
import type { Placement, Work } from '../../db/actor.ts';
import { json } from '../../db/database.ts';
import type { Tx } from '../../db/database.ts';
import type { Tables } from '../../db/tables.generated.ts';

export type EventRow = Selectable<Tables['record_event']>;

/** Values of changed fields; null where there was none. */
export type Values = Readonly<Record<string, FieldValue | null>>;

/** What happened to a record. */
export interface Happening {
  readonly event: 'created' | 'changed' | 'moved';
  readonly transition?: string;
  readonly fromState?: string;
  readonly toState: string;
  readonly reason?: string;
  readonly before: Values;
  readonly after: Values;
  /** The actor wrote or proposed: he will not approve. */
  readonly authored: boolean;
}

export async function insertEvent({ tx, actor, now }: Work, recordId: Id, placement: Placement, what: Happening): Promise<void> {
  await tx
    .insertInto('record_event')
    .values({
      id: newId(),
      ...placementOf(placement),
      record_id: recordId,
      at: now,
      by_id: actor.accountId,
      by_name: actor.name,
      event: what.event,
      transition: what.transition ?? null,
      from_state: what.fromState ?? null,
      to_state: what.toState,
      reason: what.reason ?? null,
      before: json(what.before),
      after: json(what.after),
      authored: what.authored,
    })
    .execute();
}

/** Latest first. */
export function listEvents(tx: Tx, recordId: Id): Promise<EventRow[]> {
  return tx.selectFrom('record_event').selectAll().where('record_id', '=', recordId).orderBy('seq', 'desc').limit(500).execute();
}

/** Whether an account wrote or proposed any part of a record. */
export async function isAuthor(tx: Tx, recordId: Id, accountId: Id): Promise<boolean> {
  const found = await tx
    .selectFrom('record_event')
    .select('id')
    .where('record_id', '=', recordId)
    .where('by_id', '=', accountId)
    .where('authored', '=', true)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

/** Accounts that wrote or proposed any part of a record. */
export async function listAuthors(tx: Tx, recordId: Id): Promise<Id[]> {
  const rows = await tx
    .selectFrom('record_event')
    .select('by_id')
    .distinct()
    .where('record_id', '=', recordId)
    .where('authored', '=', true)
    .where('by_id', 'is not', null)
    .execute();
  return rows.flatMap(({ by_id: id }) => id ?? []);
}

/** Lets the history of a record be seen no further than the record itself. */
export async function restrictEvents(tx: Tx, recordId: Id, classification: number): Promise<void> {
  await tx
    .updateTable('record_event')
    .set({ classification })
    .where('record_id', '=', recordId)
    .where('classification', '<', classification)
    .execute();
}
