import type { Id } from '@ancam/core';
import { nameKey } from '@ancam/rules';
import type { Logger } from 'pino';
import type { Store } from '../../db/actor.ts';
import { asOwner } from '../../db/actor.ts';
import type { Tx } from '../../db/database.ts';
import { dayOf } from '../../day.ts';
import { countingCameras } from '../figures/figures.service.ts';
import { modelsOf, spellingsOfModels } from '../models/resolve.service.ts';
import { matchCameras, meantBy } from './flags.service.ts';
import * as store from './flags.store.ts';
import { modelAnswer } from './match.ts';

/** Cameras of one transaction of a pass. */
const AT_ONCE = 500;
/** Model texts looked at in one transaction while none of them is meant. */
const TEXTS_AT_ONCE = 200;
const EVERY_MS = 15_000;

/** Looks up the names of cameras that no one has looked up yet; one transaction. False where there are none. */
function matchSome(context: Store): Promise<boolean> {
  return asOwner(context, async (tx) => {
    const now = context.clock().toISOString();
    const ids = await store.listUnmatched(tx, AT_ONCE);
    if (ids.length > 0) await countingCameras({ tx, now }, ids, () => matchCameras(tx, ids, dayOf(now)));
    return ids.length > 0;
  });
}

/** Carries one warning some way through the cameras of its maker, model by model; one transaction. False where no warning waits. */
function applySome(context: Store): Promise<boolean> {
  return asOwner(context, async (tx) => {
    const now = context.clock().toISOString();
    const warning = await store.claimPending(tx, dayOf(now));
    if (warning === undefined) return false;
    const meant = meantBy(warning, await spellingsOfModels(tx, warning.model_ids));
    let model = await store.nextModel(tx, warning.maker_id, warning.cursor_model ?? '', false);
    let after = model === warning.cursor_model ? warning.cursor_id : null;
    for (let texts = 0; model !== undefined; texts += 1) {
      if (texts === TEXTS_AT_ONCE) {
        await store.moveCursor(tx, warning.id, model, after);
        return true;
      }
      const ids = (await isMeant(tx, warning.maker_id, model, meant))
        ? await store.listOfModel(tx, warning.maker_id, model, after, AT_ONCE)
        : [];
      if (ids.length > 0) {
        await countingCameras({ tx, now }, ids, () => matchCameras(tx, ids, dayOf(now)));
        await store.moveCursor(tx, warning.id, model, ids.at(-1) ?? null);
        return true;
      }
      model = await store.nextModel(tx, warning.maker_id, model, true);
      after = null;
    }
    await store.setApplied(tx, warning.id, warning.state === 'published');
    return true;
  });
}

async function isMeant(tx: Tx, makerId: Id, model: string, meant: Parameters<typeof modelAnswer>[1]): Promise<boolean> {
  const modelId = (await modelsOf(tx, makerId, [model])).get(model) ?? null;
  const spellings = modelId === null ? [] : ((await spellingsOfModels(tx, [modelId])).get(modelId) ?? []).map(({ alias }) => alias);
  return modelAnswer({ modelId, model: model === '' ? null : model, spellings }, meant) !== 'no';
}

/**
 * Makes the flags of all cameras true: names not looked up yet, then warnings that were published, withdrawn or have come into force.
 * Goes on where another process or an earlier call stopped. False where it stopped after so many transactions before the end.
 */
export async function applyPending(context: Store, transactions = Number.POSITIVE_INFINITY): Promise<boolean> {
  for (let done = 0; done < transactions; done += 1) {
    if (!(await matchSome(context)) && !(await applySome(context))) return true;
  }
  return false;
}

/** Keeps the flags true from now on; gives the function that stops it. */
export function keepFlags(context: Store & { readonly log: Logger }): () => Promise<void> {
  const stop = new AbortController();
  let busy: Promise<void> | undefined;
  // One transaction at a time, so that the server can stop between them.
  const pass = async (): Promise<void> => {
    while (!stop.signal.aborted) if (await applyPending(context, 1)) return;
  };
  const begin = (): void => {
    busy ??= pass()
      .catch((fault: unknown) => context.log.error({ err: fault }, 'flags of cameras could not be written'))
      .finally(() => {
        busy = undefined;
      });
  };
  begin();
  const timer = setInterval(begin, EVERY_MS);
  timer.unref();
  return async () => {
    stop.abort();
    clearInterval(timer);
    await busy;
  };
}

/** After spellings of makers were added: cameras that carry one are looked up again. */
export async function makersSpelled(tx: Tx, aliases: readonly string[]): Promise<void> {
  const keys = new Set(aliases.map(nameKey));
  const names = (await store.listUnknownMakers(tx)).filter((name) => keys.has(nameKey(name)));
  if (names.length > 0) await store.forget(tx, { makerNames: names });
}

/** Model texts of a maker's cameras that mean a model. */
export async function textsOfModel(tx: Tx, makerId: Id, modelId: Id): Promise<string[]> {
  const meant = await modelsOf(tx, makerId, await store.listModelTexts(tx, makerId));
  return [...meant].filter(([, id]) => id === modelId).map(([text]) => text);
}

/** Lets cameras of a maker be looked up again: all, or those with some model texts. */
export async function lookUpAgain(tx: Tx, makerId: Id, models?: readonly string[]): Promise<void> {
  if (models?.length !== 0) await store.forget(tx, models === undefined ? { makerId } : { makerId, models });
}
