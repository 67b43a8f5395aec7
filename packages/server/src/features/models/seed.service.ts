import { newId } from '@ancam/core';
import { nameKey } from '@ancam/rules';
import type { Context } from '../../context.ts';
import { asOwner } from '../../db/actor.ts';
import type { Store } from '../../db/actor.ts';
import { searchText } from '../../search-text.ts';
import { makerSpelled } from '../warnings/apply.service.ts';
import * as store from './makers.store.ts';

/**
 * Enters the makers that knowledge knows, with their spellings and brands. Safe at every start: what is there stays, and a spelling
 * that a person gave to another maker stays with that one.
 */
export async function seedMakers(context: Store & Pick<Context, 'knowledge'>): Promise<void> {
  await asOwner(context, async (tx) => {
    const work = { tx, instanceId: context.instanceId, now: context.clock().toISOString() };
    for (const { id: key, name, aliases, brands, firmwareGrammar: grammar } of context.knowledge.vendors) {
      await store.insertMaker(work, { id: newId(), key, name, country: '', grammar, source: 'knowledge', search: searchText(name) });
      const maker = await store.findMakerByKey(tx, key);
      if (maker === undefined) continue;
      await store.updateKnown(tx, maker.id, name, grammar);
      const known = new Set((await store.listMakers(tx, maker.id)).flatMap((each) => each.aliases.map(nameKey)));
      for (const alias of [key, name, ...aliases, ...brands].filter((each) => !known.has(nameKey(each)) && nameKey(each) !== '')) {
        if ((await store.putMakerAlias(tx, maker.id, alias, nameKey(alias))) === maker.id) await makerSpelled(tx, alias);
        known.add(nameKey(alias));
      }
    }
  });
}
