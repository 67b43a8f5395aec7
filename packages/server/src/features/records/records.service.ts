import { COUNTED, REGISTERS, fieldOf, querySchema, recordSchema, registerOf, titleOf } from '@ancam/contract';
import type {
  PageQuery,
  Permission,
  RecordBody,
  RecordData,
  RecordDetail,
  RecordList,
  RecordMove,
  RecordPatch,
  RecordQuery,
  RegisterDefinition,
  RegisterIndex,
} from '@ancam/contract';
import { AppError, newId } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Context } from '../../context.ts';
import { pageOf } from '../../cursor.ts';
import { holds, ownedBy, withActor } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import { noteRead } from '../../db/note-read.ts';
import { parseGiven } from '../../parse-given.ts';
import { tellRecord } from '../duties/record-facts.service.ts';
import { purposesOf, restrict } from '../evidence/purposes.service.ts';
import * as events from './events.store.ts';
import type { Values } from './events.store.ts';
import { actionsOf, editRefusal, missingFor, refusalOf } from './life.ts';
import type { Refusal, Standing } from './life.ts';
import * as store from './records.store.ts';
import type { RecordKept } from './records.store.ts';
import { restrictNotices } from '../notices/notify.service.ts';
import { tellMove } from './waiting.service.ts';
import { hiddenFields, nameOf, viewEvent, viewLink, viewRow } from './records.view.ts';

/** The definition of a register. Throws `not-found`. */
export function getRegister(id: string): RegisterDefinition {
  const register = registerOf(id);
  if (register === undefined) throw new AppError('not-found', 'no such register', { place: id });
  return register;
}

/** Reads the filters and the order of a list. Throws `input.invalid` naming what it does not know. */
export function readQuery(register: RegisterDefinition, query: object): RecordQuery {
  const { cursor: _cursor, limit: _limit, format: _format, language: _language, ...rest } = query as Record<string, unknown>; // any object
  return parseGiven(querySchema(register), rest, 'query');
}

/** All registers with the number of records by state. */
export function index(context: Context, actor: Actor): Promise<RegisterIndex> {
  return withActor(context, actor, async (work) => {
    const counts = Map.groupBy(await store.countByState(work), ({ register }) => register);
    return {
      registers: REGISTERS.map((register) => ({
        id: register.id,
        counts: Object.fromEntries((counts.get(register.id) ?? []).map(({ state, count }) => [state, count])),
        may: [...(mayCreate(register, actor) ? ['create'] : []), ...(actor.clearance > 0 ? ['restrict'] : [])],
      })),
    };
  });
}

/** Whether an actor may enter records into a register. */
export function mayCreate(register: RegisterDefinition, actor: Actor): boolean {
  return holds(actor, 'record.write') && actor.writeScopes.includes(actor.scopePath) && register.classification <= actor.clearance;
}

export function list(context: Context, actor: Actor, registerId: string, query: PageQuery): Promise<RecordList> {
  const register = getRegister(registerId);
  const wanted = readQuery(register, query);
  return withActor(context, actor, async (work) => {
    const rows = await store.listRecords(work, register, wanted, query);
    const { items, next } = pageOf(rows, query.limit, (row) => store.cursorKeys(register, wanted, row));
    const total = await store.countRecords(work, register, wanted, COUNTED);
    noteRead(work, 'record', items);
    return { items: items.map((row) => viewRow(register, row, actor)), next, total };
  });
}

async function getRow(work: Work, register: RegisterDefinition, id: Id): Promise<RecordKept> {
  const row = await store.findRecord(work.tx, register.id, id);
  if (row === undefined) throw new AppError('not-found', 'no such record', { place: id });
  return row;
}

async function standingOf(work: Work, row: RecordKept): Promise<Standing> {
  const { tx, actor } = work;
  const isAuthor = actor.accountId !== null && (await events.isAuthor(tx, row.id, actor.accountId));
  return { state: row.state, data: row.data, scope_path: row.scope_path, isAuthor, files: await purposesOf(work, row.id) };
}

/** Ids that the fields of one kind name, with their fields. */
export function namedBy(register: RegisterDefinition, data: RecordData, kind: 'unit' | 'record'): [string, Id][] {
  return register.fields.flatMap((field): [string, Id][] => {
    const value = data[field.id];
    return field.kind === kind && typeof value === 'string' ? [[field.id, value]] : [];
  });
}

async function detail(work: Work, register: RegisterDefinition, row: RecordKept): Promise<RecordDetail> {
  const { tx, actor } = work;
  const links = namedBy(register, row.data, 'record');
  const found = await store.listLinks(
    tx,
    links.map(([, id]) => id),
  );
  const units = namedBy(register, row.data, 'unit');
  const names = await store.unitNames(
    tx,
    units.map(([, id]) => id),
  );
  const tree = register.tree === undefined ? undefined : fieldOf(register, register.tree);
  const chain = tree === undefined ? [] : await store.listChain(tx, tree, row.id);
  const users = await store.listUsers(tx, register.id, row.id);
  return {
    ...viewRow(register, row, actor),
    links: links.flatMap(([field, id]) => found.filter((each) => each.id === id).map((each) => ({ field, record: viewLink(each) }))),
    units: units.flatMap(([field, id]) => (names.has(id) ? [{ field, id, name: names.get(id) ?? '' }] : [])),
    usedBy: users.map((each) => ({ field: each.field, record: viewLink(each) })),
    ancestors: chain.filter(({ id }) => id !== row.id).map(viewLink),
    history: (await events.listEvents(tx, row.id)).map((each) => viewEvent(register, each, actor.clearance)),
    actions: actionsOf(register, await standingOf(work, row), actor),
  };
}

export function get(context: Context, actor: Actor, registerId: string, id: Id): Promise<RecordDetail> {
  const register = getRegister(registerId);
  return withActor(context, actor, async (work) => {
    const row = await getRow(work, register, id);
    noteRead(work, 'record', [row]);
    return detail(work, register, row);
  });
}

function fault(field: string, message: string): AppError {
  const place = `body.data.${field}`;
  return new AppError('input.invalid', message, { place, fix: message, faults: [{ place, fault: message }] });
}

/** What the fields name has to be there, as far as the actor sees; a tree has no circle. */
async function assertReferences({ tx }: Work, register: RegisterDefinition, data: RecordData, id: Id): Promise<void> {
  const links = namedBy(register, data, 'record');
  const found = await store.listLinks(
    tx,
    links.map(([, target]) => target),
  );
  for (const [field, target] of links) {
    const link = found.find((each) => each.id === target);
    if (link === undefined || link.register !== fieldOf(register, field)?.register) throw fault(field, 'no such record');
    if (target === id) throw fault(field, 'a record cannot name itself');
  }
  const units = namedBy(register, data, 'unit');
  const names = await store.unitNames(
    tx,
    units.map(([, unit]) => unit),
  );
  for (const [field, unit] of units) if (!names.has(unit)) throw fault(field, 'no such unit');
  const tree = register.tree === undefined ? undefined : fieldOf(register, register.tree);
  const above = tree === undefined ? undefined : data[tree.id];
  if (tree !== undefined && typeof above === 'string' && (await store.listChain(tx, tree, above)).some((each) => each.id === id)) {
    throw fault(tree.id, 'the records would form a circle');
  }
}

/** Classification of a record: what its register has at least, more where it is said to be restricted or is a state secret. */
function classify(register: RegisterDefinition, data: RecordData, restricted: boolean, actor: Actor): number {
  const classification = restricted || data['secret'] === true ? 1 : register.classification;
  if (classification > actor.clearance) {
    throw new AppError('auth.forbidden', 'a restricted record needs the clearance', { place: 'restricted', fix: 'ask an administrator' });
  }
  return classification;
}

/** Enters a record in the first state of its register. */
export function create(context: Context, actor: Actor, registerId: string, body: RecordBody): Promise<RecordDetail> {
  const register = getRegister(registerId);
  const data = parseGiven(recordSchema(register), withoutEmpty(body.data), 'body.data');
  return withActor(context, actor, async (work) => {
    const id = await enter(context, work, register, data, body.restricted);
    return detail(work, register, await getRow(work, register, id));
  });
}

/** Enters a record whose data its schema has read; gives its id. */
export async function enter(
  context: Context,
  work: Work,
  register: RegisterDefinition,
  data: RecordData,
  restricted: boolean,
): Promise<Id> {
  const { actor } = work;
  const id = newId();
  const classification = classify(register, data, restricted, actor);
  await assertReferences(work, register, data, id);
  const placement = { ...ownedBy(actor), classification };
  const content = { data, title: titleOf(register, data), classification };
  await store.insertRecord(work, register, { id, placement, content });
  const toState = register.states[0].id;
  await events.insertEvent(work, id, placement, { event: 'created', toState, before: {}, after: data, authored: true });
  const row = await getRow(work, register, id);
  await tellRecord(context, work, row);
  work.audit({ action: 'record.created', object: `record/${id}`, summary: nameOf(row) });
  return id;
}

function withoutEmpty(data: RecordBody['data']): Record<string, unknown> {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== null && value !== ''));
}

/** Fields whose values differ, before and after. */
function changesOf(before: RecordData, after: RecordData): { before: Values; after: Values } {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => before[name] !== after[name]);
  const pick = (data: RecordData): Values => Object.fromEntries(names.map((name) => [name, data[name] ?? null]));
  return { before: pick(before), after: pick(after) };
}

function changedMeanwhile(id: Id): AppError {
  return new AppError('conflict', 'the record has been changed meanwhile', { place: id, reason: 'changed', fix: 'read it again' });
}

/** Changes fields of a record that may be edited. */
export function update(context: Context, actor: Actor, registerId: string, id: Id, patch: RecordPatch): Promise<RecordDetail> {
  const register = getRegister(registerId);
  return withActor(context, actor, async (work) => {
    await amend(context, work, register, id, patch);
    return detail(work, register, await getRow(work, register, id));
  });
}

/** Changes fields of a record within a transaction. */
export async function amend(context: Context, work: Work, register: RegisterDefinition, id: Id, patch: RecordPatch): Promise<void> {
  const { actor } = work;
  const row = await getRow(work, register, id);
  const refusal = editRefusal(register, await standingOf(work, row), actor);
  if (refusal !== undefined) throw refused(refusal, id, 'edit');
  const hidden = hiddenFields(register, actor.clearance).find((field) => field in patch.data);
  if (hidden !== undefined) throw fault(hidden, 'not to be seen, hence not to be changed');
  const data = parseGiven(recordSchema(register), withoutEmpty({ ...row.data, ...patch.data }), 'body.data');
  // What was typed before stays in the history: a record does not become a secret afterwards, nor stop being one.
  if ((data['secret'] === true) !== (row.data['secret'] === true)) throw fault('secret', 'enter a new record');
  await assertReferences(work, register, data, id);
  const classification = classify(register, data, patch.restricted ?? row.classification > 0, actor);
  const content = { data, title: titleOf(register, data), classification };
  if (!(await store.updateRecord(work, register, row, { version: patch.version, content }))) throw changedMeanwhile(id);
  await events.restrictEvents(work.tx, id, classification);
  await restrict(work, id, classification);
  if (classification > row.classification) await restrictNotices(work, `record/${id}`, classification);
  const changes = changesOf(row.data, data);
  const placement = { ...row, classification: Math.max(classification, row.classification) };
  await events.insertEvent(work, id, placement, { event: 'changed', toState: row.state, ...changes, authored: true });
  await tellRecord(context, work, { ...row, ...content });
  const summary = `${nameOf({ ...row, ...content })}: ${Object.keys(changes.after).join(', ')}`.slice(0, 500);
  work.audit({ action: 'record.changed', object: `record/${id}`, summary, atLeast: row.classification });
}

function refused(refusal: Refusal, id: Id, action: string, missing: readonly string[] = []): AppError {
  const forbidden = refusal === 'no-permission' || refusal === 'out-of-scope' || refusal === 'own-proposal';
  const place = missing.length > 0 ? missing.join(', ') : id;
  return new AppError(forbidden ? 'auth.forbidden' : 'conflict', `${action} is refused: ${refusal}`, { place, reason: refusal, action });
}

/** Moves a record by a transition of the permission that the caller's route has. */
export function move(
  context: Context,
  actor: Actor,
  target: { readonly register: string; readonly id: Id; readonly permission: Permission },
  body: RecordMove,
): Promise<RecordDetail> {
  const register = getRegister(target.register);
  const { id } = target;
  return withActor(context, actor, async (work) => {
    const row = await getRow(work, register, id);
    const transition = register.transitions.find((each) => each.id === body.transition && each.permission === target.permission);
    if (transition === undefined) {
      throw new AppError('input.invalid', 'no such transition', { place: 'body.transition', fix: 'take one of actions.may' });
    }
    const standing = await standingOf(work, row);
    const refusal = refusalOf(standing, transition, actor);
    if (refusal !== undefined) throw refused(refusal, id, transition.id, missingFor(standing, transition));
    if (transition.reason === true && body.reason === '') {
      throw new AppError('input.invalid', 'a reason is required', { place: 'body.reason', fix: 'say why' });
    }
    if (!(await store.updateRecord(work, register, row, { version: body.version, state: transition.to }))) throw changedMeanwhile(id);
    await events.insertEvent(work, id, row, {
      event: 'moved',
      transition: transition.id,
      fromState: row.state,
      toState: transition.to,
      ...(body.reason === '' ? {} : { reason: body.reason }),
      before: {},
      after: {},
      authored: transition.permission === 'record.write',
    });
    await tellRecord(context, work, { ...row, state: transition.to });
    await tellMove(context, work, register, row, transition, body.reason);
    const summary = `${nameOf(row)}: ${transition.id}`;
    work.audit({ action: 'record.moved', object: `record/${id}`, summary });
    return detail(work, register, await getRow(work, register, id));
  });
}
