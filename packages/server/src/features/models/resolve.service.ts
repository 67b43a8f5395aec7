import type { Id } from '@ancam/core';
import { modelKey, nameKey } from '@ancam/rules';
import type { Tx } from '../../db/database.ts';
import * as store from './resolve.store.ts';
import type { MakerKey } from './resolve.store.ts';

/** What a device or a person calls a product. */
export interface Named {
  /** Key of the maker where knowledge recognised it. */
  readonly makerKey: string | null;
  readonly makerName: string | null;
  readonly model: string | null;
}

/** The product that is meant, as far as aliases tell. */
export interface Resolved {
  readonly maker: MakerKey | undefined;
  readonly modelId: Id | undefined;
}

const present = (values: readonly (string | null)[]): string[] =>
  [...new Set(values)].flatMap((value) => (value === null || value === '' ? [] : [value]));

/** A model without the maker's name before it: `AXIS P3245-V` is `P3245-V`. The text itself comes first. */
export function modelKeysOf(model: string, makerAliases: readonly string[]): string[] {
  const key = modelKey(model);
  const shorter = makerAliases
    .filter((alias) => key.startsWith(alias) && key.length > alias.length)
    .map((alias) => key.slice(alias.length));
  return key === '' ? [] : [...new Set([key, ...shorter])];
}

/** Reads what is needed to resolve some names, and gives the function that does. */
export async function resolver(tx: Tx, names: readonly Named[]): Promise<(named: Named) => Resolved> {
  const byKey = new Map((await store.listMakersByKey(tx, present(names.map(({ makerKey }) => makerKey)))).map((each) => [each.key, each]));
  const aliasKeys = present(names.map(({ makerName }) => (makerName === null ? null : nameKey(makerName))));
  const byAlias = new Map((await store.listMakersByAlias(tx, aliasKeys)).map((each) => [each.alias_key, each]));
  const makerOf = ({ makerKey, makerName }: Named): MakerKey | undefined =>
    (makerKey === null ? undefined : byKey.get(makerKey)) ?? (makerName === null ? undefined : byAlias.get(nameKey(makerName)));

  const makerIds = present(names.map((named) => makerOf(named)?.id ?? null));
  const spellings = Map.groupBy(await store.listAliasesOfMakers(tx, makerIds), (each) => each.maker_id);
  const keysOf = (named: Named): string[] => {
    const aliases = (spellings.get(makerOf(named)?.id ?? '') ?? []).map((each) => each.alias_key);
    return named.model === null ? [] : modelKeysOf(named.model, aliases);
  };
  const found = await store.listModelsByAlias(tx, makerIds, [...new Set(names.flatMap(keysOf))]);
  const models = new Map(found.map((each) => [`${each.maker_id} ${each.alias_key}`, each.model_id]));
  return (named) => {
    const maker = makerOf(named);
    const hits = maker === undefined ? [] : keysOf(named).map((key) => models.get(`${maker.id} ${key}`));
    return { maker, modelId: hits.find((id) => id !== undefined) };
  };
}

/** The spellings of some models, as texts and as compared. */
export async function spellingsOfModels(tx: Tx, ids: readonly Id[]): Promise<Map<Id, { alias: string; key: string }[]>> {
  const grouped = Map.groupBy(await store.listAliasesOfModels(tx, ids), (each) => each.model_id);
  return new Map([...grouped].map(([id, rows]) => [id, rows.map((each) => ({ alias: each.alias, key: each.alias_key }))]));
}

/** The models that texts mean among those of one maker; texts that mean none are left out. */
export async function modelsOf(tx: Tx, makerId: Id, texts: readonly string[]): Promise<Map<string, Id>> {
  const aliases = (await store.listAliasesOfMakers(tx, [makerId])).map((each) => each.alias_key);
  const keys = new Map(texts.map((text) => [text, modelKeysOf(text, aliases)]));
  const found = await store.listModelsByAlias(tx, [makerId], [...new Set([...keys.values()].flat())]);
  const ids = new Map(found.map((each) => [each.alias_key, each.model_id]));
  return new Map(
    [...keys].flatMap(([text, all]) => {
      const id = all.map((key) => ids.get(key)).find((each) => each !== undefined);
      return id === undefined ? [] : [[text, id] as const];
    }),
  );
}
