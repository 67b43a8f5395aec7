import type { Id } from '@ancam/core';
import type { Answers } from '@ancam/knowledge';
import { regimeOn } from '@ancam/law';
import type { Context } from '../../context.ts';
import { asOwner, standingAt, withActor } from '../../db/actor.ts';
import type { Actor } from '../../db/actor.ts';
import { dayOf } from '../../day.ts';
import { insertChange } from './changes.store.ts';
import type { Difference } from './changes.store.ts';
import { tellSystem } from './facts.service.ts';
import * as store from './keep-levels.store.ts';
import type { Suspect } from './keep-levels.store.ts';

const LOOK_EVERY_MS = 60_000;
const AT_ONCE = 200;
/** The rule by which a level approved under the old law stays, whatever regime the day follows. */
const STAYS = 'levelled-before';

/** The system itself, where the information system stands. */
function actorOf(suspect: Suspect): Actor {
  const standing = standingAt({ ...suspect, unit_id: suspect.steward_id });
  return { accountId: null, name: 'AnCam', role: 'officer', permissions: [], ...standing, clearance: suspect.classification };
}

async function raise(context: Context, suspect: Suspect, difference: Difference): Promise<void> {
  await withActor(context, actorOf(suspect), async (work) => {
    const about = { systemId: suspect.id, determinationId: suspect.determination_id, on: dayOf(work.now) };
    await insertChange(work, about, suspect, difference);
    await tellSystem(context, work, suspect.id);
    work.audit({ action: 'level.anew', object: `system/${suspect.id}`, summary: difference.kind });
  });
}

/** Whether a level determined under one regime has to be determined by that of the day. What was approved before stays. */
function isOutlived({ law }: Context, { answers, regime, approved_on: approvedOn }: Suspect, day: string): boolean {
  const known = { ...(approvedOn === null ? {} : { approvedOn }), ...(answers as Answers) };
  const given = Object.entries(known).filter(([id]) => law.questions.get(id)?.about === 'dossier'); // written by this feature
  const reading = regimeOn(law, day, Object.fromEntries(given));
  return reading.regime !== regime && !reading.rules.includes(STAYS);
}

/** Of a batch those for which it could be raised before the server stops. */
async function raiseAll(
  context: Context,
  suspects: readonly Suspect[],
  differenceOf: (suspect: Suspect) => Difference,
  isStopped: () => boolean,
): Promise<number> {
  let raised = 0;
  for (const suspect of suspects) {
    if (isStopped()) break;
    await raise(context, suspect, differenceOf(suspect));
    raised += 1;
  }
  return raised;
}

function ownerChanged({ owner: before, steward_id: after }: Suspect): Difference {
  return { kind: 'owner', before: { owner: before }, after: { owner: after } };
}

async function raiseMoved(context: Context, isStopped: () => boolean): Promise<number> {
  let raised = 0;
  for (;;) {
    const moved = await asOwner(context, (tx) => store.listMoved(tx, AT_ONCE));
    raised += await raiseAll(context, moved, ownerChanged, isStopped);
    if (moved.length < AT_ONCE || isStopped()) return raised;
  }
}

async function raiseOutlived(context: Context, isStopped: () => boolean): Promise<number> {
  const day = dayOf(context.clock());
  const { regime } = regimeOn(context.law, day);
  let raised = 0;
  let after: Id | null = null;
  for (;;) {
    const from: Id | null = after;
    const rows: Suspect[] = await asOwner(context, (tx) => store.listOfOtherRegimes(tx, regime, from, AT_ONCE));
    const outlived = rows.filter((each) => isOutlived(context, each, day));
    const difference = (suspect: Suspect): Difference => ({ kind: 'regime', before: { regime: suspect.regime }, after: { regime } });
    raised += await raiseAll(context, outlived, difference, isStopped);
    after = rows.at(-1)?.id ?? null;
    if (rows.length < AT_ONCE || isStopped()) return raised;
  }
}

/**
 * Raises what no change of the register tells: another unit answers for a system, e.g. after a merger; the law has changed under a level
 * that was never approved. Safe to run in several processes: what is noted once is not noted again. Gives how many.
 */
export async function raiseLevels(context: Context, isStopped: () => boolean = () => false): Promise<number> {
  return (await raiseMoved(context, isStopped)) + (await raiseOutlived(context, isStopped));
}

/** Looks again and again until the function it gives is called, which waits for what is under way. */
export function keepLevels(context: Context): () => Promise<void> {
  let stopped = false;
  let working: Promise<unknown> | undefined;
  const timer = setInterval(() => {
    working ??= raiseLevels(context, () => stopped)
      .catch((fault: unknown) => context.log.error({ err: fault }, 'levels could not be looked through'))
      .finally(() => (working = undefined));
  }, LOOK_EVERY_MS);
  timer.unref();
  return async () => {
    stopped = true;
    clearInterval(timer);
    await working;
  };
}
