import type { FirmwareLineBody, ModelBody, ModelDetail, ModelList, ModelPatch, ModelRow } from '@ancam/contract';
import { MODEL_KINDS } from '@ancam/contract';
import { AppError, newId } from '@ancam/core';
import type { Id } from '@ancam/core';
import { modelKey, nameKey } from '@ancam/rules';
import type { Context } from '../../context.ts';
import { pageOf } from '../../cursor.ts';
import { asOwner, withActor } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import { dayOf } from '../../day.ts';
import { applyPending, lookUpAgain, textsOfModel } from '../warnings/apply.service.ts';
import { warningsInForce } from '../warnings/flags.service.ts';
import { modelAnswer } from '../warnings/match.ts';
import { actionsOf } from './actions.ts';
import { viewCertificate } from './certificates.ts';
import { listDeclared } from './declared.store.ts';
import { viewDeclared } from './declared.view.ts';
import { assertKeeper, hindrance, keepsReference } from './keeper.ts';
import { WAITS_FOR, keyOf, listNames } from './makers.service.ts';
import * as store from './models.store.ts';
import type { ModelRecord } from './models.store.ts';

interface Query {
  readonly q?: string | undefined;
  readonly maker?: Id | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

function viewRow(row: ModelRecord, warnings: number): ModelRow {
  return {
    id: row.id,
    key: row.key,
    makerId: row.maker_id,
    makerName: row.maker_name,
    name: row.name,
    kind: MODEL_KINDS.find((each) => each === row.kind) ?? 'other',
    supportFrom: row.support_from,
    supportUntil: row.support_until,
    saleEndsOn: row.sale_ends_on,
    certificates: row.certificates,
    warnings,
  };
}

export function listModels(context: Context, actor: Actor, query: Query): Promise<ModelList> {
  return withActor(context, actor, async (work) => {
    const { items, next } = pageOf(await store.listModels(work.tx, query, query), query.limit, (row) => [row.name, row.id]);
    const inForce = await warningsInForce(work.tx, [...new Set(items.map((row) => row.maker_id))], dayOf(work.now));
    const count = (row: ModelRecord): number =>
      inForce.filter(({ meant }) => meant.makerId === row.maker_id && modelAnswer(deviceOf(row), meant) === 'certain').length;
    const barred = hindrance(work, 'model.write', await keepsReference(work));
    return { items: items.map((row) => viewRow(row, count(row))), next, actions: actionsOf('list', ['add'], barred) };
  });
}

function deviceOf(row: ModelRecord, spellings: readonly string[] = []) {
  return { modelId: row.id, model: row.name, spellings };
}

async function getRow(work: Work, id: Id): Promise<ModelRecord> {
  const row = await store.findModel(work.tx, id);
  if (row === undefined) throw new AppError('not-found', 'no such model', { place: id });
  return row;
}

async function detail(work: Work, id: Id): Promise<ModelDetail> {
  const { tx } = work;
  const row = await getRow(work, id);
  const aliases = await store.listAliases(tx, id);
  const day = dayOf(work.now);
  const inForce = await warningsInForce(tx, [row.maker_id], day);
  const warned = inForce.filter(({ meant }) => modelAnswer(deviceOf(row, aliases), meant) === 'certain').map(({ warning }) => warning);
  const certificates = await store.listCertificates(tx, [id]);
  const events = await store.listCertificateEvents(
    tx,
    certificates.map((each) => each.id),
  );
  const lines = await store.listFirmwareLines(tx, [id]);
  const tested = await store.listTested(
    tx,
    lines.map((each) => each.id),
  );
  return {
    ...viewRow(row, warned.length),
    note: row.note,
    aliases,
    revisions: await store.listRevisions(tx, id),
    firmwareLines: lines.map((line) => ({
      id: line.id,
      key: line.key,
      name: line.name,
      latest: line.latest,
      latestOn: line.latest_on,
      latestSource: line.latest_source,
      tested: tested
        .filter((each) => each.line_id === line.id)
        .map((each) => ({ version: each.version, testedOn: each.tested_on, testedBy: each.tested_by, report: each.report })),
    })),
    papers: certificates.map((each) =>
      viewCertificate(
        each,
        events.filter((event) => event.certificate_id === each.id),
        day,
      ),
    ),
    warned: warned.map((each) => ({
      id: each.id,
      document: each.document,
      documentDate: each.document_date,
      issuer: each.issuer,
      title: each.title,
      state: 'published',
    })),
    declared: (await listDeclared(tx, [id])).map(viewDeclared),
    cameras: await store.countCameras(tx, row.maker_id, id),
    actions: actionsOf('registered', ['edit'], hindrance(work, 'model.write', await keepsReference(work))),
  };
}

export function getModel(context: Context, actor: Actor, id: Id): Promise<ModelDetail> {
  return withActor(context, actor, (work) => detail(work, id));
}

async function putAlias(work: Work, makerId: Id, modelId: Id, alias: string): Promise<void> {
  const aliasKey = modelKey(alias);
  if (aliasKey === '')
    throw new AppError('input.invalid', 'the name has no letter and no digit', { place: 'alias', fix: 'give another spelling' });
  if ((await store.putModelAlias(work.tx, { makerId, modelId, alias, aliasKey })) !== modelId) {
    throw new AppError('conflict', `${alias} means another model already`, {
      place: alias,
      reason: 'alias-of-other',
      fix: 'take it back there first',
    });
  }
}

/** Runs a change of a model by one who keeps the reference data, and gives the model as it then stands. */
function change(context: Context, actor: Actor, id: Id, work: (work: Work, row: ModelRecord) => Promise<void>): Promise<ModelDetail> {
  return withActor(context, actor, async (each) => {
    await assertKeeper(each);
    await work(each, await getRow(each, id));
    return detail(each, id);
  });
}

function assertPeriod({ supportFrom, supportUntil }: { supportFrom: string | null; supportUntil: string | null }): void {
  if (supportFrom === null || supportUntil === null || supportFrom <= supportUntil) return;
  throw new AppError('input.invalid', 'support ends before it begins', { place: 'supportUntil', fix: 'give a later date' });
}

/** The model as it stands after cameras were looked up anew. */
async function resolveAnew(context: Context, actor: Actor, model: ModelDetail): Promise<ModelDetail> {
  await resolveModels(context, new Map([[model.id, model.makerId]]));
  return getModel(context, actor, model.id);
}

export async function addModel(context: Context, actor: Actor, body: ModelBody): Promise<ModelDetail> {
  const model = await withActor(context, actor, async (work) => {
    await assertKeeper(work);
    return detail(work, await enterModel(work, body));
  });
  return resolveAnew(context, actor, model);
}

/** Enters a model within a transaction; gives its id. */
export async function enterModel(work: Work, body: ModelBody): Promise<Id> {
  assertPeriod(body);
  const id = newId();
  const maker = (await listNames(work, [body.makerId])).get(body.makerId);
  if (maker === undefined) throw new AppError('not-found', 'no such maker', { place: 'makerId' });
  if (!(await store.insertModel(work, id, keyOf(body.name, id), body, maker))) {
    throw new AppError('conflict', 'there is a model of this name', { place: body.name, reason: 'double' });
  }
  for (const alias of [body.name, ...body.aliases]) await putAlias(work, body.makerId, id, alias);
  work.audit({ action: 'model.added', object: `model/${id}`, summary: `${maker} ${body.name}` });
  return id;
}

/** Changes a model within a transaction. */
export async function patchRow(work: Work, id: Id, patch: ModelPatch): Promise<void> {
  await store.patchModel(work.tx, id, patch);
  work.audit({ action: 'model.changed', object: `model/${id}`, summary: Object.keys(patch).join(', ') });
}

/** Notes within a transaction that a spelling means a model. */
export async function addModelSpelling(work: Work, makerId: Id, id: Id, alias: string): Promise<void> {
  await putAlias(work, makerId, id, alias);
  await store.refreshModelSearch(work.tx, id);
  work.audit({ action: 'model.alias-added', object: `model/${id}`, summary: alias });
}

/** Cameras of all units that may mean one of the models are looked up anew; models with their makers. */
export async function resolveModels(context: Context, models: ReadonlyMap<Id, Id>): Promise<void> {
  for (const [id, makerId] of models) await asOwner(context, async (tx) => lookUpAgain(tx, makerId, await textsOfModel(tx, makerId, id)));
  await applyPending(context, WAITS_FOR);
}

export function updateModel(context: Context, actor: Actor, id: Id, patch: ModelPatch): Promise<ModelDetail> {
  return change(context, actor, id, async (work, row) => {
    const { supportFrom = row.support_from, supportUntil = row.support_until } = patch;
    assertPeriod({ supportFrom, supportUntil });
    await patchRow(work, id, patch);
  });
}

/** Says that a spelling means a model. The cameras of all units that carry it are looked up anew. */
export async function addAlias(context: Context, actor: Actor, id: Id, alias: string): Promise<ModelDetail> {
  const model = await change(context, actor, id, async (work, row) => {
    await addModelSpelling(work, row.maker_id, id, alias);
  });
  return resolveAnew(context, actor, model);
}

export async function removeAlias(context: Context, actor: Actor, id: Id, alias: string): Promise<ModelDetail> {
  const texts = await asOwner(context, async (tx) => {
    const row = await store.findModel(tx, id);
    return row === undefined ? [] : textsOfModel(tx, row.maker_id, id);
  });
  const model = await change(context, actor, id, async (work, row) => {
    if (modelKey(row.name) === modelKey(alias))
      throw new AppError('conflict', 'a model keeps its own name', { place: alias, reason: 'own-name' });
    if (!(await store.deleteModelAlias(work.tx, id, modelKey(alias))))
      throw new AppError('not-found', 'no such spelling', { place: alias });
    await store.refreshModelSearch(work.tx, id);
    work.audit({ action: 'model.alias-removed', object: `model/${id}`, summary: alias });
  });
  await asOwner(context, (tx) => lookUpAgain(tx, model.makerId, texts));
  return resolveAnew(context, actor, model);
}

export function addRevision(context: Context, actor: Actor, id: Id, name: string): Promise<ModelDetail> {
  return change(context, actor, id, async (work) => {
    if (nameKey(name) === '') throw new AppError('input.invalid', 'the name has no letter and no digit', { place: 'name' });
    await store.insertRevision(work.tx, id, name, nameKey(name));
    work.audit({ action: 'model.revision-added', object: `model/${id}`, summary: name });
  });
}

export function putFirmwareLine(context: Context, actor: Actor, id: Id, body: FirmwareLineBody): Promise<ModelDetail> {
  return change(context, actor, id, async (work) => {
    await store.putFirmwareLine(work.tx, id, keyOf(body.name, id), body);
    work.audit({ action: 'model.firmware-line', object: `model/${id}`, summary: `${body.name} ${body.latest}` });
  });
}

export function addTested(
  context: Context,
  actor: Actor,
  lineId: Id,
  body: { version: string; testedOn: string; testedBy: string; report: string },
): Promise<{ done: true }> {
  return withActor(context, actor, async (work) => {
    await assertKeeper(work);
    const modelId = await store.findModelOfLine(work.tx, lineId);
    if (modelId === undefined) throw new AppError('not-found', 'no such firmware line', { place: lineId });
    await store.insertTested(work.tx, lineId, body);
    work.audit({ action: 'model.firmware-tested', object: `model/${modelId}`, summary: body.version });
    return { done: true };
  });
}

/** Names of some models, of one maker or of any. */
export async function listModelNames({ tx }: Pick<Work, 'tx'>, ids: readonly Id[], makerId?: Id): Promise<Map<Id, string>> {
  return new Map((await store.listModelNames(tx, ids, makerId)).map(({ id, name }) => [id, name]));
}
