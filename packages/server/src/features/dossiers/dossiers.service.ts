import type { AssessmentBody, DossierBody, DossierDetail, DossierFilter, DossierList, DossierStartBody, PageQuery } from '@ancam/contract';
import { AppError, newId } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Level } from '@ancam/knowledge';
import type { Context } from '../../context.ts';
import { pageOf } from '../../cursor.ts';
import { assertMayChange, holds, mayChange, withActor } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import { noteRead } from '../../db/note-read.ts';
import { statuteBook } from '../../law.ts';
import { preOperationCheckOf } from '../checks/pre-operation.service.ts';
import { ownLevelOf } from '../levels/levels.service.ts';
import { issuedBylaw } from '../records/bylaws.service.ts';
import { readSystem } from '../systems/systems.service.ts';
import type { SystemRead } from '../systems/systems.service.ts';
import { regimeOfRow } from './conditions.ts';
import { detailOf } from './detail.service.ts';
import * as store from './dossiers.store.ts';
import type { DossierRecord, Taken } from './dossiers.store.ts';
import { viewBody, viewRow } from './dossiers.view.ts';
import { authorityOf, resolveParties, unknownParty } from './parties.service.ts';
import type { PartyQuestion } from './parties.service.ts';
import { tellDossier } from './facts.service.ts';
import { writeRefusal } from './may.ts';
import { purposesOf, settledState, textsOf } from './parts.ts';
import { readDossier, today } from './reading.service.ts';
import { dossierFlow, stateOf } from './steps.ts';

export function list(context: Context, actor: Actor, query: DossierFilter & PageQuery): Promise<DossierList> {
  return withActor(context, actor, async (work) => {
    const day = today(work);
    const rows = await store.listDossiers(work.tx, query, { ...query, day });
    const { items, next } = pageOf(rows, query.limit, (row) => [row.created_at, row.id]);
    noteRead(work, 'dossier', items);
    const may = holds(actor, 'system.write') && actor.writeScopes.length > 0;
    const actions = { state: 'list', may: may ? ['add'] : [], blockers: may ? [] : [{ action: 'add', reason: 'no-permission' }] };
    const states = dossierFlow().states.map(({ id, title }) => ({ id: stateOf(id), title }));
    return { items: items.map((row) => viewRow(row, day)), next, states, actions };
  });
}

/** A dossier that the actor sees. Throws `not-found`. */
export async function getRow(work: Work, id: Id): Promise<DossierRecord> {
  const row = await store.findDossier(work.tx, id);
  if (row === undefined) throw new AppError('not-found', 'no such dossier', { place: id });
  return row;
}

export function get(context: Context, actor: Actor, id: Id): Promise<DossierDetail> {
  return withActor(context, actor, async (work) => {
    const row = await getRow(work, id);
    noteRead(work, 'dossier', [row]);
    return detailOf(work, await readDossier(work, row));
  });
}

/** What a dossier of a system takes from its confirmed level, the law and the register. Throws `conflict` where the level is not confirmed. */
async function takeFor(work: Work, system: SystemRead, more: Pick<PartyQuestion, 'domain' | 'ownerNamed' | 'asOf'>): Promise<Taken> {
  const level = await ownLevelOf(work, system.id);
  const { stand } = system;
  const question = { stewardId: stand.steward_id, homeId: stand.home_id, level: level.level, regime: level.regime, ...more };
  const parties = await resolveParties(work, question);
  return {
    name: system.name,
    determination_id: level.determinationId,
    regime: level.regime,
    level: level.level,
    catalogue_hash: statuteBook().data.catalogueHash,
    operator_unit_id: system.operatorKind === 'unit' ? system.operatorUnitId : null,
    owner_unit_id: parties.owner,
    security_unit_id: parties.securityUnit,
    appraiser: parties.appraiser,
    appraiser_unit_id: parties.appraiserUnit,
    authority_settled: parties.reading.owner.settled,
    authority_question: parties.reading.owner.question ?? null,
  };
}

/** Begins the dossier of a system. */
export function start(context: Context, actor: Actor, body: DossierStartBody): Promise<DossierDetail> {
  return withActor(context, actor, async (work) => detailOf(work, await readDossier(work, await getRow(work, await begin(work, body)))));
}

/** Begins the dossier of a system within a transaction; gives its id. One is under way at a time. */
export async function begin(work: Work, { systemId, on = today(work) }: DossierStartBody): Promise<Id> {
  if (on > today(work)) throw new AppError('input.invalid', 'the day has not come', { place: 'on', fix: 'give a day that has come' });
  const system = await readSystem(work, systemId);
  if (system === undefined || !mayChange(work.actor, system.stand))
    throw new AppError('not-found', 'no such system', { place: 'systemId' });
  const open = (await store.listOfSystems(work.tx, [systemId])).find(({ state }) => !settledState(state));
  if (open !== undefined)
    throw new AppError('conflict', 'its dossier is under way', { place: open.id, reason: 'under-way', fix: 'go on with it' });
  const taken = await takeFor(work, system, { domain: 'general', ownerNamed: false, asOf: on });
  const id = newId();
  await store.insertDossier(work, { id, systemId, stand: system.stand, taken, day: on });
  work.audit({ action: 'dossier.started', object: `dossier/${id}`, summary: `${system.name}: cấp độ ${taken.level}` });
  return id;
}

function assertWrites(work: Work, row: DossierRecord): void {
  const refusal = writeRefusal(row, work.actor);
  if (refusal === undefined) return;
  if (!row.mine.length) assertMayChange(work.actor, row);
  throw new AppError('auth.forbidden', 'the operator of the system writes in its dossier', { place: row.id, reason: refusal });
}

const isEditable = (row: DossierRecord): boolean => dossierFlow().states.find(({ id }) => id === row.state)?.editable === true;

/** Takes level, regime, parties and catalogue of today into a draft. */
export function refresh(context: Context, actor: Actor, id: Id): Promise<DossierDetail> {
  return withActor(context, actor, async (work) => {
    const row = await getRow(work, id);
    assertWrites(work, row);
    if (row.state !== 'draft') throw new AppError('conflict', `the dossier is ${row.state}`, { place: id, reason: row.state });
    const system = await readSystem(work, row.system_id);
    if (system === undefined) throw new AppError('not-found', 'no such system', { place: row.system_id });
    await store.takeAnew(
      work.tx,
      id,
      await takeFor(work, system, { domain: row.domain, ownerNamed: row.owner_paper !== '', asOf: row.state_since }),
    );
    work.audit({ action: 'dossier.refreshed', object: `dossier/${id}`, summary: row.name });
    return detailOf(work, await readDossier(work, await getRow(work, id)));
  });
}

/** Writes in a dossier. Of one that is with its appraiser only the bylaw and the paper of the list may still come. */
export function update(context: Context, actor: Actor, id: Id, body: DossierBody): Promise<DossierDetail> {
  return withActor(context, actor, async (work) => {
    await amend(work, id, body);
    return detailOf(work, await readDossier(work, await getRow(work, id)));
  });
}

/** Writes in a dossier within a transaction. */
export async function amend(work: Work, id: Id, body: DossierBody): Promise<void> {
  const row = await getRow(work, id);
  assertWrites(work, row);
  if (settledState(row.state)) throw new AppError('conflict', `the dossier is ${row.state}`, { place: id, reason: row.state });
  await assertSound(work, row, body);
  const papers = { bylaw_id: body.bylawId, list_paper: body.listPaper };
  if (!isEditable(row)) {
    const { bylawId: _bylaw, listPaper: _list, ...now } = viewBody(row);
    const { bylawId: _newBylaw, listPaper: _newList, ...wanted } = body;
    if (JSON.stringify(sorted(now)) !== JSON.stringify(sorted(wanted))) {
      throw new AppError('conflict', `the dossier is ${row.state}`, { place: id, reason: row.state, fix: 'wait until it comes back' });
    }
    await store.updateDossier(work.tx, id, papers);
  } else {
    await store.updateDossier(work.tx, id, { ...store.columnsOf(body), ...(await settledBy(work, row, body)), ...papers });
  }
  work.audit({ action: 'dossier.changed', object: `dossier/${id}`, summary: row.name });
}

/** An object with its keys in one order, for comparing. */
function sorted(value: object): [string, unknown][] {
  return Object.entries(value)
    .map(([key, each]): [string, unknown] => [key, key === 'texts' && typeof each === 'object' && each !== null ? sorted(each) : each])
    .toSorted(([a], [b]) => a.localeCompare(b, 'en'));
}

/** Whether the texts settle who the owner is, with the paper that the dossier names. */
async function settledBy(work: Work, row: DossierRecord, body: DossierBody) {
  const { reading } = await authorityOf(work, {
    stewardId: row.steward_id,
    homeId: row.home_id,
    level: row.level as Level, // held to 1..5 by the database
    regime: regimeOfRow(row),
    asOf: row.state_since,
    domain: body.domain,
    ownerNamed: body.ownerPaper !== '',
  });
  return { authority_settled: reading.owner.settled, authority_question: reading.owner.question ?? null };
}

/** Refuses what names nothing: units that cannot be a party, parts that there are not, bylaws of others. */
async function assertSound(work: Work, row: DossierRecord, body: DossierBody): Promise<void> {
  const named = [body.ownerUnitId, body.securityUnitId, body.appraiserUnitId];
  const unit = await unknownParty(work, row.home_id, named, [row.owner_unit_id, row.security_unit_id, row.appraiser_unit_id]);
  if (unit !== undefined) throw new AppError('not-found', 'no such unit', { place: unit });
  const parts = new Set([...purposesOf(row), ...purposesOf({ ...row, new_or_upgraded: body.newOrUpgraded }), ...Object.keys(textsOf(row))]);
  const part = Object.keys(body.texts).find((id) => !parts.has(id));
  if (part !== undefined)
    throw new AppError('input.invalid', 'no such part', { place: `texts.${part}`, fix: `one of: ${[...parts].join(', ')}` });
  if (body.bylawId === null || body.bylawId === row.bylaw_id) return;
  const bylaw = await issuedBylaw(work.tx, row.home_id, body.bylawId);
  if (bylaw === undefined) throw new AppError('not-found', 'no such bylaw', { place: 'bylawId' });
}

/**
 * Records when the conditions were assessed before operation: the day of the concluded check, where one is kept; without one the day on
 * paper. Throws `conflict` where the check did not pass.
 */
export function assess(context: Context, actor: Actor, id: Id, { preOperationOn }: AssessmentBody): Promise<DossierDetail> {
  return withActor(context, actor, async (work) => {
    const row = await getRow(work, id);
    assertWrites(work, row);
    if (row.state !== 'approved') throw new AppError('conflict', `the dossier is ${row.state}`, { place: id, reason: row.state });
    if (preOperationOn !== null && preOperationOn > today(work)) {
      throw new AppError('input.invalid', 'the day has not come', { place: 'preOperationOn', fix: 'give a day that has come' });
    }
    const check = await preOperationCheckOf(work, row.system_id);
    if (preOperationOn !== null && check !== undefined) {
      if (!check.passed)
        throw new AppError('conflict', 'the check before operation speaks against it', { place: check.id, reason: 'check-open' });
      if (check.on !== preOperationOn) {
        throw new AppError('input.invalid', 'the check before operation ended on another day', { place: 'preOperationOn', fix: check.on });
      }
    }
    await store.updateDossier(work.tx, id, { pre_operation_on: preOperationOn });
    work.audit({ action: 'dossier.assessed', object: `dossier/${id}`, summary: `${row.name}: ${preOperationOn ?? '-'}` });
    await tellDossier(context, work, await getRow(work, id));
    return detailOf(work, await readDossier(work, await getRow(work, id)));
  });
}
