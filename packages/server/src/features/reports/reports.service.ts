import { ReportContent } from '@ancam/contract';
import type { PageQuery, Report, ReportBody, ReportDue, ReportEntries, ReportFilter, ReportList } from '@ancam/contract';
import { AppError, newId } from '@ancam/core';
import type { Id } from '@ancam/core';
import { reportOfYear } from '@ancam/law';
import type { Context } from '../../context.ts';
import { pageOf } from '../../cursor.ts';
import { assertMayChange, holds, ownedBy, withActor } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import { noteRead } from '../../db/note-read.ts';
import { dayOf } from '../../day.ts';
import { purposesOf } from '../evidence/purposes.service.ts';
import { subtreeOf } from '../units/subtree.service.ts';
import { canonicalJson } from './canonical.ts';
import { fillReport } from './fill.service.ts';
import { actionsOf, viewSteps } from './life.ts';
import type { Standing } from './life.ts';
import * as store from './reports.store.ts';
import type { ReportRecord } from './reports.store.ts';
import { stateOf, viewRow } from './reports.view.ts';

/** The purpose under which the signed paper is attached to a report. */
export const SIGNED = 'signed';

/** What may be done with the list. */
function listActions(actor: Actor): ReportList['actions'] {
  const may = holds(actor, 'report.write') && actor.writeScopes.length > 0;
  return { state: 'list', may: may ? ['add'] : [], blockers: may ? [] : [{ action: 'add', reason: 'no-permission' }] };
}

/** A page of reports that the actor answers for, sees, or has received. */
export function list(context: Context, actor: Actor, query: ReportFilter & PageQuery): Promise<ReportList> {
  return withActor(context, actor, async (work) => {
    const rows = await store.listReports(work.tx, query, query);
    const { items, next } = pageOf(rows, query.limit, (row) => [row.period_to, row.created_at, row.id]);
    noteRead(work, 'report', items);
    return { items: items.map(viewRow), next, actions: listActions(actor) };
  });
}

/** A report by its id. Throws `not-found`. */
export async function getRow(work: Work, id: Id): Promise<ReportRecord> {
  const row = await store.findReport(work.tx, id);
  if (row === undefined) throw new AppError('not-found', 'no such report', { place: id });
  return row;
}

/** What a report says: as it was checked or frozen, or as the register tells it now. */
export async function contentOf(context: Context, work: Work, row: ReportRecord): Promise<ReportContent> {
  return row.content === null ? fillReport(context, work, row) : ReportContent.parse(JSON.parse(row.content));
}

/** The conditions of the workflow that hold for a report. */
export async function standingOf(work: Work, row: ReportRecord, content: ReportContent): Promise<Standing> {
  const files = await purposesOf(work, row.id, 'reports');
  return {
    holds: new Set([
      ...(content.faults.some(({ severity }) => severity === 'error') ? [] : ['rules-kept']),
      ...(content.missing.every(({ noted }) => noted !== '') ? ['units-reported'] : []),
      ...(files.has(SIGNED) ? ['signed'] : []),
    ]),
  };
}

/** Figures of a report that differ from those of the one before. */
function changesOf(before: ReportContent, now: ReportContent): NonNullable<Report['previous']>['changes'] {
  const was = new Map(before.figures.map((figure) => [figure.id, figure]));
  const is = new Map(now.figures.map((figure) => [figure.id, figure]));
  return [...new Map([...was, ...is]).values()]
    .map(({ id, title }) => ({ id, title, before: was.get(id)?.value ?? null, now: is.get(id)?.value ?? null }))
    .filter(({ before: a, now: b }) => a !== b);
}

async function previousOf({ tx }: Work, row: ReportRecord, content: ReportContent): Promise<Report['previous']> {
  const previous = await store.findPrevious(tx, row);
  if (previous?.content == null || previous.hash === null) return null;
  const before = ReportContent.parse(JSON.parse(previous.content));
  const { id, period_to: periodTo, as_of: asOf, hash } = previous;
  return { id, periodTo, asOf, hash, changes: changesOf(before, content) };
}

function countedIn({ figures, tables }: ReportContent): string {
  return canonicalJson([figures, tables]);
}

/** Whether what was checked is no longer what the register says. */
async function isOutdated(context: Context, work: Work, row: ReportRecord, content: ReportContent): Promise<boolean> {
  if (row.state !== 'checked') return false;
  return countedIn(await fillReport(context, work, row)) !== countedIn(content);
}

/** A report as people read it. */
export async function detail(context: Context, work: Work, row: ReportRecord): Promise<Report> {
  const { tx, actor } = work;
  const { law } = context;
  const content = await contentOf(context, work, row);
  const standing = await standingOf(work, row, content);
  const events = await store.listEvents(tx, row.id);
  noteRead(work, 'report', [row]);
  return {
    ...viewRow(row),
    content,
    outdated: await isOutdated(context, work, row, content),
    previous: await previousOf(work, row, content),
    versions: (await store.listVersions(tx, row.series_id)).map((each) => ({ ...each, state: stateOf(each.state) })),
    events: events.map((each) => ({
      step: each.step,
      from: stateOf(each.from_state),
      to: stateOf(each.to_state),
      reason: each.reason,
      by: each.by_name,
      at: each.at,
    })),
    steps: viewSteps(law, row, actor, standing),
    actions: actionsOf(law, row, actor, standing),
  };
}

export function get(context: Context, actor: Actor, id: Id): Promise<Report> {
  return withActor(context, actor, async (work) => detail(context, work, await getRow(work, id)));
}

function invalid(place: string, fault: string, fix: string): AppError {
  return new AppError('input.invalid', fault, { place, fix });
}

async function receiverOf(work: Work, body: ReportBody, parent: { id: Id; name: string; path: string } | undefined) {
  if (body.receiver === null) return { receiver_id: null, receiver_path: null, receiver_name: body.receiverName ?? '' };
  if (body.receiver === undefined && parent === undefined) {
    return { receiver_id: null, receiver_path: null, receiver_name: body.receiverName ?? '' };
  }
  const found = body.receiver === undefined ? parent : await store.findReceiver(work.tx, body.receiver);
  if (found === undefined) throw new AppError('not-found', 'no such unit', { place: 'receiver' });
  return { receiver_id: found.id, receiver_path: found.path, receiver_name: body.receiverName ?? found.name };
}

/** Begins a report about the own unit, or another that the actor sees whole. Throws `conflict` where there is a living one. */
export function create(context: Context, actor: Actor, body: ReportBody): Promise<Report> {
  return withActor(context, actor, async (work) => {
    const today = dayOf(work.now);
    if (body.periodFrom > body.periodTo) throw invalid('periodTo', 'the period ends before it begins', 'give a later day');
    if (body.asOf > today) throw invalid('asOf', 'the day lies ahead', 'give a day up to today');
    const subject = await subtreeOf(work, body.subject ?? actor.unitId, body.mode, body.asOf);
    const id = newId();
    const row = {
      id,
      instance_id: work.instanceId,
      ...ownedBy(actor),
      kind: body.kind,
      series_id: id,
      version: 1,
      subject_id: subject.id,
      subject_name: subject.name,
      ...(await receiverOf(work, body, subject.parent)),
      period_from: body.periodFrom,
      period_to: body.periodTo,
      as_of: body.asOf,
      mode: body.mode,
      state: 'draft',
      created_at: work.now,
      created_name: actor.name,
    };
    await store.insertReport(work.tx, row, {});
    work.audit({ action: 'report.begun', object: `report/${id}`, summary: `${body.kind} ${subject.name} ${body.periodTo}` });
    return detail(context, work, await getRow(work, id));
  });
}

/** Writes texts into a draft. Only what its kind lets be written; counted figures are no entries. */
export function writeEntries(context: Context, actor: Actor, id: Id, { entries }: ReportEntries): Promise<Report> {
  return withActor(context, actor, async (work) => {
    const row = await getRow(work, id);
    assertMayChange(actor, row);
    if (row.state !== 'draft') throw new AppError('conflict', `the report is ${row.state}`, { place: id, reason: 'state' });
    const content = await fillReport(context, work, row);
    const known = new Map(content.entries.map((entry) => [entry.id, entry]));
    for (const [name, value] of Object.entries(entries)) {
      const entry = known.get(name);
      if (entry === undefined) throw invalid(`entries.${name}`, 'there is no such entry to write', 'write one of content.entries');
      if (entry.kind === 'date' && value !== '' && !/^\d{4}-\d{2}-\d{2}$/u.test(value))
        throw invalid(`entries.${name}`, 'not a day', 'give yyyy-mm-dd');
    }
    const kept = Object.fromEntries(Object.entries({ ...textsOf(row), ...entries }).filter(([, value]) => value !== ''));
    if (!(await store.updateReport(work.tx, row, { entries: kept }))) throw changedMeanwhile(id);
    work.audit({ action: 'report.written', object: `report/${id}`, summary: Object.keys(entries).join(', ').slice(0, 500) });
    return detail(context, work, await getRow(work, id));
  });
}

/** The texts of a report by their names. */
export function textsOf(row: ReportRecord): Record<string, string> {
  return row.entries as Record<string, string>; // written by `writeEntries` alone
}

export function changedMeanwhile(id: Id): AppError {
  return new AppError('conflict', 'the report has changed in the meantime', { place: id, reason: 'changed', fix: 'read it again' });
}

/** Period and last days of a year, as the statute book asks for them. */
export function due(context: Context, year: number): ReportDue {
  const { from, to, dues, clause } = reportOfYear(context.law, year);
  return { year, from, to, dues: dues.map(({ from: party, receiver, lastDay }) => ({ from: party, receiver, lastDay })), clause };
}
