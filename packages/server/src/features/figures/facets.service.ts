import type { Work } from '../../db/actor.ts';
import { reachOf } from '../../reach.ts';
import type { Narrowing, Node } from '../../reach.ts';
import * as store from './facets.store.ts';
import type { Facet, FacetRow } from './facets.store.ts';

const MOST = 500;

/**
 * The nodes of what an actor sees, none counted twice: a part of the tree that lies in a territory it has a right over is counted with
 * the territory.
 */
export function disjointReach(work: Work, narrowing: Narrowing = {}): readonly Node[] {
  const reach = reachOf(work.actor, narrowing);
  const places = reach.filter(({ axis }) => axis === 'place');
  const covered = places.some(({ path }) => work.actor.placePath.startsWith(path));
  return covered ? places : reach;
}

/** Counts per value of what the actor sees, the largest first. Costs nodes, never cameras. */
export function facetValues(work: Work, facet: Facet, narrowing: Narrowing = {}): Promise<{ value: string; count: number }[]> {
  return store.sumFacet(work.tx, disjointReach(work, narrowing), facet, MOST);
}

const KEY = ['home_id', 'unit_id', 'scope_path', 'place_path', 'classification', 'facet', 'value'] as const;

/** After less before, per key; what did not change is left out. */
export function facetChanges(before: readonly FacetRow[], after: readonly FacetRow[]): FacetRow[] {
  const changes = new Map<string, FacetRow>();
  const add = (row: FacetRow, sign: number): void => {
    const key = JSON.stringify(KEY.map((name) => row[name]));
    changes.set(key, { ...row, count: (changes.get(key)?.count ?? 0) + sign * row.count });
  };
  for (const row of before) add(row, -1);
  for (const row of after) add(row, 1);
  return [...changes.values()].filter(({ count }) => count !== 0);
}
