import type { Id } from '@ancam/core';
import type { Tx } from '../../db/database.ts';

/** A maker as names resolve to it. */
export interface MakerKey {
  readonly id: Id;
  readonly key: string;
  readonly grammar: string | null;
}

export function listMakersByKey(tx: Tx, keys: readonly string[]): Promise<MakerKey[]> {
  if (keys.length === 0) return Promise.resolve([]);
  return tx.selectFrom('maker').select(['id', 'key', 'grammar']).where('key', 'in', keys).execute();
}

export function listMakersByAlias(tx: Tx, aliasKeys: readonly string[]): Promise<(MakerKey & { alias_key: string })[]> {
  if (aliasKeys.length === 0) return Promise.resolve([]);
  return tx
    .selectFrom('maker_alias')
    .innerJoin('maker', 'maker.id', 'maker_alias.maker_id')
    .select(['maker.id', 'maker.key', 'maker.grammar', 'alias_key'])
    .where('alias_key', 'in', aliasKeys)
    .execute();
}

export function listAliasesOfMakers(tx: Tx, makerIds: readonly Id[]): Promise<{ maker_id: Id; alias_key: string }[]> {
  if (makerIds.length === 0) return Promise.resolve([]);
  return tx.selectFrom('maker_alias').select(['maker_id', 'alias_key']).where('maker_id', 'in', makerIds).execute();
}

export function listModelsByAlias(
  tx: Tx,
  makerIds: readonly Id[],
  aliasKeys: readonly string[],
): Promise<{ maker_id: Id; alias_key: string; model_id: Id }[]> {
  if (makerIds.length === 0 || aliasKeys.length === 0) return Promise.resolve([]);
  return tx
    .selectFrom('model_alias')
    .select(['maker_id', 'alias_key', 'model_id'])
    .where('maker_id', 'in', makerIds)
    .where('alias_key', 'in', aliasKeys)
    .execute();
}

/** All spellings of some models. */
export function listAliasesOfModels(tx: Tx, modelIds: readonly Id[]): Promise<{ model_id: Id; alias: string; alias_key: string }[]> {
  if (modelIds.length === 0) return Promise.resolve([]);
  return tx.selectFrom('model_alias').select(['model_id', 'alias', 'alias_key']).where('model_id', 'in', modelIds).execute();
}
