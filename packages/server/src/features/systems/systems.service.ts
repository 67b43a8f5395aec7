import type { PageQuery, SystemBody, SystemDetail, SystemFilter, SystemList, SystemMoveBody } from '@ancam/contract';
import { SYSTEM_TRANSITIONS, SystemBody as SystemForm } from '@ancam/contract';
import { AppError, newId } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Context } from '../../context.ts';
import { pageOf } from '../../cursor.ts';
import { holds, ownedBy, withActor } from '../../db/actor.ts';
import type { Actor, Placement, Work } from '../../db/actor.ts';
import { noteRead } from '../../db/note-read.ts';
import { dayOf } from '../../day.ts';
import { operationBlockers, tellOperation } from '../dossiers/operation.service.ts';
import { countingSystems } from '../figures/figures.service.ts';
import { compareWithRegister } from '../levels/changes.service.ts';
import { tellSystem } from '../levels/facts.service.ts';
import { levelOf } from '../levels/levels.service.ts';
import type { SystemLevel } from '../levels/levels.service.ts';
import { factsOf } from '../levels/register.ts';
import * as store from './systems.store.ts';
import type { SystemRecord } from './systems.store.ts';
import { actionsOf, viewDetail, viewRow } from './systems.view.ts';

/** What may be done with a list of records of the register. */
export function listActions(actor: Actor): SystemList['actions'] {
  const may = holds(actor, 'system.write') && actor.writeScopes.length > 0;
  return { state: 'list', may: may ? ['add'] : [], blockers: may ? [] : [{ action: 'add', reason: 'no-permission' }] };
}

export function list(context: Context, actor: Actor, query: SystemFilter & PageQuery): Promise<SystemList> {
  return withActor(context, actor, async (work) => {
    const { items, next } = pageOf(await store.listSystems(work.tx, query, query), query.limit, (row) => [row.name, row.id]);
    noteRead(work, 'system', items);
    return { items: items.map(viewRow), next, actions: listActions(actor) };
  });
}

/** The register of a system with where it stands. */
export type SystemRead = ReturnType<typeof viewDetail> & {
  readonly cameras: number;
  readonly stand: Placement & { readonly steward_id: Id };
};

async function getRow(work: Work, id: Id): Promise<SystemRecord> {
  const row = await store.findSystem(work.tx, id);
  if (row === undefined) throw new AppError('not-found', 'no such system', { place: id });
  return row;
}

/** A system with its host and the number of cameras in use, for whoever builds on it. Throws `not-found`, or what is given instead. */
export async function systemOf(
  work: Work,
  id: Id,
  absent?: AppError,
): Promise<{ readonly row: SystemRecord; readonly host: { readonly id: Id; readonly name: string } | null; readonly cameras: number }> {
  const row = await store.findSystem(work.tx, id);
  if (row === undefined) throw absent ?? new AppError('not-found', 'no such system', { place: id });
  const host = row.host_system_id === null ? undefined : await store.findSystem(work.tx, row.host_system_id);
  noteRead(work, 'system', [row]);
  return { row, host: host === undefined ? null : { id: host.id, name: host.name }, cameras: await store.countCameras(work.tx, id) };
}

function pickLevel({ level, treatment, regime, confirmedOn }: SystemLevel): SystemDetail['determined'] {
  return { level, treatment, regime, confirmedOn };
}

async function detail(work: Work, id: Id): Promise<SystemDetail> {
  const { tx } = work;
  const row = await getRow(work, id);
  const host = row.host_system_id === null ? undefined : await store.findSystem(tx, row.host_system_id);
  noteRead(work, 'system', [row]);
  const determined = await levelOf(work, id);
  return {
    ...viewDetail(row, await store.listZones(tx, id), await store.listEvents(tx, id)),
    host: host === undefined ? null : { id: host.id, name: host.name },
    groups: await store.listGroupsOf(tx, id),
    cameras: await store.countCameras(tx, id),
    determined: determined === undefined ? null : pickLevel(determined),
    actions: onLevel(behindGates(actionsOf(row, work.actor), await operationBlockers(work, id, dayOf(work.now))), determined),
  };
}

/** A system as other features read it; undefined where the reader sees none. */
export async function readSystem(work: Work, id: Id): Promise<SystemRead | undefined> {
  const row = await store.findSystem(work.tx, id);
  if (row === undefined) return undefined;
  const { home_id, unit_id, steward_id, scope_path, place_path, classification } = row;
  return {
    ...viewDetail(row, await store.listZones(work.tx, id), []),
    cameras: await store.countCameras(work.tx, id),
    stand: { home_id, unit_id, steward_id, scope_path, place_path, classification },
  };
}

/** Plan and checks of a system follow its own level: none is begun without one. */
function onLevel(actions: SystemDetail['actions'], determined: SystemLevel | undefined): SystemDetail['actions'] {
  const barred = actions.blockers.find(({ action }) => action === 'edit')?.reason;
  const reason = barred ?? (determined === undefined ? 'no-level' : determined.level === null ? 'terminals' : undefined);
  if (reason === undefined) return { ...actions, may: [...actions.may, 'protect'] };
  return { ...actions, blockers: [...actions.blockers, { action: 'protect', reason }] };
}

/** A system does not go into operation before its plan is deployed, where its dossier asks for that. */
function behindGates(actions: SystemDetail['actions'], lacks: readonly unknown[]): SystemDetail['actions'] {
  if (lacks.length === 0 || !actions.may.includes('operate')) return actions;
  const may = actions.may.filter((action) => action !== 'operate');
  return { ...actions, may, blockers: [...actions.blockers, { action: 'operate', reason: 'gate' }] };
}

export function get(context: Context, actor: Actor, id: Id): Promise<SystemDetail> {
  return withActor(context, actor, (work) => detail(work, id));
}

function invalid(place: string, fault: string, fix: string): AppError {
  return new AppError('input.invalid', fault, { place, fix });
}

/** Refuses what contradicts itself. A state secret is a flag and the number of a paper, never text. */
export async function assertSound(work: Work, body: SystemBody, homeId: Id, id: Id): Promise<void> {
  const secret = body.informationKinds.includes('state-secret');
  if (secret !== (body.secretPaper !== '')) {
    throw invalid('secretPaper', 'the paper of a state secret is to be named, and only then', 'give its number, or leave it empty');
  }
  if (body.operatorKind === 'contractor' && body.operatorName === '')
    throw invalid('operatorName', 'the contractor has no name', 'give its name');
  if ((body.operatorKind === 'unit') !== (body.operatorUnitId !== null))
    throw invalid('operatorUnitId', 'the operating unit is to be named, and only then', 'choose a unit');
  if (body.operatorUnitId !== null && !(await store.seesUnit(work.tx, body.operatorUnitId))) {
    throw new AppError('not-found', 'no such unit', { place: 'operatorUnitId' });
  }
  if (body.hostSystemId === null) return;
  if (body.dedicated) throw invalid('hostSystemId', 'a dedicated system is no terminal of another one', 'leave the host system empty');
  const host = await store.findSystem(work.tx, body.hostSystemId);
  if (host === undefined || host.id === id || host.home_id !== homeId)
    throw new AppError('not-found', 'no such system', { place: 'hostSystemId' });
}

async function writeZones(work: Work, id: Id, placement: Placement, body: SystemBody): Promise<void> {
  await store.putZones(work.tx, id, placement, body.zones);
}

/** Registers a system of the actor's unit; it begins as planned. */
export function add(context: Context, actor: Actor, body: SystemBody): Promise<SystemDetail> {
  return withActor(context, actor, async (work) => detail(work, await enterSystem(context, work, body)));
}

/** Registers a system within a transaction; gives its id. */
export async function enterSystem(context: Context, work: Work, body: SystemBody): Promise<Id> {
  const id = newId();
  await assertSound(work, body, work.actor.homeId, id);
  await countingSystems(work, [id], () => store.insertSystem(work, id, body, dayOf(work.now)));
  await writeZones(work, id, ownedBy(work.actor), body);
  await tellSystem(context, work, id);
  work.audit({ action: 'system.added', object: `system/${id}`, summary: body.name });
  return id;
}

/** A system as a form of it would be filled in. */
export async function bodyOf(work: Work, row: SystemRecord): Promise<SystemBody> {
  return SystemForm.parse(viewDetail(row, await store.listZones(work.tx, row.id), []));
}

async function assertMay(work: Work, row: SystemRecord, action: string): Promise<void> {
  const { may, blockers } = actionsOf(row, work.actor);
  if (may.includes(action)) return;
  const reason = blockers.find((each) => each.action === action)?.reason ?? row.state;
  // What one sees and does not answer for is refused as what is not there: the two are not to be told apart.
  if (reason === 'not-yours') throw new AppError('not-found', 'no such system', { place: row.id });
  throw new AppError('conflict', `the system is ${row.state}`, { place: row.id, reason, fix: 'read it again' });
}

export function update(context: Context, actor: Actor, id: Id, body: SystemBody): Promise<SystemDetail> {
  return withActor(context, actor, async (work) => {
    const row = await getRow(work, id);
    await amendSystem(context, work, row, body);
    return detail(work, id);
  });
}

/** Writes a system anew within a transaction. */
export async function amendSystem(context: Context, work: Work, row: SystemRecord, body: SystemBody): Promise<void> {
  const { id } = row;
  await assertMay(work, row, 'edit');
  await assertSound(work, body, row.home_id, id);
  await store.updateSystem(work.tx, id, body);
  await writeZones(work, id, row, body);
  work.audit({ action: 'system.changed', object: `system/${id}`, summary: body.name });
  await compareWithRegister(work, id, row, factsOf(await getRow(work, id)));
  await tellSystem(context, work, id);
}

async function assertGates(work: Work, id: Id, on: string): Promise<void> {
  const [lack] = await operationBlockers(work, id, on);
  if (lack === undefined) return;
  throw new AppError('conflict', lack.text.en, {
    place: id,
    reason: 'gate',
    clause: lack.clause?.en,
    fix: 'deploy the approved plan first',
  });
}

/** Takes a step in the life of a system; the database lets no other through. */
export function move(context: Context, actor: Actor, id: Id, body: SystemMoveBody): Promise<SystemDetail> {
  return withActor(context, actor, async (work) => {
    const row = await getRow(work, id);
    await assertMay(work, row, body.action);
    const step = SYSTEM_TRANSITIONS.find(({ action, from }) => action === body.action && from === row.state);
    if (step === undefined) throw new AppError('conflict', `the system is ${row.state}`, { place: id, reason: row.state });
    if (step.needsDocument && body.document === '') throw invalid('document', 'this step rests on a document', 'give its number and date');
    if (body.on > dayOf(work.now)) throw invalid('on', 'the step lies in the future', 'give a day that has come');
    if (body.on < row.state_since) throw invalid('on', 'the step lies before the one it follows', 'give a later day');
    if (step.to === 'operating') await assertGates(work, id, body.on);
    const taken = await countingSystems(work, [id], () => store.takeStep(work, row, { ...body, from: step.from, to: step.to }));
    if (!taken) throw new AppError('conflict', 'the system has changed in the meantime', { place: id, reason: row.state });
    await tellSystem(context, work, id);
    if ([step.from, step.to].includes('operating')) await tellOperation(context, work, id);
    work.audit({
      action: `system.${body.action}`,
      object: `system/${id}`,
      summary: `${row.name}: ${step.from} > ${step.to} ${body.document}`.trim(),
    });
    return detail(work, id);
  });
}
