import type { LevelBody, LevelDecisionBody, LevelPreview, LevelSheet } from '@ancam/contract';
import { AppError } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Law } from '@ancam/law';
import type { Context } from '../../context.ts';
import { holds, mayChange, withActor } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import { json } from '../../db/database.ts';
import { dayOf } from '../../day.ts';
import * as changes from './changes.store.ts';
import { compareWithRegister } from './changes.service.ts';
import { tellGroup, tellSystem } from './facts.service.ts';
import { assertAnswers, evaluate, questionTitles } from './evaluate.ts';
import * as store from './levels.store.ts';
import type { DeterminationRecord, SubjectKey } from './levels.store.ts';
import { actionsOf, sheetOf, viewChange, viewDetermination } from './levels.view.ts';
import { freshSheet, prefilledIn } from './register.ts';
import { assertHost, subjectOf } from './subject.service.ts';
import type { Subject } from './subject.service.ts';
import { tellDecided, tellProposed } from './waiting.service.ts';

function missingIn(law: Law, subject: Subject, row: DeterminationRecord): string[] {
  return row.state === 'draft' || row.state === 'returned' ? evaluate(law, subject.sheetKind, sheetOf(row)).missing : [];
}

/** What may be done with the worksheet as such. */
function sheetActions(subject: Subject, actor: Actor, open: DeterminationRecord | undefined, inForce: boolean): LevelSheet['actions'] {
  const barred = !holds(actor, 'system.write') ? 'no-permission' : mayChange(actor, subject.place) ? undefined : 'not-yours';
  const save = barred ?? (subject.retired ? 'retired' : open?.state === 'proposed' ? 'proposed' : undefined);
  const note = barred ?? (subject.key.kind === 'group' ? 'group' : inForce ? undefined : 'to-determine');
  const all = [
    ['save', save],
    ['note', note],
  ] as const;
  return {
    state: open?.state ?? (inForce ? 'confirmed' : 'to-determine'),
    may: all.flatMap(([action, reason]) => (reason === undefined ? [action] : [])),
    blockers: all.flatMap(([action, reason]) => (reason === undefined ? [] : [{ action, reason }])),
  };
}

async function sheet(context: Context, work: Work, subject: Subject): Promise<LevelSheet> {
  const { tx, actor } = work;
  const rows = await store.listOf(tx, subject.key);
  const view = (row: DeterminationRecord) => viewDetermination(row, actor, missingIn(context.law, subject, row));
  const open = rows.find(({ state }) => state === 'draft' || state === 'proposed' || state === 'returned');
  const current = rows.find(({ state }) => state === 'confirmed');
  const changed = subject.key.kind === 'system' ? await changes.listChanges(tx, subject.key.id) : [];
  return {
    subject: { ...subject.key, name: subject.name, owner: subject.owner },
    current: current === undefined ? null : view(current),
    open: open === undefined ? null : view(open),
    earlier: rows.filter(({ state }) => state === 'superseded').map(view),
    changes: changed.map((each) => viewChange(each, actor)),
    questions: questionTitles(context.law),
    fresh: freshSheet(subject.answers, dayOf(work.now), subject.host?.id ?? null),
    host: subject.host,
    actions: sheetActions(subject, actor, open, current !== undefined),
  };
}

/** The level of a system, or how a group of cameras is treated: in force, under way, earlier, and what has changed since. */
export function get(context: Context, actor: Actor, key: SubjectKey): Promise<LevelSheet> {
  return withActor(context, actor, async (work) => sheet(context, work, await subjectOf(work, key)));
}

/** The sheet of a system within a transaction. */
export async function sheetOfSystem(context: Context, work: Work, id: Id): Promise<{ sheet: LevelSheet; subject: Subject }> {
  const subject = await subjectOf(work, { kind: 'system', id });
  return { sheet: await sheet(context, work, subject), subject };
}

/** What the law makes of a worksheet; nothing is kept. Throws `input.invalid` by the place of an answer. */
export function preview(context: Context, actor: Actor, key: SubjectKey, body: LevelBody): Promise<LevelPreview> {
  return withActor(context, actor, async (work) => {
    const subject = await subjectOf(work, key);
    if (!mayChange(actor, subject.place)) throw new AppError('not-found', 'no such system', { place: key.id });
    assertAnswers(context.law, body);
    await assertHost(work, subject, body.hostSystemId);
    return evaluate(context.law, subject.sheetKind, body);
  });
}

async function columnsOf(context: Context, work: Work, subject: Subject, body: LevelBody): Promise<store.SheetColumns> {
  const { law } = context;
  assertAnswers(law, body);
  if (body.asOf > dayOf(work.now)) throw invalid('asOf', 'the day has not come', 'give a day that has come');
  if ((body.riskDocument === '') !== (body.riskOn === null))
    throw invalid('riskOn', 'a paper has a number and a day', 'give both or neither');
  await assertHost(work, subject, body.hostSystemId);
  const { regime, level, treatment, findings } = evaluate(law, subject.sheetKind, body);
  return {
    as_of: body.asOf,
    answers: json(body.answers),
    prefilled: prefilledIn(body.answers, subject.answers),
    counted: json(body.counted),
    reason: body.reason,
    risk_document: body.riskDocument,
    risk_on: body.riskOn,
    host_system_id: treatment === 'terminals' ? body.hostSystemId : null,
    regime,
    level,
    treatment: subject.key.kind === 'group' && treatment === 'system' ? 'open' : treatment,
    result: json(findings),
    law_hash: law.data.hash,
    register: json(subject.facts),
  };
}

function invalid(place: string, fault: string, fix: string): AppError {
  return new AppError('input.invalid', fault, { place, fix });
}

/** Keeps the worksheet as a draft: a new one, or the one under way written anew. */
export function save(context: Context, actor: Actor, key: SubjectKey, body: LevelBody): Promise<LevelSheet> {
  return withActor(context, actor, async (work) => {
    const subject = await subjectOf(work, key);
    const before = await sheet(context, work, subject);
    assertMay(before.actions, 'save', subject.key.id);
    const columns = await columnsOf(context, work, subject, body);
    if (before.open === null) await store.insert(work, key, subject.place, columns);
    else await store.rewrite(work.tx, before.open.id, columns);
    note(work, 'drafted', subject.key, subject.name);
    return sheet(context, work, subject);
  });
}

function note(work: Work, what: string, key: SubjectKey, words: string): void {
  work.audit({ action: `level.${what}`, object: `${key.kind}/${key.id}`, summary: words.slice(0, 500) });
}

/** Throws what a blocker means: what one does not answer for is refused as what is not there. */
export function assertMay({ may, blockers }: LevelSheet['actions'], action: string, id: Id): void {
  if (may.includes(action)) return;
  const reason = blockers.find((each) => each.action === action)?.reason ?? 'no-permission';
  if (reason === 'not-yours') throw new AppError('not-found', 'no such system', { place: id });
  if (reason === 'own-proposal' || reason === 'no-permission')
    throw new AppError('auth.forbidden', `not allowed: ${reason}`, { place: id, reason, fix: 'ask another person to decide' });
  throw new AppError('conflict', `not possible: ${reason}`, { place: id, reason, fix: 'read it again' });
}

interface Found {
  readonly row: DeterminationRecord;
  readonly subject: Subject;
}

/** A determination with what it is about. Throws `not-found`. */
async function getRow(work: Work, id: Id): Promise<Found> {
  const row = await store.find(work.tx, id);
  const key = row === undefined ? undefined : keyOf(row);
  if (row === undefined || key === undefined) throw new AppError('not-found', 'no such determination', { place: id });
  return { row, subject: await subjectOf(work, key) };
}

function keyOf({ system_id: system, group_id: group }: DeterminationRecord): SubjectKey | undefined {
  if (system !== null) return { kind: 'system', id: system };
  return group === null ? undefined : { kind: 'group', id: group };
}

function person(work: Work): Id {
  if (work.actor.accountId === null) throw new AppError('auth.forbidden', 'a person proposes and confirms a level', { place: 'account' });
  return work.actor.accountId;
}

async function move(work: Work, { row, subject }: Found, action: string, columns: Parameters<typeof store.step>[2]): Promise<void> {
  const taken = await store.step(work.tx, row, columns);
  if (!taken) throw new AppError('conflict', 'it has changed in the meantime', { place: row.id, reason: row.state });
  note(work, action, subject.key, `${subject.name} ${columns.decided_reason ?? ''}`.trim());
}

/** Proposes a determination, takes it back, or drops it. */
export function step(context: Context, actor: Actor, id: Id, action: 'propose' | 'recall' | 'discard'): Promise<LevelSheet> {
  return withActor(context, actor, async (work) => {
    const found = await getRow(work, id);
    assertMay(actionsOf(found.row, actor, missingIn(context.law, found.subject, found.row)), action, id);
    if (action === 'propose') {
      const proposed = { proposed_by: actor.name, proposed_account: person(work), proposed_at: work.now };
      await move(work, found, 'proposed', { state: 'proposed', ...proposed });
      await tellProposed(context, work, found.subject, found.row);
    } else if (action === 'recall') await move(work, found, 'recalled', { state: 'draft' });
    else await move(work, found, 'discarded', { state: 'discarded' });
    if (action !== 'propose') await tellDecided(context, work, found.subject, found.row);
    return sheet(context, work, found.subject);
  });
}

/** Confirms what another person proposed, or returns it with a reason. What was in force until then is superseded. */
export function decide(context: Context, actor: Actor, id: Id, { action, reason, on }: LevelDecisionBody): Promise<LevelSheet> {
  return withActor(context, actor, async (work) => {
    const found = await getRow(work, id);
    assertMay(actionsOf(found.row, actor, []), action, id);
    const decided = { decided_by: actor.name, decided_account: person(work), decided_at: work.now, decided_reason: reason };
    if (action === 'return') {
      if (reason === '') throw invalid('reason', 'it is returned for a reason', 'say what has to be changed');
      await move(work, found, 'returned', { state: 'returned', ...decided });
    } else await confirm(context, work, found, { ...decided, confirmed_on: on ?? dayOf(work.now) });
    const outcome = action === 'return' ? 'returned' : 'confirmed';
    await tellDecided(context, work, found.subject, found.row, { outcome, reason });
    return sheet(context, work, found.subject);
  });
}

async function confirm(context: Context, work: Work, found: Found, columns: { readonly confirmed_on: string }): Promise<void> {
  const { row, subject } = found;
  if (columns.confirmed_on > dayOf(work.now)) throw invalid('on', 'the day has not come', 'give a day that has come');
  if (columns.confirmed_on < row.as_of) throw invalid('on', 'it is confirmed before the day of its law', 'give a later day');
  const before = (await store.listOf(work.tx, subject.key)).find(({ state }) => state === 'confirmed');
  if (before?.confirmed_on != null && columns.confirmed_on < before.confirmed_on)
    throw invalid('on', 'an earlier determination holds from a later day', 'give a later day');
  if (before !== undefined) await store.step(work.tx, before, { state: 'superseded' });
  await move(work, found, 'confirmed', { state: 'confirmed', ...columns });
  if (subject.key.kind === 'group') return tellGroup(context, work, subject.key.id);
  const open = await changes.listOpen(work.tx, subject.key.id);
  await changes.settle(
    work.tx,
    open.map(({ id }) => id),
    { state: 'settled', on: columns.confirmed_on, by: work.actor.name, determinationId: row.id },
  );
  // What the register has been changed to since the worksheet was written raises it again.
  if (subject.facts !== null) await compareWithRegister(work, subject.key.id, subject.place, subject.facts);
  await tellSystem(context, work, subject.key.id);
}
