import type { DossierCommentBody, DossierDetail, DossierMoveBody, DossierStep } from '@ancam/contract';
import { AppError } from '@ancam/core';
import type { Id } from '@ancam/core';
import { stepsFrom } from '@ancam/law';
import type { Context } from '../../context.ts';
import { withActor } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import { dueAfter } from './clocks.ts';
import { levelOfRow } from './conditions.ts';
import { contentHash } from './content.ts';
import { detailOf } from './detail.service.ts';
import { getRow } from './dossiers.service.ts';
import * as store from './dossiers.store.ts';
import type { DossierRecord } from './dossiers.store.ts';
import { tellDossier, tellHeld } from './facts.service.ts';
import { freeze } from './freeze.ts';
import { groundsNow } from './submissions.service.ts';
import { speakRefusal } from './may.ts';
import { lacksOf, readDossier, today } from './reading.service.ts';
import type { Reading } from './reading.service.ts';
import { dossierFlow, stepsFor } from './steps.ts';
import { tellWaiting } from './waiting.service.ts';

/** Takes a step of a dossier. Throws `conflict` where it does not lead on or a condition does not hold, `auth.forbidden` for the wrong person. */
export function move(context: Context, actor: Actor, id: Id, body: DossierMoveBody): Promise<DossierDetail> {
  return withActor(context, actor, async (work) => {
    await takeStep(context, work, id, body);
    return detailOf(work, await readDossier(work, await getRow(work, id)));
  });
}

/** Takes a step of a dossier within a transaction. */
export async function takeStep(context: Context, work: Work, id: Id, body: DossierMoveBody): Promise<void> {
  const found = await getRow(work, id);
  // What does not lead on is refused before all that the dossier rests on is read.
  if (!stepsFrom(dossierFlow(), found.state, levelOfRow(found)).some((each) => each.id === body.step)) throw leadsNowhere(found, body.step);
  const reading = await readDossier(work, found);
  const { row, events } = reading;
  const step = stepOf(work, reading, body);
  assertDays(work, row, body);
  if (step.needsReason && body.reason === '') {
    throw new AppError('input.invalid', 'this step asks for a reason', { place: 'reason', fix: 'say why' });
  }
  if (SUBMITTING.has(step.to)) {
    const content = freeze(reading, await groundsNow(work, row));
    await store.insertSubmission(work, row, { content, hash: contentHash(content) });
  }
  if (step.to === 'approved') await replaceFormer(work, row, body);
  const due = dueAfter(row, [...events, { step: step.step, on_day: body.on }], body.on);
  await put(work, row, { step: step.step, on: body.on, reason: body.reason, document: body.document, due });
  const summary = [`${row.name}: ${row.state} > ${step.to}`, body.document.number, body.reason].filter((each) => each !== '').join(', ');
  work.audit({ action: `dossier.${step.step}`, object: `dossier/${id}`, summary: summary.slice(0, 500) });
  const moved = await getRow(work, id);
  if (HOLDING.has(step.to)) await tellHeld(context, work, row.system_id);
  else await tellDossier(context, work, moved);
  await tellWaiting(context, work, moved);
}

/** States with which a dossier comes into force, or ends. */
const HOLDING: ReadonlySet<string> = new Set(['approved', 'superseded']);

/** States that are entered with what is submitted put down word for word. */
const SUBMITTING: ReadonlySet<string> = new Set(['submitted', 'opinion']);

function leadsNowhere({ id, state }: DossierRecord, step: string): AppError {
  return new AppError('conflict', `no step ${step} leads on from ${state}`, { place: id, reason: state, fix: 'read it again' });
}

/** The step, where nothing stands against it. */
function stepOf(work: Work, reading: Reading, body: DossierMoveBody): DossierStep {
  const { row, events } = reading;
  const needs = dossierFlow().steps.find(({ id }) => id === body.step)?.needs ?? [];
  const decision = needs.includes('decision-scanned') ? body.document : undefined;
  const step = stepsFor(row, work.actor, events, lacksOf(reading, body.on, decision)).find((each) => each.step === body.step);
  if (step === undefined) throw leadsNowhere(row, body.step);
  const [blocker] = step.blockers;
  if (blocker === undefined) return step;
  const code = blocker.because === 'condition' ? 'conflict' : 'auth.forbidden';
  throw new AppError(code, `${body.step} is refused: ${blocker.because} ${blocker.what}`, {
    place: row.id,
    reason: blocker.because === 'condition' ? blocker.what : blocker.because,
    blockers: step.blockers,
    fix: blocker.text?.en ?? 'see what stands against it',
  });
}

const invalid = (place: string, fault: string): AppError => new AppError('input.invalid', fault, { place, fix: 'give another day' });

function assertDays(work: Work, row: DossierRecord, { on, document }: DossierMoveBody): void {
  if (on > today(work)) throw invalid('on', 'the step lies in the future');
  if (on < row.state_since) throw invalid('on', 'the step lies before the one that it follows');
  if (document.date !== null && document.date > on) throw invalid('document.date', 'the paper is later than the step');
}

/** Puts a step down. The database refuses what the workflow does not allow, whatever was read before. */
async function put(work: Work, row: DossierRecord, event: store.NewEvent): Promise<void> {
  try {
    await store.insertEvent(work, row, event);
  } catch (thrown) {
    if (!(thrown instanceof Error && 'code' in thrown && thrown.code === '23514')) throw thrown;
    throw new AppError('conflict', thrown.message, { place: row.id, reason: 'refused', fix: 'read it again' }, thrown);
  }
}

/** A dossier that was in force gives way to the one that is approved now. */
async function replaceFormer(work: Work, row: DossierRecord, { on, document }: DossierMoveBody): Promise<void> {
  const former = (await store.listOfSystems(work.tx, [row.system_id])).find(({ state }) => state === 'approved');
  if (former === undefined) return;
  const none = { number: '', date: null, issuer: '' };
  await put(work, former, { step: 'supersede', on, reason: document.number, document: none, due: undefined });
  work.audit({ action: 'dossier.supersede', object: `dossier/${former.id}`, summary: `${former.name}: ${document.number}` });
}

function assertSpeaks(work: Work, row: DossierRecord): void {
  if (speakRefusal(row, work.actor) === undefined) return;
  throw new AppError('auth.forbidden', 'only who has a part in the dossier speaks in it', { place: row.id, reason: 'not-yours' });
}

/** Says something about a dossier or a part of it. */
export function comment(context: Context, actor: Actor, id: Id, body: DossierCommentBody): Promise<DossierDetail> {
  return withActor(context, actor, async (work) => {
    const reading = await readDossier(work, await getRow(work, id));
    assertSpeaks(work, reading.row);
    if (body.part !== '' && !reading.parts.some((part) => part.id === body.part)) {
      throw new AppError('input.invalid', 'no such part', { place: 'part', fix: 'name a part of the contents, or none' });
    }
    await store.insertComment(work, reading.row, body);
    work.audit({ action: 'dossier.commented', object: `dossier/${id}`, summary: reading.row.name });
    return detailOf(work, reading);
  });
}

/** Marks a comment as dealt with. */
export function settle(context: Context, actor: Actor, id: Id, commentId: Id): Promise<DossierDetail> {
  return withActor(context, actor, async (work) => {
    const reading = await readDossier(work, await getRow(work, id));
    assertSpeaks(work, reading.row);
    if (!(await store.settleComment(work, id, commentId))) throw new AppError('not-found', 'no such open comment', { place: 'commentId' });
    work.audit({ action: 'dossier.settled', object: `dossier/${id}`, summary: reading.row.name });
    return detailOf(work, reading);
  });
}
