import type { SearchResults } from '@ancam/contract';
import type { Context } from '../../context.ts';
import { BY_INDEX, holds, withActor } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import { searchWords } from '../../search-text.ts';
import { findCameras } from '../cameras/list.service.ts';
import * as store from './search.store.ts';

const SHOWN = 20;

/** What the actor may see that answers to all words: units by name and code, cameras by name, place and any identifier. */
export function search(context: Context, actor: Actor, q: string): Promise<SearchResults> {
  const words = searchWords(q);
  const find = async (work: Work): Promise<SearchResults> => {
    const units = words.length > 0 && holds(actor, 'unit.read') ? await store.findUnits(work.tx, words, SHOWN + 1) : [];
    const cameras = await findCameras(context, work, q, SHOWN);
    return { units: units.slice(0, SHOWN), moreUnits: units.length > SHOWN, cameras: cameras.items, moreCameras: cameras.more };
  };
  return withActor(context, actor, find, BY_INDEX);
}
