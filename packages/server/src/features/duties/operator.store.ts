import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';

/** A unit that stands, with the name of the unit above it. */
export interface NamedUnit {
  readonly id: Id;
  readonly name: string;
  readonly above: string | null;
}

/** So many standing units after one, by id. */
export async function standingAfter(tx: Tx, after: Id | null, most: number): Promise<NamedUnit[]> {
  const { rows } = await sql<NamedUnit>`select u.id, u.name, p.name as above from unit u left join unit p on p.id = u.parent_id
    where u.closed_on is null and (${after}::uuid is null or u.id > ${after}::uuid) order by u.id limit ${most}`.execute(tx);
  return rows;
}

/** Standing units of an id, a code or a name; capitals do not count. */
export async function unitsNamed(tx: Tx, asked: string): Promise<NamedUnit[]> {
  const { rows } = await sql<NamedUnit>`select u.id, u.name, p.name as above from unit u left join unit p on p.id = u.parent_id
    where u.closed_on is null and (u.id::text = lower(${asked}) or u.code = ${asked} or lower(u.name) = lower(${asked})) order by u.id limit 20`.execute(
    tx,
  );
  return rows;
}
