import type { ReadingMode } from '@ancam/contract';
import { AppError } from '@ancam/core';
import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import type { Work } from '../../db/actor.ts';
import { findUnit } from './units.store.ts';

/** A unit with all below it, as one of the three readings takes it. */
export interface Subtree {
  readonly id: Id;
  readonly name: string;
  readonly kind: string;
  readonly homeId: Id;
  readonly placePath: string;
  readonly parent: { readonly id: Id; readonly name: string; readonly path: string } | undefined;
  /** Paths whose rows belong to it: of today, of a day, or all at which it has stood. */
  readonly paths: readonly string[];
}

/** A unit directly below another. */
export interface ChildUnit {
  readonly id: Id;
  readonly name: string;
  readonly kind: string;
  readonly place_path: string;
}

/** A unit with what lies below it, whole within what the actor sees. Throws `not-found`. */
export async function subtreeOf(work: Work, id: Id, mode: ReadingMode, on: string): Promise<Subtree> {
  const { tx, actor } = work;
  const unit = await findUnit(tx, id);
  const seen = (path: string): boolean => actor.scopes.some((scope) => path.startsWith(scope));
  if (unit === undefined || !seen(unit.scope_path)) throw new AppError('not-found', 'no such unit', { place: id });
  const { rows } = await sql<{ path: string; from: string }>`select scope_path as path, valid_from::text as from from unit_version
    where unit_id = ${id} and valid_from <= ${on}::date order by valid_from desc`.execute(tx);
  const past = [...new Set(rows.map(({ path }) => path))].filter(seen);
  const parent = unit.parent_id === null ? undefined : await findUnit(tx, unit.parent_id);
  return {
    id,
    name: unit.name,
    kind: unit.kind,
    homeId: unit.home_id,
    placePath: unit.place_path,
    parent: parent === undefined ? undefined : { id: parent.id, name: parent.name, path: parent.scope_path },
    paths: mode === 'restated' ? [unit.scope_path] : mode === 'as-of' ? past.slice(0, 1) : [...new Set([unit.scope_path, ...past])],
  };
}

/** The units that stand directly below one today, by name. */
export async function childrenOf({ tx }: Pick<Work, 'tx'>, id: Id): Promise<ChildUnit[]> {
  const { rows } = await sql<ChildUnit>`select id, name, kind, place_path from unit where parent_id = ${id} and closed_on is null
    order by search, id`.execute(tx);
  return rows;
}
