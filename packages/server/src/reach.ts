import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Actor } from './db/actor.ts';

/** A node of the owner tree or of the territory, with all below it. */
export interface Node {
  readonly axis: 'scope' | 'place';
  readonly path: string;
}

/** What a filter narrows a list to. */
export interface Narrowing {
  /** Path of a unit. */
  readonly under?: string | undefined;
  /** Path of a territory. */
  readonly place?: string | undefined;
}

/**
 * The parts of the tree and of the territory that a list has to be looked for in. Only a way to the rows: the policy decides about
 * each of them, and what a filter says is stated as a condition besides.
 */
export function reachOf(actor: Pick<Actor, 'scopes' | 'places'>, narrowing: Narrowing = {}): readonly Node[] {
  const { under, place } = narrowing;
  const seen = [...nodes('scope', actor.scopes), ...nodes('place', actor.places)];
  for (const wanted of [...nodes('scope', [under]), ...nodes('place', [place])]) {
    // A part that one sees whole is the narrowest way; else what one sees of it.
    if (seen.some(({ axis, path }) => (axis === 'scope' && path === '/') || (axis === wanted.axis && wanted.path.startsWith(path))))
      return [wanted];
  }
  return outermost(
    seen.filter(({ axis, path }) => {
      const within = axis === 'scope' ? under : place;
      return within === undefined || path.startsWith(within) || within.startsWith(path);
    }),
  );
}

function nodes(axis: Node['axis'], paths: readonly (string | undefined)[]): Node[] {
  return paths.filter((path) => path !== undefined).map((path) => ({ axis, path }));
}

/** Without nodes that lie within another. */
function outermost(all: readonly Node[]): Node[] {
  return all.filter(
    (node, at) =>
      !all.some(
        (other, n) => n !== at && other.axis === node.axis && node.path.startsWith(other.path) && (other.path !== node.path || n < at),
      ),
  );
}

/** Whether a reach is the whole tree. */
export function isWhole(reach: readonly Node[]): boolean {
  return reach.some(({ axis, path }) => axis === 'scope' && path === '/');
}

/** Rows within a reach, as ranges that an index with `text_pattern_ops` answers. An empty reach holds nothing. */
export function within(reach: readonly Node[]): RawBuilder<boolean> {
  if (reach.length === 0) return sql<boolean>`false`;
  return sql<boolean>`(${sql.join(
    reach.map(({ axis, path }) => belowNode(axis, path)),
    sql` or `,
  )})`;
}

/** `/a/b/` and all that begins so: up to `/a/b0`, the next after the stroke. */
function belowNode(axis: Node['axis'], path: string): RawBuilder<boolean> {
  const column = sql.ref(axis === 'scope' ? 'scope_path' : 'place_path');
  // the index of territories leaves out what has none
  const present = axis === 'scope' ? sql`` : sql`${column} <> '' and `;
  return sql<boolean>`(${present}${column} ~>=~ ${path} and ${column} ~<~ ${`${path.slice(0, -1)}0`})`;
}

/** The conditions that a narrowing states. */
export function narrowed({ under, place }: Narrowing): RawBuilder<boolean>[] {
  return [
    ...(under === undefined ? [] : [sql<boolean>`scope_path ^@ ${under}`]),
    ...(place === undefined ? [] : [sql<boolean>`place_path ^@ ${place}`]),
  ];
}
