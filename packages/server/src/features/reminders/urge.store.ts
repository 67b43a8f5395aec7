import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import type { Placement } from '../../db/actor.ts';
import type { Tx } from '../../db/database.ts';

/** A unit that is late with a duty. */
export interface LateUnit extends Placement {
  readonly name: string;
  readonly due: string;
}

/** Which of some units are late with a duty, as the policy shows them: in their own reading or in that of anybody who set a day. */
export async function listLate(tx: Tx, duty: string, unitIds: readonly Id[]): Promise<LateUnit[]> {
  const { rows } = await sql<LateUnit>`
    select s.home_id, s.unit_id, s.scope_path, s.place_path, s.classification, u.name, coalesce(s.due, late.due) as due
    from duty_status s join unit u on u.id = s.unit_id
    left join lateral (select min(r ->> 'due')::date as due from jsonb_array_elements(s.readings) r where r ->> 'state' = 'overdue') as late on true
    where s.duty = ${duty} and s.unit_id = any(${[...unitIds]}::uuid[]) and (s.state = 'overdue' or late.due is not null)
      and coalesce(s.due, late.due) is not null`.execute(tx);
  return rows;
}

/** Whether somebody has been told under a key. */
export async function isTold(tx: Tx, key: string): Promise<boolean> {
  const { rows } = await sql<{ told: boolean }>`
    select exists (select from notice where about = ${key.split('/').slice(0, 3).join('/')} and key = ${key}) as told`.execute(tx);
  return rows[0]?.told === true;
}

/** Which of some keys somebody has been told under; `about` are the things that they begin with. */
export async function toldKeys(tx: Tx, about: readonly string[], keys: readonly string[]): Promise<Set<string>> {
  if (keys.length === 0) return new Set();
  const { rows } = await sql<{ key: string }>`select distinct key from notice
    where about = any(${[...about]}::text[]) and key = any(${[...keys]}::text[])`.execute(tx);
  return new Set(rows.map(({ key }) => key));
}

export async function unitName(tx: Tx, id: Id): Promise<string> {
  return (await tx.selectFrom('unit').select('name').where('id', '=', id).executeTakeFirst())?.name ?? '';
}
