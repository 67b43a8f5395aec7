import type { Covers, ModelCheck, ModelCheckQuery } from '@ancam/contract';
import type { Id } from '@ancam/core';
import { contentHash } from '@ancam/knowledge/compiled';
import type { Context } from '../../context.ts';
import { asOwner } from '../../db/actor.ts';
import type { Tx } from '../../db/database.ts';
import { dayOf } from '../../day.ts';
import { certificateState, covers } from '../models/certificates.ts';
import { findProduct, papersOf } from '../models/product.service.ts';
import type { Product } from '../models/product.service.ts';
import { warningsInForce } from '../warnings/flags.service.ts';
import { answerFor, orderOf } from '../warnings/match.ts';

type Warnings = ModelCheck['warnings'];

/** Warnings published and in force on the day that mean the device, the certain ones first. */
async function warningsOn(tx: Tx, product: Product, asked: ModelCheckQuery, day: string): Promise<Warnings> {
  const { maker, model } = product;
  if (maker === undefined) return [];
  const device = {
    makerId: maker.id,
    modelId: model?.id ?? null,
    model: asked.model === '' ? null : asked.model,
    spellings: product.spellings,
    revision: '',
    firmware: asked.firmware === '' ? null : asked.firmware,
    grammar: maker.grammar,
  };
  const found = (await warningsInForce(tx, [maker.id], day)).flatMap(({ warning, meant }): Warnings => {
    const certainty = answerFor(device, meant);
    if (certainty === 'no') return [];
    const { issuer, document, document_date: documentDate, title, effect, remedy, valid_from: validFrom } = warning;
    return [{ certainty, issuer, document, documentDate, title, effect, remedy, validFrom }];
  });
  return found.sort((a, b) => Number(a.certainty === 'possible') - Number(b.certainty === 'possible'));
}

async function certificatesOn(
  tx: Tx,
  modelId: Id | undefined,
  grammar: string | null,
  firmware: string,
  day: string,
): Promise<ModelCheck['certificates']> {
  if (modelId === undefined) return [];
  const { certificates, events } = await papersOf(tx, modelId);
  return certificates
    .filter((row) => row.issued_on <= day)
    .map((row) => ({
      number: row.number,
      body: row.body,
      standard: row.standard,
      revision: row.revision,
      issuedOn: row.issued_on,
      expiresOn: row.expires_on,
      firmwareFrom: row.firmware_from,
      firmwareTo: row.firmware_to,
      state: certificateState(
        row,
        events.filter((event) => event.certificate_id === row.id),
        day,
      ),
      covers: covers(row, grammar, firmware),
    }));
}

async function firmwareOn(tx: Tx, modelId: Id | undefined, grammar: string | null, firmware: string): Promise<ModelCheck['firmware']> {
  if (modelId === undefined) return null;
  const { lines, tested } = await papersOf(tx, modelId);
  const line = lines.find((each) => each.latest !== '');
  if (line === undefined && tested.length === 0) return null;
  const order = firmware === '' || line === undefined ? undefined : orderOf(grammar, firmware, line.latest);
  const older: Covers = order === undefined ? 'unknown' : order === -1 ? 'yes' : 'no';
  const isTested = firmware !== '' && tested.some((each) => orderOf(grammar, firmware, each.version) === 0);
  return { latest: line?.latest ?? '', latestOn: line?.latest_on ?? null, older, tested: isTested };
}

function supportOn(model: Product['model'], day: string): ModelCheck['support'] {
  if (model === undefined) return null;
  const { supportFrom: from, supportUntil: until, saleEndsOn } = model;
  return { from, until, saleEndsOn, ended: until === null ? null : until < day };
}

function verdictOf(product: Product, warnings: Warnings): ModelCheck['verdict'] {
  if (warnings.some(({ certainty }) => certainty === 'certain')) return 'warned';
  if (warnings.length > 0) return 'possibly-warned';
  // Of a device that cannot be told from others it would be wrong to say that no warning is known.
  return product.maker === undefined || product.model === undefined ? 'unknown-device' : 'no-known-warning';
}

/** What is published about a model and firmware as of a day. Reads shared reference data only: nothing of any body. */
export function checkModel(context: Context, query: ModelCheckQuery): Promise<ModelCheck> {
  const today = dayOf(context.clock());
  const on = query.on ?? today;
  return asOwner(context, async (tx) => {
    const product = await findProduct(tx, query.maker, query.model);
    const grammar = product.maker?.grammar ?? null;
    const { maker, model } = product;
    const warnings = await warningsOn(tx, product, query, on);
    const facts = {
      asked: { maker: query.maker, model: query.model, firmware: query.firmware, on },
      maker: maker === undefined ? null : { key: maker.key, name: maker.name },
      model: model === undefined ? null : { key: model.key, name: model.name },
      candidates: product.candidates,
      verdict: verdictOf(product, warnings),
      certificates: await certificatesOn(tx, model?.id, grammar, query.firmware, on),
      warnings,
      support: supportOn(model, on),
      firmware: await firmwareOn(tx, model?.id, grammar, query.firmware),
      notPartOf: ['advisories' as const, 'revision' as const],
    };
    const snapshot = contentHash(facts);
    const link = new URLSearchParams({ maker: query.maker, model: query.model, firmware: query.firmware, on, snapshot });
    const sameAsCited = query.snapshot === undefined ? null : query.snapshot === snapshot;
    return { ...facts, snapshot, sameAsCited, permalink: `/check?${link.toString()}` };
  });
}
