import type { RecordData } from '@ancam/contract';
import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import { placementOf } from '../../db/actor.ts';
import type { Placement, Work } from '../../db/actor.ts';
import type { Tx } from '../../db/database.ts';
import type { Tables } from '../../db/tables.generated.ts';

/** A record as far as its links go. */
export interface LinkedRecord extends Placement {
  readonly id: Id;
  readonly steward_id: Id;
  readonly register: string;
  readonly state: string;
  readonly data: RecordData;
}

export async function findRecord(tx: Tx, id: Id): Promise<LinkedRecord | undefined> {
  const { rows } =
    await sql<LinkedRecord>`select id, home_id, unit_id, steward_id, scope_path, place_path, classification, register, state, data
    from record where id = ${id}`.execute(tx);
  return rows[0];
}

type LinkRow = Selectable<Tables['duty_link']>;

/** What a record is named as, with who said so. */
export function linksBy(tx: Tx, record: Id): Promise<LinkRow[]> {
  return tx
    .selectFrom('duty_link')
    .selectAll()
    .where('record_id', '=', record)
    .where('withdrawn_at', 'is', null)
    .orderBy('linked_at')
    .orderBy('id')
    .execute();
}

export function findLink(tx: Tx, id: Id): Promise<LinkRow | undefined> {
  return tx.selectFrom('duty_link').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function insertLink(
  { tx, actor, now }: Work,
  id: Id,
  record: LinkedRecord,
  fact: string,
  object: string | null,
): Promise<void> {
  await tx
    .insertInto('duty_link')
    .values({ id, ...placementOf(record), record_id: record.id, fact, object_id: object, linked_at: now, linked_by: actor.name })
    .execute();
}

export async function withdrawLink({ tx, actor, now }: Work, id: Id): Promise<void> {
  await tx.updateTable('duty_link').set({ withdrawn_at: now, withdrawn_by: actor.name }).where('id', '=', id).execute();
}

/** Things at a path that a fact can be about, by name. */
export async function objectsAt(tx: Tx, path: string): Promise<{ id: string; kind: string; name: string }[]> {
  const { rows } = await sql<{ id: string; kind: string; name: string }>`
    select o.object_id as id, o.kind, coalesce(s.name, g.name, i.title, concat_ws(' ', r.number, r.title), '') as name from duty_object o
    left join information_system s on s.id = o.source_id left join camera_group g on g.id = o.source_id
    left join duty_item i on i.id = o.source_id left join record r on r.id = o.source_id
    where o.scope_path = ${path} order by o.kind, name, o.object_id`.execute(tx);
  return rows;
}
