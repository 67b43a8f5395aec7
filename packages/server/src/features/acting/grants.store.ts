import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import { likeOf, searchText } from '../../search-text.ts';

export interface GrantUnit {
  readonly id: Id;
  readonly name: string;
  readonly home_id: Id;
  readonly scope_path: string;
  readonly place_path: string;
}

/** A unit at or below one of the prefixes; undefined alike where it is elsewhere and where there is none. */
export function findUnitWithin(tx: Tx, prefixes: readonly string[], id: Id): Promise<GrantUnit | undefined> {
  return tx
    .selectFrom('unit')
    .select(['id', 'name', 'home_id', 'scope_path', 'place_path'])
    .where('id', '=', id)
    .where('closed_on', 'is', null)
    .where(sql<boolean>`scope_path ^@ any (${[...prefixes]}::text[])`)
    .executeTakeFirst();
}

/** Units at or below the prefixes whose name holds a text, by path. */
export function listUnitsWithin(
  tx: Tx,
  prefixes: readonly string[],
  text: string,
  limit: number,
): Promise<{ id: Id; name: string; code: string | null }[]> {
  return tx
    .selectFrom('unit')
    .select(['id', 'name', 'code'])
    .where('closed_on', 'is', null)
    .where(sql<boolean>`scope_path ^@ any (${[...prefixes]}::text[])`)
    .where('search', 'like', likeOf(searchText(text)))
    .orderBy('scope_path')
    .limit(limit)
    .execute();
}
