import type { FigureSet } from '@ancam/contract';
import type { Id } from '@ancam/core';
import type { Store, Work } from '../../db/actor.ts';
import type { Db } from '../../db/database.ts';
import { reachOf } from '../../reach.ts';
import type { Narrowing, Node } from '../../reach.ts';
import * as store from './sums.store.ts';

/** Figures of what the actor sees, narrowed. Costs units, never cameras; what the tiers have not folded yet is in. */
export function figuresWithin({ tx, actor }: Work, narrowing: Narrowing = {}): Promise<FigureSet> {
  const reach = reachOf(actor, narrowing);
  const [node] = reach;
  const implied = (axis: Node['axis'], path: string | undefined): boolean =>
    path === undefined || (node !== undefined && node.axis === axis && node.path.startsWith(path));
  return store.sumFigures(tx, reach, narrowing, implied('scope', narrowing.under) && implied('place', narrowing.place));
}

/** What is known of a reach before its rows are read; only to choose the shorter way to them. */
export interface Extent {
  /** Cameras, about. */
  readonly size: number;
  /** Top bodies that have recorded them. */
  readonly homes: readonly Id[];
}

const KEPT_MS = 30_000;
const MOST_KEPT = 5000;
const kept = new WeakMap<Db, Map<string, { readonly at: number; readonly extent: Promise<Extent> }>>();

/** The extent of a reach as the actor sees it; remembered for half a minute. */
export function extentOf({ db }: Store, { tx, actor, now }: Work, reach: readonly Node[]): Promise<Extent> {
  const known = kept.get(db) ?? new Map<string, { at: number; extent: Promise<Extent> }>();
  kept.set(db, known);
  const key = JSON.stringify([reach, actor.scopes, actor.places, actor.clearance]);
  const at = Date.parse(now);
  const found = known.get(key);
  if (found !== undefined && Math.abs(at - found.at) < KEPT_MS) return found.extent;
  if (known.size >= MOST_KEPT) known.clear();
  const extent = readExtent(tx, reach);
  known.set(key, { at, extent });
  extent.catch(() => known.delete(key));
  return extent;
}

async function readExtent(tx: Work['tx'], reach: readonly Node[]): Promise<Extent> {
  return { size: await store.sizeOf(tx, reach), homes: await store.homesWithin(tx, reach) };
}
