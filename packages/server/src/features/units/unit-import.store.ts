import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import type { Work } from '../../db/actor.ts';

/** A standing unit as rows are compared with it. */
export interface KnownUnit {
  readonly id: Id;
  readonly home_id: Id;
  readonly scope_path: string;
  readonly name: string;
  readonly code: string | null;
  readonly kind: string;
  readonly line: string;
  readonly roles: readonly string[];
  readonly parent_id: Id | null;
  readonly place_code: string | null;
  readonly opened_on: string;
}

/** The standing units that the actor administers: some ten thousand at most. */
export async function listAdministered({ tx, actor }: Work): Promise<KnownUnit[]> {
  const { rows } = await sql<KnownUnit>`
    select id, home_id, scope_path, name, code, kind, line, roles, parent_id, place_code, opened_on from unit
    where closed_on is null and scope_path ^@ any(${[...actor.adminScopes]}::text[])`.execute(tx);
  return rows;
}
