import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';

/** The cameras of a unit in figures, and what has been told of them. */
export interface UnitCameras {
  readonly id: Id;
  readonly home_id: Id;
  readonly scope_path: string;
  readonly place_path: string;
  readonly cameras: number;
  readonly paperless: number;
  readonly warned: number;
  readonly unchecked: number;
  readonly told: readonly { readonly fact: string; readonly on: string; readonly path: string }[];
}

/** Figures of units that have any, or of which something has been told. */
export async function camerasOfUnits(tx: Tx, units: readonly Id[]): Promise<UnitCameras[]> {
  const { rows } = await sql<UnitCameras>`
    with given as (select unnest(${[...units]}::uuid[]) as id), figure as (
      select g.id, sum(c.cameras)::bigint as cameras, sum(c.paperless)::bigint as paperless, sum(c.warned)::bigint as warned,
        sum(c.unchecked)::bigint as unchecked
      from given g join tally c on c.steward_id = g.id group by g.id
    ), told as (
      select g.id, jsonb_agg(jsonb_build_object('fact', e.fact, 'on', e.on_day, 'path', e.scope_path)) as told
      from given g join duty_event e on e.source_id = g.id and e.withdrawn_on is null group by g.id
    )
    select u.id, u.home_id, u.scope_path, u.place_path, coalesce(f.cameras, 0) as cameras, coalesce(f.paperless, 0) as paperless,
      coalesce(f.warned, 0) as warned, coalesce(f.unchecked, 0) as unchecked, coalesce(t.told, '[]') as told
    from given g join unit u on u.id = g.id left join figure f on f.id = g.id left join told t on t.id = g.id
    where f.id is not null or t.id is not null order by u.id`.execute(tx);
  return rows;
}

/** Notes that the figures of units have been looked at. */
export async function noteLookedAt(tx: Tx, units: readonly Id[]): Promise<void> {
  await sql`update duty_unit set figures_changed = false where figures_changed and unit_id = any(${[...units]}::uuid[])`.execute(tx);
}
