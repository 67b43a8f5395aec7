import type { PageQuery, ReorganisationState } from '@ancam/contract';
import type { Id } from '@ancam/core';
import type { Insertable, Selectable, Updateable } from 'kysely';
import { sql } from 'kysely';
import { readCursor } from '../../cursor.ts';
import type { Tx } from '../../db/database.ts';
import type { Tables } from '../../db/tables.generated.ts';

export type ReorganisationRow = Selectable<Tables['reorganisation']> & { readonly unresolved: number };

const UNRESOLVED = sql<number>`(select count(*)::int from unresolved u where u.event_id = reorganisation.id and u.assigned_to is null
  and reorganisation.state in ('applying', 'applied'))`.as('unresolved');

export function listReorganisations(
  tx: Tx,
  query: PageQuery & { readonly state?: ReorganisationState | undefined },
): Promise<ReorganisationRow[]> {
  const after = readCursor(query.cursor, 2);
  let rows = tx.selectFrom('reorganisation').selectAll().select(UNRESOLVED);
  if (query.state !== undefined) rows = rows.where('state', '=', query.state);
  if (after !== undefined) rows = rows.where(sql<boolean>`(effective_on, id) < (${String(after[0])}::date, ${String(after[1])}::uuid)`);
  return rows
    .orderBy('effective_on', 'desc')
    .orderBy('id', 'desc')
    .limit(query.limit + 1)
    .execute();
}

export function findReorganisation(tx: Tx, id: Id): Promise<ReorganisationRow | undefined> {
  return tx.selectFrom('reorganisation').selectAll().select(UNRESOLVED).where('id', '=', id).executeTakeFirst();
}

/** The same, held until the end of the transaction; undefined where another process holds it. */
export async function holdReorganisation(tx: Tx, id: Id): Promise<ReorganisationRow | undefined> {
  const held = await tx.selectFrom('reorganisation').select('id').where('id', '=', id).forUpdate().skipLocked().executeTakeFirst();
  return held === undefined ? undefined : findReorganisation(tx, id);
}

export async function insertReorganisation(tx: Tx, row: Insertable<Tables['reorganisation']>): Promise<void> {
  await tx.insertInto('reorganisation').values(row).execute();
}

export async function updateReorganisation(tx: Tx, id: Id, change: Updateable<Tables['reorganisation']>): Promise<void> {
  await tx.updateTable('reorganisation').set(change).where('id', '=', id).execute();
}

/** Events that are to be begun on a day, or are under way; the earliest first. */
export async function listDue(tx: Tx, day: string): Promise<Id[]> {
  const rows = await tx
    .selectFrom('reorganisation')
    .select('id')
    .where((eb) =>
      eb.or([eb('state', 'in', ['applying', 'reversing']), eb.and([eb('state', '=', 'approved'), eb('effective_on', '<=', day)])]),
    )
    .orderBy('effective_on')
    .orderBy('approved_at')
    .execute();
  return rows.map(({ id }) => id);
}

export type UnitPartRow = Selectable<Tables['reorganisation_unit']>;

/** The units of an event whose objects move, from a position on. */
export function listMovers(tx: Tx, event: Id, from: number): Promise<UnitPartRow[]> {
  return tx
    .selectFrom('reorganisation_unit')
    .selectAll()
    .where('event_id', '=', event)
    .where('part', 'in', ['closed', 'divided', 'moved'])
    .where('seq', '>=', from)
    .orderBy('seq')
    .limit(1)
    .execute();
}

/** What keeps an event from being reversed: `successor-acted`, `later-event`, or nothing. */
export async function reversalBlocker(tx: Tx, id: Id): Promise<string | undefined> {
  const { rows } = await sql<{ acted: boolean; later: boolean }>`
    with heir as (
      select ru.unit_id from reorganisation_unit ru where ru.event_id = ${id} and ru.part in ('created', 'joined')
      union select l.successor_id from lineage l where l.event_id = ${id}
    ), event as (select * from reorganisation where id = ${id})
    select exists (
        select from heir join audit_event a on a.unit_id = heir.unit_id, event
        where a.at > event.applied_at and a.action !~ '^(session|reorganisation)[.]' and a.action !~ '[.](exported|letter|read)$'
      ) or exists (
        select from heir join reorganisation_unit ru on ru.event_id = ${id} and ru.unit_id = heir.unit_id and ru.part = 'created'
          join account a on a.unit_id = heir.unit_id
        where not exists (select from stewardship s where s.event_id = ${id} and s.object_table = 'account' and s.object_id = a.id)
      ) as acted,
      exists (
        select from reorganisation_unit mine join reorganisation_unit theirs on theirs.unit_id = mine.unit_id and theirs.event_id <> mine.event_id
          join reorganisation r on r.id = theirs.event_id, event
        where mine.event_id = ${id} and r.state in ('applying', 'applied', 'reversing') and (r.applied_at is null or r.applied_at > event.applied_at)
      ) as later`.execute(tx);
  if (rows[0]?.acted === true) return 'successor-acted';
  return rows[0]?.later === true ? 'later-event' : undefined;
}

/** Whether objects of a table still stand where an event has moved them from. */
export async function anyLeft(tx: Tx, table: string, event: Id): Promise<boolean> {
  const { rows } = await sql`select 1 from reorganisation_unit ru join ${sql.table(table)} o on o.steward_id = ru.unit_id
    where ru.event_id = ${event} and (ru.part = 'closed' or (ru.part = 'moved' and o.scope_path = ru.path_from)) limit 1`.execute(tx);
  return rows.length > 0;
}
