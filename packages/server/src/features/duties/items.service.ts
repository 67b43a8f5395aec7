import type { Actions, DutyItem, DutyItemBody, DutyItemDetail, DutyItemFilter, DutyItemPatch, DutyItems, PageQuery } from '@ancam/contract';
import { DutyItemKind } from '@ancam/contract';
import { AppError, newId } from '@ancam/core';
import type { Id } from '@ancam/core';
import { questionsOfObject } from '@ancam/law';
import type { Law } from '@ancam/law';
import type { Context } from '../../context.ts';
import { pageOf } from '../../cursor.ts';
import { assertMayChange, holds, mayChange, withActor } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import { tellObjects } from './facts.service.ts';
import * as store from './items.store.ts';
import type { ItemRecord } from './items.store.ts';

function actionsOf(actor: Actor, row: ItemRecord): Actions {
  const refusal =
    row.withdrawn_at !== null ? 'withdrawn' : holds(actor, 'record.write') && mayChange(actor, row) ? undefined : 'no-permission';
  const steps = ['edit', 'withdraw'];
  return {
    state: row.withdrawn_at === null ? 'open' : 'withdrawn',
    may: refusal === undefined ? steps : [],
    blockers: refusal === undefined ? [] : steps.map((action) => ({ action, reason: refusal })),
  };
}

function view(row: ItemRecord, actor: Actor): DutyItem {
  return {
    id: row.id,
    kind: DutyItemKind.parse(row.kind),
    title: row.title,
    on: row.on_day,
    until: row.until,
    answers: row.answers as DutyItem['answers'], // written from a parsed body
    note: row.note,
    unit: { id: row.steward_id, name: row.unit_name ?? '' },
    onBehalf: row.on_behalf,
    version: row.version,
    createdAt: row.created_at,
    createdBy: row.created_by,
    changedAt: row.changed_at,
    changedBy: row.changed_by,
    withdrawnAt: row.withdrawn_at,
    withdrawnBy: row.withdrawn_by,
    withdrawnReason: row.withdrawn_reason,
    actions: actionsOf(actor, row),
  };
}

async function detail(context: Context, work: Work, id: Id): Promise<DutyItemDetail> {
  const row = await getRow(work, id);
  const evidence = await store.evidenceOfItem(work.tx, id);
  const item = view(row, work.actor);
  return {
    ...item,
    evidence: evidence.map((each) => ({ ...each, title: each.title ?? '' })),
    duties: [...(context.law.duties.ofObject.get(item.kind) ?? [])],
  };
}

async function getRow(work: Work, id: Id): Promise<ItemRecord> {
  const row = await store.findItem(work.tx, id);
  if (row === undefined) throw new AppError('not-found', 'no such object', { place: id });
  return row;
}

/** A page of what is recorded, the newest first. */
export function listItems(context: Context, actor: Actor, query: PageQuery & DutyItemFilter): Promise<DutyItems> {
  return withActor(context, actor, async (work) => {
    const { items, next } = pageOf(await store.listItems(work.tx, query), query.limit, (row) => [row.created_at, row.id]);
    const may = holds(actor, 'record.write') && mayChange(actor, { scope_path: actor.scopePath });
    return {
      items: items.map((row) => view(row, actor)),
      next,
      actions: { state: '', may: may ? ['add'] : [], blockers: may ? [] : [{ action: 'add', reason: 'no-permission' }] },
    };
  });
}

export function getItem(context: Context, actor: Actor, id: Id): Promise<DutyItemDetail> {
  return withActor(context, actor, (work) => detail(context, work, id));
}

function fault(place: string, fix: string): AppError {
  return new AppError('input.invalid', fix, { place: `body.${place}`, fix });
}

const KINDS: Readonly<Record<string, 'boolean' | 'number' | 'string'>> = { flag: 'boolean', number: 'number' };

/** Answers to the questions that some duty asks about the kind, each of its kind. */
function assertSound(law: Law, { kind, answers, on, until }: Pick<DutyItemBody, 'kind' | 'answers' | 'on' | 'until'>): void {
  const questions = new Map(questionsOfObject(law, kind).map((each) => [each.id, each]));
  for (const [id, answer] of Object.entries(answers)) {
    const question = questions.get(id);
    if (question === undefined) throw fault(`answers.${id}`, 'no duty asks this of such an object');
    const known = question.choices === undefined || question.choices.some((choice) => choice.id === answer);
    if (typeof answer !== (KINDS[question.kind] ?? 'string') || !known) throw fault(`answers.${id}`, 'not an answer to this question');
  }
  if (on !== null && until !== null && until < on) throw fault('until', 'the last day lies before the first');
}

/** Tells duties of an object as it stands now. */
async function tell(context: Context, work: Work, row: ItemRecord): Promise<void> {
  const object = {
    kind: DutyItemKind.parse(row.kind),
    id: row.id,
    answers: row.answers as DutyItem['answers'], // written from a parsed body
    ...(row.on_day === null ? {} : { on: row.on_day }),
    ...(row.until === null ? {} : { until: row.until }),
  };
  await tellObjects(context, work, { register: 'objects', id: row.id }, row, row.withdrawn_at === null ? [object] : []);
}

/** Records an object; its duties count it at once. */
export function addItem(context: Context, actor: Actor, body: DutyItemBody): Promise<DutyItemDetail> {
  assertSound(context.law, body);
  return withActor(context, actor, async (work) => {
    const id = newId();
    await store.insertItem(work, id, body);
    await tell(context, work, await getRow(work, id));
    work.audit({ action: 'duty-item.added', object: `duty-item/${id}`, summary: `${body.kind}: ${body.title}` });
    return detail(context, work, id);
  });
}

async function changing(work: Work, id: Id): Promise<ItemRecord> {
  const row = await getRow(work, id);
  assertMayChange(work.actor, row);
  if (row.withdrawn_at !== null) throw new AppError('conflict', 'it has been taken back', { place: id, reason: 'withdrawn' });
  return row;
}

function changedMeanwhile(id: Id): AppError {
  return new AppError('conflict', 'it has been changed meanwhile', { place: id, reason: 'changed', fix: 'read it again' });
}

/** Changes an object; its duties follow. */
export function updateItem(context: Context, actor: Actor, id: Id, { version, ...change }: DutyItemPatch): Promise<DutyItemDetail> {
  return withActor(context, actor, async (work) => {
    const item = view(await changing(work, id), actor);
    const answers = change.answers ?? item.answers;
    const on = change.on === undefined ? item.on : change.on;
    const until = change.until === undefined ? item.until : change.until;
    assertSound(context.law, { kind: item.kind, answers, on, until });
    if (!(await store.updateItem(work, id, version, change))) throw changedMeanwhile(id);
    const row = await getRow(work, id);
    await tell(context, work, row);
    const summary = `${row.title}: ${Object.keys(change).join(', ')}`;
    work.audit({ action: 'duty-item.changed', object: `duty-item/${id}`, summary });
    return detail(context, work, id);
  });
}

/** Takes an object back: no duty counts it any more. */
export function withdrawItem(context: Context, actor: Actor, id: Id, reason: string): Promise<DutyItemDetail> {
  return withActor(context, actor, async (work) => {
    const before = await changing(work, id);
    if (!(await store.updateItem(work, id, before.version, { withdrawnReason: reason }))) throw changedMeanwhile(id);
    await tell(context, work, await getRow(work, id));
    work.audit({ action: 'duty-item.withdrawn', object: `duty-item/${id}`, summary: `${before.title}: ${reason}` });
    return detail(context, work, id);
  });
}
