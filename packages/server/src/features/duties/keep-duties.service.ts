import type { Id } from '@ancam/core';
import type { Context } from '../../context.ts';
import { asOwner, withinAsOwner } from '../../db/actor.ts';
import type { Work } from '../../db/actor.ts';
import type { Tx } from '../../db/database.ts';
import { dayOf } from '../../day.ts';
import { turnsOf } from '../../turns.ts';
import { bringUpToDate } from './statuses.service.ts';
import { tellStates } from './states.service.ts';
import * as store from './statuses.store.ts';

const LOOK_EVERY_MS = 1000;
/** Units of one transaction at most. */
const UNITS_AT_ONCE = 200;
/** Batches under way at once: one is evaluated while the database writes the other. */
const ABREAST = 2;
const FOLD_AT_ONCE = 20_000;

/** Units of one turn whose figures alone have changed: most of them need no more than a look. */
const FIGURES_AT_ONCE = 1000;

/** Brings all duties of units up to date, what their registers say of them by their state among it. The units are held. */
async function bringUnitsUpToDate({ law }: Pick<Context, 'law'>, tx: Tx, units: readonly Id[], day: string): Promise<void> {
  await tellStates(tx, units, day);
  await bringUpToDate(tx, law, units, day);
}

/** Takes units that are due, so many at most, and brings them up to date; gives how many. */
async function takeDueUnits(context: Context, tx: Tx, day: string, most: number): Promise<number> {
  const units = await store.takeDue(tx, day, most);
  await bringUnitsUpToDate(context, tx, units, day);
  return units.length;
}

/** Takes units whose figures have changed, so many at most, and brings those up to date of which they say something else now. */
async function takeCountedUnits({ law }: Context, tx: Tx, day: string, most: number): Promise<number> {
  const units = await store.takeCounted(tx, day, most);
  await bringUpToDate(tx, law, await tellStates(tx, units, day), day);
  return units.length;
}

/** Brings the duties of units up to date within the transaction that has changed them, so that nobody sees them as they were. */
export async function freshenUnits(context: Context, work: Work, units: readonly Id[]): Promise<void> {
  await withinAsOwner(work, async (tx) => {
    await bringUnitsUpToDate(context, tx, await store.holdUnitsById(tx, units), dayOf(work.now));
  });
}

/**
 * Brings the duties of all units up to date that are new, have changed, or of which something changes by time alone on the day. Goes on where
 * it stopped: a unit is done with its batch. Safe to run in several processes at once. Gives how many units.
 */
export async function bringDutiesUpToDate(context: Context, isStopped: () => boolean = () => false): Promise<number> {
  await takeAll(context, takeCountedUnits, FIGURES_AT_ONCE, isStopped);
  const abreast = Array.from({ length: context.embedded === true ? 1 : ABREAST });
  const done = await Promise.all(abreast.map(() => takeAll(context, takeDueUnits, UNITS_AT_ONCE, isStopped)));
  await foldDuties(context);
  return done.reduce((sum, each) => sum + each, 0);
}

/** Takes units until none is left; gives how many. */
async function takeAll(context: Context, take: typeof takeDueUnits, atOnce: number, isStopped: () => boolean): Promise<number> {
  const day = dayOf(context.clock());
  const turn = turnsOf(context, atOnce);
  for (let done = 0; ;) {
    const { taken, isLast } = await turn(async (most) => {
      const taken = await asOwner(context, (tx) => take(context, tx, day, most));
      return { taken, isLast: taken < most };
    });
    done += taken;
    if (isLast || isStopped()) return done;
  }
}

/** Folds changed counts into the nodes above. */
export async function foldDuties(context: Context): Promise<void> {
  const turn = turnsOf(context, FOLD_AT_ONCE);
  while (await turn(async (most) => (await asOwner(context, (tx) => store.foldDeltas(tx, most))) === most));
}

/** Looks for units that are due every second until the function it gives is called, which waits for the batch under way. */
export function keepDuties(context: Context): () => Promise<void> {
  let stopped = false;
  let working: Promise<unknown> | undefined;
  const timer = setInterval(() => {
    working ??= bringDutiesUpToDate(context, () => stopped)
      .catch((fault: unknown) => context.log.error({ err: fault }, 'duties were not brought up to date'))
      .finally(() => (working = undefined));
  }, LOOK_EVERY_MS);
  timer.unref();
  return async () => {
    stopped = true;
    clearInterval(timer);
    await working;
  };
}
