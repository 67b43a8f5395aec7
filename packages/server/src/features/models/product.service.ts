import type { Id } from '@ancam/core';
import { modelKey, nameKey } from '@ancam/rules';
import type { Tx } from '../../db/database.ts';
import { findMakerRow } from './makers.service.ts';
import * as store from './models.store.ts';
import { nearest } from './near.ts';
import { resolver, spellingsOfModels } from './resolve.service.ts';

const CANDIDATES = 8;

/** A maker and model as somebody writes them, and what they mean here. */
export interface Product {
  readonly maker: { readonly id: Id; readonly key: string; readonly name: string; readonly grammar: string | null } | undefined;
  readonly model:
    | {
        readonly id: Id;
        readonly key: string;
        readonly name: string;
        readonly supportFrom: string | null;
        readonly supportUntil: string | null;
        readonly saleEndsOn: string | null;
      }
    | undefined;
  /** Other spellings of the model. */
  readonly spellings: readonly string[];
  /** Known names that are close, where the names given are not known. */
  readonly candidates: { maker: string; model: string | null }[];
}

/** Finds what a maker's and a model's name mean, by any of their spellings. */
export async function findProduct(tx: Tx, makerName: string, modelName: string): Promise<Product> {
  const named = { makerKey: null, makerName, model: modelName === '' ? null : modelName };
  const resolved = (await resolver(tx, [named]))(named);
  const maker = resolved.maker === undefined ? undefined : await findMakerRow(tx, resolved.maker.id);
  if (maker === undefined) {
    const makers = (await store.listSpellings(tx, [])).filter((each) => each.maker_id === null);
    const names = [...new Set(nearest(nameKey(makerName), makers, CANDIDATES).map(({ name }) => name))];
    return { maker, model: undefined, spellings: [], candidates: names.map((each) => ({ maker: each, model: null })) };
  }
  const row = resolved.modelId === undefined ? undefined : await store.findModel(tx, resolved.modelId);
  if (row === undefined) {
    const models = (await store.listSpellings(tx, [maker.id])).filter((each) => each.maker_id === maker.id);
    const names = modelName === '' ? [] : [...new Set(nearest(modelKey(modelName), models, CANDIDATES).map(({ name }) => name))];
    return { maker, model: undefined, spellings: [], candidates: names.map((each) => ({ maker: maker.name, model: each })) };
  }
  const spellings = (await spellingsOfModels(tx, [row.id])).get(row.id) ?? [];
  const { id, key, name, support_from: supportFrom, support_until: supportUntil, sale_ends_on: saleEndsOn } = row;
  const model = { id, key, name, supportFrom, supportUntil, saleEndsOn };
  return { maker, model, spellings: spellings.map(({ alias }) => alias), candidates: [] };
}

/** Certificates with their history, firmware lines and tests of a model. */
export async function papersOf(tx: Tx, modelId: Id) {
  const certificates = await store.listCertificates(tx, [modelId]);
  const lines = await store.listFirmwareLines(tx, [modelId]);
  return {
    certificates,
    events: await store.listCertificateEvents(
      tx,
      certificates.map(({ id }) => id),
    ),
    lines,
    tested: await store.listTested(
      tx,
      lines.map(({ id }) => id),
    ),
  };
}
