import type { FigureName } from '@ancam/contract';
import type { Id } from '@ancam/core';
import type { Logger } from 'pino';
import type { Store, Work } from '../../db/actor.ts';
import { asOwner } from '../../db/actor.ts';
import { dayOf } from '../../day.ts';
import { facetChanges } from './facets.service.ts';
import { addFacets, facetsOfCameras, foldFacets } from './facets.store.ts';
import * as store from './figures.store.ts';
import type { KeyedFigures } from './figures.store.ts';
import { FIGURES, KEY } from './figures.store.ts';

const FOLD_AT_ONCE = 5000;

/** What a change of objects needs: the open transaction and its instant. */
type Counting = Pick<Work, 'tx' | 'now'>;

/** After less before, per key; keys that did not change are left out. */
export function differenceOf(before: readonly KeyedFigures[], after: readonly KeyedFigures[]): KeyedFigures[] {
  const changes = new Map<string, KeyedFigures>();
  for (const [rows, sign] of [
    [before, -1],
    [after, 1],
  ] as const) {
    for (const row of rows) {
      const key = KEY.map((name) => row[name]).join(' ');
      const change = changes.get(key) ?? { ...row, ...Object.fromEntries(FIGURES.map((name): [FigureName, number] => [name, 0])) };
      for (const name of FIGURES) change[name] = (change[name] ?? 0) + sign * (row[name] ?? 0);
      changes.set(key, change);
    }
  }
  return [...changes.values()].filter((change) => FIGURES.some((name) => change[name] !== 0));
}

type Reading = typeof store.figuresOfCameras;

/** Objects that a change is about. */
interface Counted {
  readonly changed: readonly Id[];
  /** Those that it inserts: they have no figures before. */
  readonly added: readonly Id[];
}

async function counting<T>({ tx, now }: Counting, figures: Reading, { changed, added }: Counted, change: () => Promise<T>): Promise<T> {
  const before = await figures(tx, changed);
  const result = await change();
  await store.addFigures(tx, differenceOf(before, await figures(tx, [...changed, ...added])), dayOf(now));
  return result;
}

/**
 * Runs a change of cameras and takes it into the figures of their units: whoever inserts or changes cameras does it in here. `added`:
 * those that the change is known to insert, so that nothing is looked up of them before; others may be among `changed`.
 */
export function countingCameras<T>(
  work: Counting,
  changed: readonly Id[],
  change: () => Promise<T>,
  added: readonly Id[] = [],
): Promise<T> {
  return counting(work, store.figuresOfCameras, { changed, added }, async () => {
    const day = dayOf(work.now);
    const before = await facetsOfCameras(work.tx, changed, day);
    const result = await change();
    await addFacets(work.tx, facetChanges(before, await facetsOfCameras(work.tx, [...changed, ...added], day)));
    return result;
  });
}

/** As `countingCameras`, for information systems. */
export function countingSystems<T>(work: Counting, ids: readonly Id[], change: () => Promise<T>): Promise<T> {
  return counting(work, store.figuresOfSystems, { changed: ids, added: [] }, change);
}

const FOLD_EVERY_MS = 1000;

/** Folds every second until the function it gives is called. What fails is tried again; figures are true without the tiers, only dearer. */
export function keepFolding(context: Store & { readonly log: Logger }): () => Promise<void> {
  let folding: Promise<void> | undefined;
  const timer = setInterval(() => {
    folding ??= foldFigures(context)
      .catch((thrown: unknown) => context.log.error({ err: thrown }, 'figures were not folded'))
      .finally(() => (folding = undefined));
  }, FOLD_EVERY_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await folding;
  };
}

/** Folds what changed into the tiers above the units. Safe to run in several processes at once. */
export async function foldFigures(context: Store): Promise<void> {
  const day = dayOf(context.clock());
  while ((await asOwner(context, (tx) => store.foldDeltas(tx, FOLD_AT_ONCE, day))) === FOLD_AT_ONCE);
  while ((await asOwner(context, (tx) => foldFacets(tx, FOLD_AT_ONCE))) === FOLD_AT_ONCE);
}
