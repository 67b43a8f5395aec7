import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';

/** A model as a row is compared with it, with one of its spellings. */
export interface SpelledModel {
  readonly maker_id: Id;
  readonly alias_key: string;
  readonly id: Id;
  readonly name: string;
  readonly kind: string;
  readonly support_from: string | null;
  readonly support_until: string | null;
  readonly sale_ends_on: string | null;
  readonly note: string;
}

/** Models of some makers by spellings. */
export async function listSpelled(tx: Tx, makers: readonly Id[], keys: readonly string[]): Promise<SpelledModel[]> {
  const { rows } = await sql<SpelledModel>`
    select a.maker_id, a.alias_key, m.id, m.name, m.kind, m.support_from, m.support_until, m.sale_ends_on, m.note
    from model_alias a join model m on m.id = a.model_id
    where a.maker_id = any(${[...makers]}::uuid[]) and a.alias_key = any(${[...keys]}::text[])`.execute(tx);
  return rows;
}
