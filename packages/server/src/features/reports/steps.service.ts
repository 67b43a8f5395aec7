import type { Report, ReportContent, ReportDecisionBody, ReportStep, ReportStepBody } from '@ancam/contract';
import { AppError, newId } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Law } from '@ancam/law';
import type { Context } from '../../context.ts';
import { ownedBy, withActor } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import { dayOf } from '../../day.ts';
import { tellReport } from './report-facts.ts';
import { canonicalJson, hashOf } from './canonical.ts';
import { stepsOf, viewSteps } from './life.ts';
import { changedMeanwhile, contentOf, detail, getRow, standingOf, textsOf } from './reports.service.ts';
import * as store from './reports.store.ts';
import type { ReportRecord } from './reports.store.ts';
import { fillReport } from './fill.service.ts';
import { tellWaiting } from './waiting.service.ts';

/** What a step is taken with. */
interface Given {
  readonly step: ReportStep;
  readonly reason: string;
  readonly number: string;
  readonly dated: string | undefined;
  readonly signer: string;
}

function invalid(place: string, fault: string, fix: string): AppError {
  return new AppError('input.invalid', fault, { place, fix });
}

/** The step that is asked for, where nothing stands against it. */
function openStep(
  law: Law,
  row: ReportRecord,
  actor: Actor,
  content: ReportContent,
  standing: Awaited<ReturnType<typeof standingOf>>,
  given: Given,
) {
  const step = stepsOf(law, row, actor, standing).find((each) => each.step === given.step);
  if (step === undefined)
    throw new AppError('conflict', `the report is ${row.state}`, { place: row.id, reason: 'state', action: given.step });
  const blocker = viewSteps(law, row, actor, standing).find(({ id }) => id === given.step)?.blockers[0];
  if (blocker !== undefined) {
    const forbidden = ['no-permission', 'out-of-scope', 'not-receiver', 'same-person'].includes(blocker.reason);
    const faults = content.faults.filter(({ severity }) => severity === 'error').map(({ rule, text }) => ({ place: rule, fault: text.en }));
    throw new AppError(forbidden ? 'auth.forbidden' : 'conflict', `${given.step} is refused: ${blocker.reason}`, {
      place: row.id,
      reason: blocker.reason,
      action: given.step,
      ...(blocker.reason === 'rules-kept' ? { faults } : {}),
    });
  }
  if (step.needsReason && given.reason === '') throw invalid('body.reason', 'a reason is required', 'say why');
  return step;
}

/** What a step writes besides the state. */
async function changeOf(context: Context, work: Work, row: ReportRecord, given: Given) {
  const by = work.actor.accountId;
  switch (given.step) {
    case 'check':
      return { content: canonicalJson(await fillReport(context, work, row)), checked_by: by };
    case 'edit':
      return { content: null, checked_by: null };
    case 'freeze':
      return { hash: hashOf(row.content ?? ''), frozen_by: by };
    case 'submit':
      return { ...signedPaper(work, given), sent_on: dayOf(work.now), submitted_by: by };
    case 'accept':
    case 'return':
      return { decided_by: by };
    case 'discard':
    case 'redo':
    case 'replace':
  }
  return {};
}

function signedPaper(work: Work, { number, dated, signer }: Given): { number: string; dated: string; signer: string } {
  if (number === '') throw invalid('body.number', 'the signed paper has a number', 'give its number');
  if (dated === undefined) throw invalid('body.dated', 'the signed paper has a day', 'give its day');
  if (dated > dayOf(work.now)) throw invalid('body.dated', 'the day lies ahead', 'give the day of the paper');
  return { number, dated, signer };
}

/** Begins the next version of a report that was replaced, with the same question and the same texts. */
async function succeed(work: Work, row: ReportRecord): Promise<Id> {
  const id = newId();
  const { kind, series_id, subject_id, subject_name, receiver_id, receiver_path, receiver_name, period_from, period_to, as_of, mode } = row;
  const told = {
    kind,
    series_id,
    subject_id,
    subject_name,
    receiver_id,
    receiver_path,
    receiver_name,
    period_from,
    period_to,
    as_of,
    mode,
  };
  const versions = await store.listVersions(work.tx, series_id);
  const version = Math.max(...versions.map((each) => each.version)) + 1;
  const { home_id, unit_id, steward_id, scope_path, recorded_path, place_path, classification } = row;
  const placed = { home_id, unit_id, steward_id, scope_path, recorded_path, place_path, classification };
  const { on_behalf } = ownedBy(work.actor);
  const made = { created_at: work.now, created_name: work.actor.name };
  await store.insertReport(
    work.tx,
    { id, instance_id: work.instanceId, ...placed, on_behalf, ...told, version, state: 'draft', ...made },
    textsOf(row),
  );
  work.audit({ action: 'report.begun', object: `report/${id}`, summary: `${kind} ${subject_name} ${period_to}, version ${version}` });
  return id;
}

async function take(context: Context, actor: Actor, id: Id, given: Given): Promise<Report> {
  return withActor(context, actor, async (work) => {
    const row = await getRow(work, id);
    const content = await contentOf(context, work, row);
    const step = openStep(context.law, row, actor, content, await standingOf(work, row, content), given);
    const change = await changeOf(context, work, row, given);
    if (!(await store.updateReport(work.tx, row, { ...change, state: step.to }))) throw changedMeanwhile(id);
    const done = { step: step.step, from: row.state, to: step.to, reason: given.reason };
    await store.insertEvent(work, row, done, step.step === 'submit' || row.sent_on !== null);
    await tellReport(context, work, await getRow(work, id));
    await tellWaiting(context, work, await getRow(work, id), given.reason);
    work.audit({
      action: 'report.moved',
      object: `report/${id}`,
      summary: `${row.kind} ${row.subject_name} ${row.period_to}: ${step.step}`,
    });
    const shown = step.to === 'replaced' ? await succeed(work, row) : id;
    return detail(context, work, await getRow(work, shown));
  });
}

/** A step of whoever makes a report. What replaces a report answers with its successor. Throws `conflict` or `auth.forbidden` with what stands against it. */
export function move(context: Context, actor: Actor, id: Id, body: ReportStepBody): Promise<Report> {
  return take(context, actor, id, { ...body, dated: body.dated });
}

/** Freezes what another person has checked; accepts or returns what was received. */
export function decide(context: Context, actor: Actor, id: Id, body: ReportDecisionBody): Promise<Report> {
  return take(context, actor, id, { ...body, number: '', dated: undefined, signer: '' });
}
