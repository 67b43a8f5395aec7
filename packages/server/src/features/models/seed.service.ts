import { newId } from '@ancam/core';
import { nameKey } from '@ancam/rules';
import type { Context } from '../../context.ts';
import { asOwner } from '../../db/actor.ts';
import type { Store } from '../../db/actor.ts';
import { searchText } from '../../search-text.ts';
import { makersSpelled } from '../warnings/apply.service.ts';
import * as store from './makers.store.ts';

/**
 * Enters the makers that knowledge knows, with their spellings and brands. Safe at every start: what is there stays, and a spelling
 * that a person gave to another maker stays with that one. Read at once and written only where something is new: statements for each
 * maker were a good part of every start.
 */
export async function seedMakers(context: Store & Pick<Context, 'knowledge'>): Promise<void> {
  const { vendors } = context.knowledge;
  const keys = vendors.map(({ id }) => id);
  await asOwner(context, async (tx) => {
    const work = { tx, instanceId: context.instanceId, now: context.clock().toISOString() };
    let makers = await store.listMakersByKey(tx, keys);
    const missing = vendors.filter(({ id }) => !makers.some(({ key }) => key === id));
    if (missing.length > 0) {
      const fresh = missing.map(({ id: key, name, firmwareGrammar: grammar }) => ({ id: newId(), key, name, grammar }));
      await store.insertMakers(
        work,
        fresh.map((maker) => ({ ...maker, country: '', source: 'knowledge', search: searchText(maker.name) })),
      );
      makers = await store.listMakersByKey(tx, keys);
    }
    const spellings = [];
    for (const { id: key, name, aliases, brands, firmwareGrammar: grammar } of vendors) {
      const maker = makers.find((each) => each.key === key);
      if (maker === undefined) continue;
      if (maker.name !== name || maker.grammar !== grammar) await store.updateKnown(tx, maker.id, name, grammar);
      const known = new Set(maker.aliases.map(nameKey));
      for (const alias of [key, name, ...aliases, ...brands]) {
        const aliasKey = nameKey(alias);
        if (aliasKey === '' || known.has(aliasKey)) continue;
        known.add(aliasKey);
        spellings.push({ maker_id: maker.id, alias, alias_key: aliasKey });
      }
    }
    if (spellings.length === 0) return;
    const entered = await store.insertMakerAliases(tx, spellings);
    if (entered.length > 0) await makersSpelled(tx, entered);
  });
}
