import { FIGURE_NAMES } from '@ancam/contract';
import type { FigureAxis, FigureSet } from '@ancam/contract';
import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import { often } from '../../db/server-pool.ts';

const SUMS = sql.raw(FIGURE_NAMES.map((name) => `coalesce(sum(t.${name}), 0)::bigint as ${name}`).join(', '));
const PLAIN = sql.raw(FIGURE_NAMES.join(', '));

/** Figures at a path. */
export type PathFigures = FigureSet & { readonly path: string };

const PATHS = { scope: sql.raw('t.scope_path'), place: sql.raw('t.place_path') };

/** Today's figures by who answers today, per path: the tiers with what has not been folded yet, in one statement. */
export async function restatedAt(tx: Tx, axis: FigureAxis, paths: readonly string[]): Promise<PathFigures[]> {
  if (paths.length === 0) return [];
  const { rows } = await sql<PathFigures>`${often}
    with node (path) as (select unnest(${[...paths]}::text[])), part as (
      select t.path, ${PLAIN} from rollup t where t.axis = ${axis} and t.path = any(${[...paths]}::text[])
      union all
      select node.path, ${PLAIN} from tally_delta t join node on ${PATHS[axis]} ^@ node.path
    )
    select node.path, ${SUMS} from node left join part t on t.path = node.path group by node.path`.execute(tx);
  return rows;
}

/** What stands at exactly a path today. */
export async function restatedOwn(tx: Tx, axis: FigureAxis, path: string): Promise<FigureSet | undefined> {
  const { rows } = await sql<FigureSet>`${often} select ${SUMS} from tally t where ${PATHS[axis]} = ${path}`.execute(tx);
  return rows[0];
}

/** Territories directly below one that have figures, with those of the tiers. */
export async function placesBelow(tx: Tx, path: string): Promise<string[]> {
  const { rows } = await sql<{ path: string }>`select distinct path from rollup
    where axis = 'place' and path ^@ ${path} and path ~ ${`^${path}[^/]+/$`} order by path`.execute(tx);
  return rows.map((row) => row.path);
}

/** Figures grouped by the step below the bases; `child` is null for what stands at a base itself. */
export interface GroupedFigures {
  readonly child: string | null;
  readonly deeper: boolean;
  readonly figures: FigureSet;
}

type GroupRow = FigureSet & { readonly child: string | null; readonly deeper: boolean };

function grouped(rows: readonly GroupRow[]): GroupedFigures[] {
  return rows.map(({ child, deeper, ...figures }) => ({ child, deeper, figures }));
}

/** The path one step below the base in which a path lies; null at the base itself. */
const stepBelow = sql.raw(
  `case when t.at = base.path then null else base.path || split_part(substr(t.at, length(base.path) + 1), '/', 1) || '/' end`,
);

/** Today's facts by the path on which they were recorded. */
export async function recordedBelow(tx: Tx, bases: readonly string[]): Promise<GroupedFigures[]> {
  const { rows } = await sql<GroupRow>`
    with base (path) as (select unnest(${[...bases]}::text[])), counted as (
      select recorded_path as at, ${PLAIN} from tally
    )
    select ${stepBelow} as child, coalesce(bool_or(t.at <> ${stepBelow}), false) as deeper, ${SUMS}
    from base join counted t on t.at ^@ base.path group by 1`.execute(tx);
  return grouped(rows);
}

/** The facts of a day's end by the paths of that day: of each key the latest row up to the day. */
export async function dayBelow(tx: Tx, axis: FigureAxis, base: string, day: string): Promise<GroupedFigures[]> {
  const path = sql.raw(`${axis}_path`);
  const { rows } = await sql<GroupRow>`
    with base (path) as (select ${base}::text), latest as (
      select d.* from tally k cross join lateral (
        select ${path} as at, ${PLAIN} from tally_day d
        where d.steward_id = k.steward_id and d.unit_id = k.unit_id and d.scope_path = k.scope_path and d.recorded_path = k.recorded_path
          and d.place_path = k.place_path and d.classification = k.classification and d.home_id = k.home_id and d.day <= ${day}::date
        order by d.day desc limit 1
      ) d where k.${path} ^@ ${base}
    )
    select ${stepBelow} as child, coalesce(bool_or(t.at <> ${stepBelow}), false) as deeper, ${SUMS}
    from base join latest t on t.at ^@ base.path group by 1`.execute(tx);
  return grouped(rows);
}

/** A unit as it was called at a path. */
export interface NamedPath {
  readonly path: string;
  readonly unit: Id;
  readonly name: string;
  readonly kind: string;
  readonly closed: boolean;
}

/** Who stood at paths: by their latest name up to a day, else by the first. `closed`: it does not stand there on the day. */
export async function namesAt(tx: Tx, paths: readonly string[], day: string): Promise<NamedPath[]> {
  if (paths.length === 0) return [];
  const { rows } = await sql<NamedPath>`${often}
    select distinct on (v.scope_path) v.scope_path as path, v.unit_id as unit, v.name, v.kind,
      not exists (select from unit_version w where w.unit_id = v.unit_id and not w.closed and w.scope_path = v.scope_path
        and w.valid_from = (select max(x.valid_from) from unit_version x where x.unit_id = v.unit_id and x.valid_from <= ${day}::date)) as closed
    from unit_version v where v.scope_path = any(${[...paths]}::text[])
    order by v.scope_path, (v.valid_from <= ${day}::date) desc, v.valid_from desc`.execute(tx);
  return rows;
}

/** Paths of the units that stand directly below a unit on a day; below none: the top bodies. */
export async function childrenOn(tx: Tx, parent: Id | null, day: string): Promise<string[]> {
  const { rows } = await sql<{ path: string }>`${often}
    select v.scope_path as path from unit_version v where ${parent === null ? sql`v.parent_id is null` : sql`v.parent_id = ${parent}`} and not v.closed
      and v.valid_from = (select max(w.valid_from) from unit_version w where w.unit_id = v.unit_id and w.valid_from <= ${day}::date)`.execute(
    tx,
  );
  return rows.map((row) => row.path);
}

/** Every path at which a unit has stood up to a day, the present one first. */
export async function pathsOf(tx: Tx, unit: Id, day: string): Promise<string[]> {
  const { rows } = await sql<{ path: string }>`${often}
    select scope_path as path from unit_version where unit_id = ${unit} and valid_from <= ${day}::date
    group by scope_path order by max(valid_from) desc`.execute(tx);
  return rows.map((row) => row.path);
}
