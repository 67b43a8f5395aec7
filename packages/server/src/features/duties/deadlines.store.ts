import type { DeadlineBody, PageQuery } from '@ancam/contract';
import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import { readCursor } from '../../cursor.ts';
import { placedBy } from '../../db/actor.ts';
import type { Work } from '../../db/actor.ts';
import type { Tx } from '../../db/database.ts';
import type { Tables } from '../../db/tables.generated.ts';
import { dayOf } from '../../day.ts';

/** A day that a unit has set, with what the unit is called and where it stands. */
export type DeadlineRecord = Selectable<Tables['duty_deadline']> & { readonly unit_name: string | null; readonly unit_path: string };

const FROM = sql`select d.*, u.name as unit_name, coalesce(u.scope_path, d.scope_path) as unit_path
  from duty_deadline d left join unit u on u.id = d.unit_id`;

/** The newest first, one more than the limit. */
export async function listDeadlines(tx: Tx, query: PageQuery & { readonly duty?: string | undefined }): Promise<DeadlineRecord[]> {
  const after = readCursor(query.cursor, 2);
  const parts = [sql`true`];
  if (query.duty !== undefined) parts.push(sql`d.duty = ${query.duty}`);
  if (after !== undefined) parts.push(sql`(d.set_at, d.id) < (${String(after[0])}::timestamptz, ${String(after[1])}::uuid)`);
  const { rows } = await sql<DeadlineRecord>`${FROM} where ${sql.join(parts, sql` and `)}
    order by d.set_at desc, d.id desc limit ${query.limit + 1}`.execute(tx);
  return rows;
}

export async function findDeadline(tx: Tx, id: Id): Promise<DeadlineRecord | undefined> {
  return (await sql<DeadlineRecord>`${FROM} where d.id = ${id}`.execute(tx)).rows[0];
}

export async function insertDeadline({ tx, actor, instanceId, now }: Work, id: Id, body: DeadlineBody): Promise<void> {
  await tx
    .insertInto('duty_deadline')
    .values({
      id,
      instance_id: instanceId,
      ...placedBy(actor),
      duty: body.duty,
      milestone: body.milestone,
      document: body.document,
      on_day: body.on,
      strictly: body.strictly,
      set_on: dayOf(now),
      set_at: now,
      set_by: actor.name,
    })
    .execute();
}

export async function withdrawDeadline({ tx, actor }: Work, id: Id, day: string, reason: string): Promise<void> {
  await tx
    .updateTable('duty_deadline')
    .set({ withdrawn_on: day, withdrawn_by: actor.name, withdrawn_reason: reason })
    .where('id', '=', id)
    .execute();
}
