import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Tx } from '../../db/database.ts';
import { often } from '../../db/server-pool.ts';
import { isWhole } from '../../reach.ts';
import type { Node } from '../../reach.ts';

/** Open findings at the end of each day on which they changed, oldest first; of nodes that do not overlap. */
export async function listOpenByDay(tx: Tx, reach: readonly Node[]): Promise<{ day: string; open: number }[]> {
  const nodes = reach.map(({ axis, path }) => sql`(axis = ${axis} and path = ${path})`);
  if (nodes.length === 0) return [];
  // Each node and classification has a row only for days on which it changed: between them the last one holds.
  const { rows } = await sql<{ day: string; open: number }>`${often}
    with changes as (
      select day, findings - lag(findings, 1, 0::bigint) over (partition by axis, path, classification order by day) as delta
      from rollup_day where ${sql.join(nodes, sql` or `)}
    ), days as (select day, sum(delta) as delta from changes group by day)
    select day, (sum(delta) over (order by day))::int as open from days order by day`.execute(tx);
  return rows;
}

/** What waits is counted up to here; more is no clearer a call. */
const MOST = 1000;

function endingWithin(reach: readonly Node[]): RawBuilder<boolean> {
  const parts = reach.map(({ axis, path }) => {
    const column = sql.ref(axis === 'scope' ? 'f.scope_path' : 'f.place_path');
    return sql`(${column} ~>=~ ${path} and ${column} ~<~ ${`${path.slice(0, -1)}0`})`;
  });
  return parts.length === 0 ? sql<boolean>`false` : sql<boolean>`(${sql.join(parts, sql` or `)})`;
}

/** What waits for somebody. */
export async function countWaiting(
  tx: Tx,
  day: string,
  soon: string,
  reach: readonly Node[],
): Promise<{ authorisations: number; running: number; resumable: number; ending: number; scans: number }> {
  const { rows } = await sql<{ authorisations: number; running: number; resumable: number; ending: number; scans: number }>`${often}
    select
      (select count(*)::int from authorisation where revoked_at is null and valid_from <= ${day}::date and valid_until >= ${day}::date) as authorisations,
      (select count(*)::int from scan where status = 'running') as running,
      (select count(*)::int from (select from scan where status = 'interrupted' limit ${MOST}) as few) as resumable,
      (select count(*)::int from (select from scan limit 1) as any_scan) as scans,
      (select count(*)::int from (select from finding f join camera c on c.id = f.camera_id where c.status = 'in-use' and f.status = 'accepted'
        and ${isWhole(reach) ? sql`true` : endingWithin(reach)} and f.accepted_until between ${day}::date and ${soon}::date limit ${MOST}) as few) as ending`.execute(
    tx,
  );
  return rows[0] ?? { authorisations: 0, running: 0, resumable: 0, ending: 0, scans: 0 };
}

/** The latest scan of a status. */
export async function findScanOf(tx: Tx, status: string): Promise<Id | undefined> {
  const row = await tx
    .selectFrom('scan')
    .select('id')
    .where('status', '=', status)
    .orderBy('started_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.id;
}
