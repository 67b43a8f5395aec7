import type { FoundUnit } from '@ancam/contract';
import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';

/** Units that hold a word beginning with each of these, standing ones first; their rows are read under the policy. */
export async function findUnits(tx: Tx, words: readonly string[], most: number): Promise<FoundUnit[]> {
  const { rows } = await sql<FoundUnit>`select u.id, u.name, u.code, p.name as above, u.closed_on as "closedOn"
    from unit u left join unit p on p.id = u.parent_id where u.id = any(find_units(${[...words]}::text[], ${most}))
    order by u.closed_on is not null, u.name, u.id`.execute(tx);
  return rows;
}
