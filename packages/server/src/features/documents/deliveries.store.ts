import type { DeliveryCounts, DeliveryFilter, DeliveryState, RecipientBody } from '@ancam/contract';
import { newId } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import { readCursor } from '../../cursor.ts';
import { placementOf } from '../../db/actor.ts';
import type { Placement, Work } from '../../db/actor.ts';
import type { Tx } from '../../db/database.ts';
import type { Tables } from '../../db/tables.generated.ts';
import { likeOf } from '../../search-text.ts';

export interface DeliveryKept extends Selectable<Tables['document_delivery']> {
  readonly state: DeliveryState;
  /** Path of the recipient's unit; null for one outside, or one that the actor does not see. */
  readonly recipient_path: string | null;
  readonly issuer: string | null;
}

/** To be acted upon and not done though its day is over. */
function lateOn(day: string) {
  return sql`d.sent_at is not null and d.purpose = 'act' and d.acted_on is null and d.due_on < ${day}::date`;
}

function stateOn(day: string) {
  return sql`case when d.sent_at is null then 'planned' when d.acted_on is not null then 'acted' when ${lateOn(day)} then 'overdue'
    when d.received_on is not null then 'received' else 'sent' end`;
}

function rowsOf(day: string) {
  return sql`select d.*, ${stateOn(day)} as state, u.scope_path as recipient_path, (select i.name from unit i where i.id = d.unit_id) as issuer
    from document_delivery d left join unit u on u.id = d.recipient_id`;
}

/** The recipients of a document as the actor sees them, in the order in which they were added. */
export async function listOf(tx: Tx, documentId: Id, day: string): Promise<DeliveryKept[]> {
  const { rows } = await sql<DeliveryKept>`${rowsOf(day)} where d.document_id = ${documentId} order by d.seq`.execute(tx);
  return rows;
}

export async function find(tx: Tx, id: Id, day: string): Promise<DeliveryKept | undefined> {
  return (await sql<DeliveryKept>`${rowsOf(day)} where d.id = ${id}`.execute(tx)).rows[0];
}

/** A page of what was sent to units that the actor reads, newest first, one row more than asked for. */
export async function listReceived(
  { tx, actor }: Pick<Work, 'tx' | 'actor'>,
  filter: DeliveryFilter,
  page: { readonly cursor?: string | undefined; readonly limit: number },
  day: string,
): Promise<DeliveryKept[]> {
  const after = readCursor(page.cursor, 2);
  const all = [
    sql`d.sent_at is not null and u.scope_path ^@ any(${[...actor.scopes]}::text[])`,
    ...(filter.state === undefined ? [] : [sql`${stateOn(day)} = ${filter.state}`]),
    ...(filter.q === undefined || filter.q === ''
      ? []
      : [
          sql`exists (select from record r where r.id = d.document_id and (r.search like ${likeOf(filter.q.toLowerCase())} or r.title ilike ${likeOf(filter.q)} or r.number ilike ${likeOf(filter.q)}))`,
        ]),
    ...(after === undefined ? [] : [sql`(d.sent_at, d.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`]),
  ];
  const { rows } = await sql<DeliveryKept>`${rowsOf(day)} where ${sql.join(all, sql` and `)}
    order by d.sent_at desc, d.id desc limit ${page.limit + 1}`.execute(tx);
  return rows;
}

/** How far documents have come with their recipients, as the actor sees them; documents without any are left out. */
export async function countOf(tx: Tx, documentIds: readonly Id[], day: string): Promise<ReadonlyMap<Id, DeliveryCounts>> {
  const { rows } = await sql<
    DeliveryCounts & { id: Id }
  >`select d.document_id as id, count(*) filter (where d.sent_at is null)::int as planned,
      count(*) filter (where d.sent_at is not null)::int as total, count(*) filter (where d.received_on is not null)::int as received,
      count(*) filter (where d.acted_on is not null)::int as acted, count(*) filter (where ${lateOn(day)})::int as late
    from document_delivery d where d.document_id = any(${[...documentIds]}::uuid[]) group by d.document_id`.execute(tx);
  return new Map(rows.map(({ id, ...counts }) => [id, counts]));
}

export async function insert(
  { tx, actor, now }: Work,
  document: Placement & { readonly id: Id },
  rows: readonly RecipientBody[],
): Promise<void> {
  const values = rows.map(({ unit, name, purpose, dueOn }) => ({
    id: newId(),
    ...placementOf(document),
    document_id: document.id,
    recipient_id: unit,
    recipient_name: name,
    purpose,
    due_on: dueOn,
    created_at: now,
    created_by: actor.name,
  }));
  await tx.insertInto('document_delivery').values(values).execute();
}

/** Sends a document to those that have not got it; how many. */
export async function send({ tx, actor, now }: Work, documentId: Id): Promise<number> {
  const done = await tx
    .updateTable('document_delivery')
    .set({ sent_at: now, sent_by: actor.name })
    .where('document_id', '=', documentId)
    .where('sent_at', 'is', null)
    .returning('id')
    .execute();
  return done.length;
}

/** Paths of units. */
export async function unitPaths(tx: Tx, ids: readonly Id[]): Promise<ReadonlyMap<Id, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('unit')
    .select(['id', 'scope_path'])
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map(({ id, scope_path }) => [id, scope_path]));
}

/** Notes that recipients were urged. */
export async function urge({ tx, actor, now }: Work, ids: readonly Id[], words: string): Promise<void> {
  await tx
    .updateTable('document_delivery')
    .set(({ eb }) => ({ urge_count: eb('urge_count', '+', 1), urged_at: now, urged_by: actor.name, urged_with: words }))
    .where('id', 'in', [...ids])
    .execute();
}

/** What a recipient did. */
export type Done = Partial<
  Pick<
    Selectable<Tables['document_delivery']>,
    'received_on' | 'received_by' | 'arrival_number' | 'acted_on' | 'acted_by' | 'acted_note' | 'acted_document_id'
  >
>;

export async function update(tx: Tx, id: Id, done: Done): Promise<void> {
  await tx.updateTable('document_delivery').set(done).where('id', '=', id).execute();
}

/** Takes out a recipient that nothing was sent to. */
export async function remove(tx: Tx, id: Id): Promise<void> {
  await tx.deleteFrom('document_delivery').where('id', '=', id).where('sent_at', 'is', null).execute();
}

/** Names of units that the actor may know. */
export async function unitNames(tx: Tx, ids: readonly Id[]): Promise<ReadonlyMap<Id, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('unit')
    .select(['id', 'name'])
    .where('id', 'in', [...ids])
    .where('closed_on', 'is', null)
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
