import { FIGURE_NAMES } from '@ancam/contract';
import type { FigureName, FigureSet } from '@ancam/contract';
import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import { json } from '../../db/database.ts';
import type { Tx } from '../../db/database.ts';

/** The counts that a unit's row holds; columns of `tally`, `tally_day`, `tally_delta` and `rollup`. */
export const FIGURES = FIGURE_NAMES;

/** What a count belongs to: who recorded it, who answers for it, where it lies, how far it may be seen. */
export const KEY = ['home_id', 'unit_id', 'steward_id', 'scope_path', 'recorded_path', 'place_path', 'classification'] as const;
/** Counts of objects with one key. */
export type KeyedFigures = Record<(typeof KEY)[number], string | number> & Partial<FigureSet>;

const names = (list: readonly string[], prefix = '') => sql.raw(list.map((name) => prefix + name).join(', '));
const FIGURES_OF_SYSTEMS: readonly FigureName[] = ['systems', 'systems_operating'];
const FIGURES_OF_CAMERAS = FIGURES.filter((name) => !FIGURES_OF_SYSTEMS.includes(name));

async function figuresOf(tx: Tx, view: string, figures: readonly FigureName[], ids: readonly Id[]): Promise<KeyedFigures[]> {
  if (ids.length === 0) return [];
  const sums = sql.raw(figures.map((name) => `sum(${name})::bigint as ${name}`).join(', '));
  // One after the other: a list of ids is answered by reading the whole table where its statistics are of an emptier one.
  const { rows } = await sql<KeyedFigures>`select ${names(KEY)}, ${sums} from unnest(${[...ids]}::uuid[]) as k (of_id)
    cross join lateral (select * from ${sql.table(view)} where id = k.of_id offset 0) as f group by ${names(KEY)}`.execute(tx);
  return rows;
}

/** Counts of some cameras as they stand in this transaction. */
export function figuresOfCameras(tx: Tx, ids: readonly Id[]): Promise<KeyedFigures[]> {
  return figuresOf(tx, 'camera_figure', FIGURES_OF_CAMERAS, ids);
}

/** Counts of some information systems as they stand in this transaction. */
export function figuresOfSystems(tx: Tx, ids: readonly Id[]): Promise<KeyedFigures[]> {
  return figuresOf(tx, 'system_figure', FIGURES_OF_SYSTEMS, ids);
}

/**
 * Adds changes to the units' rows, to their rows of the day and to what the tiers have yet to fold. In order of key, so that two
 * transactions never wait for each other.
 */
export async function addFigures(tx: Tx, changes: readonly KeyedFigures[], day: string): Promise<void> {
  if (changes.length === 0) return;
  const columns = sql.raw(
    `${KEY.map((name) => `${name} ${name.endsWith('_id') ? 'uuid' : name === 'classification' ? 'smallint' : 'text'}`).join(', ')}, ${FIGURES.map((name) => `${name} bigint`).join(', ')}`,
  );
  const told = changes.map((change) =>
    Object.fromEntries(Object.entries(change).filter(([name, value]) => value !== 0 || name === 'classification')),
  );
  const values = sql.raw(FIGURES.map((name) => `coalesce(v.${name}, 0) as ${name}`).join(', '));
  const key = names(KEY, 'v.');
  const added = sql.raw(FIGURES.map((name) => `${name} = tally.${name} + excluded.${name}`).join(', '));
  const taken = sql.raw(FIGURES.map((name) => `${name} = excluded.${name}`).join(', '));
  await sql`with given as materialized (
      select ${key}, ${values} from jsonb_to_recordset(${json(told)}::text::jsonb) as v (${columns}) order by ${names(KEY)}
    ), now as (
      insert into tally (${names(KEY)}, ${names(FIGURES)}) select ${names(KEY)}, ${names(FIGURES)} from given order by ${names(KEY)}
      on conflict (${names(KEY)}) do update set ${added} returning ${names(KEY)}, ${names(FIGURES)}
    ), unfolded as (
      insert into tally_delta (${names(KEY)}, ${names(FIGURES)}) select ${names(KEY)}, ${names(FIGURES)} from given
    )
    insert into tally_day (${names(KEY)}, day, ${names(FIGURES)}) select ${names(KEY)}, ${day}::date, ${names(FIGURES)} from now order by ${names(KEY)}
    on conflict (${names(KEY)}, day) do update set ${taken}`.execute(tx);
}

/**
 * Folds so many deltas into every node above them, on both axes; gives how many were folded. Some duties hang on figures: the units are looked
 * at again. As the owner of the schema.
 */
export async function foldDeltas(tx: Tx, most: number, day: string): Promise<number> {
  const sums = sql.raw(FIGURES.map((name) => `sum(${name})::bigint as ${name}`).join(', '));
  const added = sql.raw(FIGURES.map((name) => `${name} = rollup.${name} + excluded.${name}`).join(', '));
  const { rows } = await sql<{ folded: number }>`
    with taken as (
      delete from tally_delta where id in (select id from tally_delta order by id limit ${most} for update skip locked) returning *
    ), nodes as (
      select 'scope' as axis, node.path, t.* from taken t cross join lateral path_nodes(t.scope_path) as node (path)
      union all
      select 'place', node.path, t.* from taken t cross join lateral path_nodes(t.place_path) as node (path) where t.place_path <> ''
    ), added as (
      insert into rollup (axis, path, classification, ${names(FIGURES)})
      select axis, path, classification, ${sums} from nodes group by axis, path, classification order by axis, path, classification
      on conflict (axis, path, classification) do update set ${added} returning axis, path, classification, findings
    ), that_day as (
      insert into rollup_day (axis, path, classification, day, findings)
      select axis, path, classification, ${day}::date, findings from added order by axis, path, classification
      on conflict (axis, path, classification, day) do update set findings = excluded.findings
    ), looked_at as (
      update duty_unit set figures_changed = true where unit_id in (select steward_id from taken) and not figures_changed
    )
    select count(*)::int as folded from taken`.execute(tx);
  return rows[0]?.folded ?? 0;
}
