import type { DutyItemBody, DutyItemFilter, DutyItemPatch, PageQuery } from '@ancam/contract';
import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import { readCursor } from '../../cursor.ts';
import { ownedBy } from '../../db/actor.ts';
import type { Work } from '../../db/actor.ts';
import { json } from '../../db/database.ts';
import type { Tx } from '../../db/database.ts';
import type { Tables } from '../../db/tables.generated.ts';

/** Something that duties are counted by, with the unit that answers for it. */
export type ItemRecord = Selectable<Tables['duty_item']> & { readonly unit_name: string | null };

const FROM = sql`select i.*, u.name as unit_name from duty_item i left join unit u on u.id = i.steward_id`;

/** The newest first, one more than the limit. */
export async function listItems(tx: Tx, query: PageQuery & DutyItemFilter): Promise<ItemRecord[]> {
  const after = readCursor(query.cursor, 2);
  const parts = [sql`true`];
  if (query.kind !== undefined) parts.push(sql`i.kind = ${query.kind}`);
  if (query.withdrawn !== undefined) parts.push(sql`(i.withdrawn_at is not null) = ${query.withdrawn === 'yes'}`);
  if (after !== undefined) parts.push(sql`(i.created_at, i.id) < (${String(after[0])}::timestamptz, ${String(after[1])}::uuid)`);
  const { rows } = await sql<ItemRecord>`${FROM} where ${sql.join(parts, sql` and `)}
    order by i.created_at desc, i.id desc limit ${query.limit + 1}`.execute(tx);
  return rows;
}

export async function findItem(tx: Tx, id: Id): Promise<ItemRecord | undefined> {
  return (await sql<ItemRecord>`${FROM} where i.id = ${id}`.execute(tx)).rows[0];
}

export async function insertItem({ tx, actor, instanceId, now }: Work, id: Id, body: DutyItemBody): Promise<void> {
  await tx
    .insertInto('duty_item')
    .values({
      id,
      instance_id: instanceId,
      ...ownedBy(actor),
      kind: body.kind,
      title: body.title,
      on_day: body.on,
      until: body.until,
      answers: json(body.answers),
      note: body.note,
      created_at: now,
      created_by: actor.name,
      changed_at: now,
      changed_by: actor.name,
    })
    .execute();
}

/** Writes what changed of an item that still has the version; false where another was faster. */
export async function updateItem(
  { tx, actor, now }: Work,
  id: Id,
  version: number,
  change: Omit<DutyItemPatch, 'version'> | { readonly withdrawnReason: string },
): Promise<boolean> {
  const set =
    'withdrawnReason' in change
      ? { withdrawn_at: now, withdrawn_by: actor.name, withdrawn_reason: change.withdrawnReason }
      : {
          ...(change.title === undefined ? {} : { title: change.title }),
          ...(change.on === undefined ? {} : { on_day: change.on }),
          ...(change.until === undefined ? {} : { until: change.until }),
          ...(change.answers === undefined ? {} : { answers: json(change.answers) }),
          ...(change.note === undefined ? {} : { note: change.note }),
        };
  const changed = await tx
    .updateTable('duty_item')
    .set({ ...set, version: version + 1, changed_at: now, changed_by: actor.name })
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .execute();
  return changed.length === 1;
}

/** Records that have been named as evidence for an object, as far as they are seen. */
export async function evidenceOfItem(
  tx: Tx,
  id: Id,
): Promise<{ fact: string; register: string; id: Id; title: string | null; state: string }[]> {
  const { rows } = await sql<{ fact: string; register: string; id: Id; title: string | null; state: string }>`
    select l.fact, r.register, r.id, coalesce(nullif(concat_ws(' ', r.number, r.title), ''), r.data ->> 'paperReference') as title, r.state
    from duty_link l join record r on r.id = l.record_id where l.object_id = ${id} and l.withdrawn_at is null order by l.linked_at, l.id`.execute(
    tx,
  );
  return rows;
}
