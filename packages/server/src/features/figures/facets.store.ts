import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import { json } from '../../db/database.ts';
import { often } from '../../db/server-pool.ts';
import type { Node } from '../../reach.ts';

/** What is counted by a changing set of values: cameras in use per maker, open findings per check and severity, findings per status; `other`: cameras neither in use nor retired. */
export type Facet = 'maker' | 'check' | 'status' | 'other';

/** A count with where it stands. */
export interface FacetRow {
  readonly home_id: Id;
  readonly unit_id: Id;
  readonly scope_path: string;
  readonly place_path: string;
  readonly classification: number;
  readonly facet: Facet;
  readonly value: string;
  readonly count: number;
}

/** Facets of some cameras as they stand in this transaction. */
export async function facetsOfCameras(tx: Tx, ids: readonly Id[], day: string): Promise<FacetRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<FacetRow>`select * from facets_of(${[...ids]}::uuid[], ${day}::date)`.execute(tx);
  return rows;
}

/** Notes changes of facets, to be folded into the tiers. */
export async function addFacets(tx: Tx, changes: readonly FacetRow[]): Promise<void> {
  if (changes.length === 0) return;
  await sql`insert into facet_delta (home_id, unit_id, scope_path, place_path, classification, facet, value, count)
    select v.* from jsonb_to_recordset(${json(changes)}::text::jsonb) as v (home_id uuid, unit_id uuid, scope_path text, place_path text,
      classification smallint, facet text, value text, count bigint)`.execute(tx);
}

/** Folds so many changes into every node above them, on both axes; gives how many were folded. As the owner of the schema. */
export async function foldFacets(tx: Tx, most: number): Promise<number> {
  const { rows } = await sql<{ folded: number }>`
    with taken as (
      delete from facet_delta where id in (select id from facet_delta order by id limit ${most} for update skip locked) returning *
    ), nodes as (
      select 'scope' as axis, node.path, t.* from taken t cross join lateral path_nodes(t.scope_path) as node (path)
      union all
      select 'place', node.path, t.* from taken t cross join lateral path_nodes(t.place_path) as node (path) where t.place_path <> ''
    ), added as (
      insert into facet_rollup (axis, path, classification, facet, value, count)
      select axis, path, classification, facet, value, sum(count) from nodes group by 1, 2, 3, 4, 5 order by axis, path, facet, value, classification
      on conflict (axis, path, facet, value, classification) do update set count = facet_rollup.count + excluded.count
    )
    select count(*)::int as folded from taken`.execute(tx);
  return rows[0]?.folded ?? 0;
}

/** Counts per value over nodes that do not overlap: from the tiers, with what is not folded yet; the largest first. */
export async function sumFacet(tx: Tx, reach: readonly Node[], facet: Facet, most: number): Promise<{ value: string; count: number }[]> {
  const parts = reach.map(({ axis, path }) => {
    const column = sql.ref(axis === 'scope' ? 'scope_path' : 'place_path');
    return sql`select value, count from facet_rollup where axis = ${axis} and path = ${path} and facet = ${facet}
      union all select value, count from facet_delta where facet = ${facet} and ${column} ^@ ${path}`;
  });
  if (parts.length === 0) return [];
  const { rows } = await sql<{ value: string; count: number }>`${often} select value, sum(count)::bigint as count
    from (${sql.join(parts, sql` union all `)}) as parts group by value having sum(count) > 0 order by 2 desc, 1 limit ${sql.lit(most)}`.execute(
    tx,
  );
  return rows;
}
