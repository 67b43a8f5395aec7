import type { DutyRowFilter, PageQuery } from '@ancam/contract';
import { sql } from 'kysely';
import { readCursor } from '../../cursor.ts';
import { json } from '../../db/database.ts';
import type { Tx } from '../../db/database.ts';
import type { DutyNode } from './node.ts';
import type { StatusRow } from './statuses.store.ts';

/** A status in a list, with the unit that it is of. */
export interface ListedStatus extends StatusRow {
  readonly name: string;
  readonly kind: string;
}

/** What has no last day comes after what has one. */
const NEVER = '9999-12-31';

/** What a page goes on from. */
export function cursorKeys({ due, unit_id, duty }: ListedStatus): [string, string, string] {
  return [due ?? NEVER, unit_id, duty];
}

/** Statuses as filtered, what is due first first; one more than the limit. */
export async function listStatuses(tx: Tx, filter: DutyRowFilter & PageQuery, under: DutyNode | undefined): Promise<ListedStatus[]> {
  const { duty, state, issuer, cursor, limit } = filter;
  const parts = [sql`true`];
  if (duty !== undefined) parts.push(sql`s.duty = ${duty}`);
  if (issuer !== undefined) {
    parts.push(sql`s.readings @> ${json([{ setBy: issuer, ...(state === undefined ? {} : { state }) }])}::text::jsonb`);
  } else if (state !== undefined) parts.push(sql`s.state = ${state}`);
  if (under?.axis === 'scope') parts.push(sql`s.scope_path ^@ ${under.path}`);
  if (under?.axis === 'place') parts.push(sql`s.place_path ^@ ${under.path} and s.place_path <> ''`);
  const after = readCursor(cursor, 3);
  if (after !== undefined) {
    const [day, unit, last] = after.map(String);
    parts.push(sql`(coalesce(s.due, ${NEVER}::date), s.unit_id, s.duty) > (${day}::date, ${unit}::uuid, ${last}::text)`);
  }
  const { rows } = await sql<ListedStatus>`select s.*, coalesce(u.name, '') as name, coalesce(u.kind, '') as kind
    from (select * from duty_status s where ${sql.join(parts, sql` and `)}
      order by coalesce(s.due, ${NEVER}::date), s.unit_id, s.duty limit ${limit + 1}) s
    left join unit u on u.id = s.unit_id order by coalesce(s.due, ${NEVER}::date), s.unit_id, s.duty`.execute(tx);
  return rows;
}
