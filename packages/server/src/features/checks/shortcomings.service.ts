import type {
  CheckFindings,
  CheckMove,
  PageQuery,
  Shortcoming,
  ShortcomingBody,
  ShortcomingFilter,
  ShortcomingList,
  ShortcomingMove,
  ShortcomingPatch,
  SystemCheckDetail,
} from '@ancam/contract';
import { AppError, Severity, newId } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Context } from '../../context.ts';
import { pageOf } from '../../cursor.ts';
import { assertMayChange, withActor } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import { noteRead } from '../../db/note-read.ts';
import { dayOf } from '../../day.ts';
import { isDecision } from '../../workflow-steps.ts';
import { findingsOfSystem, namedFindings } from '../findings/named.service.ts';
import { checkTitle } from '../plans/links.service.ts';
import { shortcomingFlow } from './check-law.ts';
import { detailOf, getCheck, getShortcoming, readShortcomings } from './read-checks.service.ts';
import * as store from './shortcomings.store.ts';
import type { ShortcomingChange, ShortcomingKept } from './shortcomings.store.ts';
import { changedMeanwhile, refused } from './system-checks.service.ts';
import * as checks from './system-checks.store.ts';
import type { CheckKept } from './system-checks.store.ts';
import { shortcomingStates } from './system-checks.view.ts';
import { tellShortcoming } from './waiting.service.ts';

/** Most findings of a system that are shown to choose from. */
const MOST_FINDINGS = 500;

export function list(context: Context, actor: Actor, query: ShortcomingFilter & PageQuery): Promise<ShortcomingList> {
  return withActor(context, actor, async (work) => {
    const rows = await store.listShortcomings(work.tx, query, query, dayOf(work.now));
    const { items: page, next } = pageOf(rows, query.limit, store.cursorKeys);
    noteRead(
      work,
      'check',
      page.map(({ check_id: id, classification }) => ({ id, classification })),
    );
    return { items: await readShortcomings(context, work, page), next, states: shortcomingStates(context.law) };
  });
}

/** Findings of scans that a check can take over. */
export function findings(context: Context, actor: Actor, checkId: Id): Promise<CheckFindings> {
  return withActor(context, actor, async (work) => {
    const check = await getCheck(work, checkId);
    const found = await findingsOfSystem(work, check.system_id, MOST_FINDINGS);
    const taken = new Map((await store.listOfCheck(work.tx, checkId)).map(({ finding_id, id }) => [finding_id, id]));
    return {
      items: found.slice(0, MOST_FINDINGS).map(({ id, camera, check: what, severity, status }) => {
        const title = checkTitle(context, what);
        return { id, camera, title, severity: Severity.parse(severity), status, shortcoming: taken.get(id) ?? null };
      }),
      more: found.length > MOST_FINDINGS,
    };
  });
}

interface Named {
  readonly requirement?: string | null | undefined;
  readonly finding?: Id | null | undefined;
}

/** What a shortcoming names is there: a requirement of the statute book, a finding of the system. */
async function assertNamed({ law }: Context, work: Work, check: CheckKept, { requirement, finding }: Named): Promise<void> {
  if (requirement != null && !law.data.requirements.some(({ key }) => key === requirement)) {
    throw new AppError('input.invalid', 'no such requirement', { place: 'body.requirement', fix: 'take a key of the catalogue' });
  }
  if (finding == null) return;
  if ((await namedFindings(work, [finding])).get(finding)?.systemId !== check.system_id) {
    throw new AppError('not-found', 'the system has no such finding', { place: 'body.finding' });
  }
}

/** Notes a shortcoming of a check under way. The same finding twice is one shortcoming. */
export function add(context: Context, actor: Actor, checkId: Id, body: ShortcomingBody): Promise<SystemCheckDetail> {
  return withActor(context, actor, async (work) => {
    const check = await getCheck(work, checkId);
    assertMayChange(actor, check);
    if (check.state !== 'running') {
      throw new AppError('conflict', `the check is ${check.state}`, {
        place: checkId,
        reason: 'state',
        fix: { vi: 'Bắt đầu cuộc kiểm tra trước.', en: 'Start the check first.' },
      });
    }
    await assertNamed(context, work, check, body);
    const known =
      body.finding !== null && (await store.listOfCheck(work.tx, checkId)).some(({ finding_id }) => finding_id === body.finding);
    if (known) return detailOf(context, work, check);
    const { finding, mendBy, ...said } = body;
    const id = newId();
    await store.insertShortcoming(work, check, { id, ...said, mend_by: mendBy, finding_id: finding });
    await checks.insertEvent(work, check, { event: 'created', shortcoming_id: id, after: body });
    work.audit({ action: 'check.noted', object: `check/${checkId}`, summary: `${check.system}: ${body.title}`.slice(0, 500) });
    return detailOf(context, work, await getCheck(work, checkId));
  });
}

async function viewOne(context: Context, work: Work, id: Id): Promise<Shortcoming> {
  const { row } = await getShortcoming(work, id);
  const [view] = await readShortcomings(context, work, [row]);
  if (view === undefined) throw new AppError('not-found', 'no such shortcoming', { place: id });
  return view;
}

/** Sets who mends it and by when, or rewrites it while its check is under way. */
export function set(context: Context, actor: Actor, id: Id, { version, set: given }: ShortcomingPatch): Promise<Shortcoming> {
  return withActor(context, actor, async (work) => {
    const { row, check } = await getShortcoming(work, id);
    assertMayChange(actor, check);
    const { owner, mendBy, ...rewritten } = given;
    const refusal = row.state === 'closed' || (Object.keys(rewritten).length > 0 && check.state !== 'running');
    if (refusal) throw new AppError('conflict', 'what was found does not change any more', { place: id, reason: 'state' });
    await assertNamed(context, work, check, rewritten);
    const named = { ...rewritten, owner, mend_by: mendBy };
    const change: ShortcomingChange = Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined));
    const kept = new Map<string, unknown>(Object.entries(row));
    const changed = Object.entries(change).filter(([name, value]) => kept.get(name) !== value);
    if (changed.length === 0) return viewOne(context, work, id);
    if (!(await store.updateShortcoming(work, { ...row, version }, change))) throw changedMeanwhile(id);
    const before = Object.fromEntries(changed.map(([name]) => [name, kept.get(name) ?? null]));
    await checks.insertEvent(work, check, { event: 'changed', shortcoming_id: id, before, after: Object.fromEntries(changed) });
    work.audit({
      action: 'check.note-changed',
      object: `check/${check.id}`,
      summary: `${row.title}: ${Object.keys(before).join(', ')}`.slice(0, 500),
    });
    return viewOne(context, work, id);
  });
}

/** Takes out what was noted by mistake; the history keeps it. */
export function remove(context: Context, actor: Actor, id: Id): Promise<SystemCheckDetail> {
  return withActor(context, actor, async (work) => {
    const { row, check } = await getShortcoming(work, id);
    assertMayChange(actor, check);
    if (check.state !== 'running' || row.state !== 'found') {
      throw new AppError('conflict', 'it has been reported or worked on', { place: id, reason: 'state' });
    }
    const before = { title: row.title, detail: row.detail, severity: row.severity, finding: row.finding_id };
    await checks.insertEvent(work, check, { event: 'removed', shortcoming_id: id, before });
    await store.deleteShortcoming(work.tx, id);
    work.audit({ action: 'check.note-removed', object: `check/${check.id}`, summary: row.title.slice(0, 500) });
    return detailOf(context, work, await getCheck(work, check.id));
  });
}

/** The days that a step sets. */
function daysOf(step: string, today: string, until: string | null): ShortcomingChange {
  if (step === 'fix') return { fixed_on: today, accepted_until: null };
  if (step === 'pass' || step === 'fail') return { retested_on: today, ...(step === 'fail' ? { fixed_on: null } : {}) };
  if (step === 'ask') return { accepted_until: until };
  return step === 'refuse' ? { accepted_until: null } : {};
}

/** Takes a step of the kind that the caller's route has, `decision` or not. */
export function move(
  context: Context,
  actor: Actor,
  { id, decision }: { readonly id: Id; readonly decision: boolean },
  { version, step, reason, until = null }: CheckMove & Partial<Pick<ShortcomingMove, 'until'>>,
): Promise<Shortcoming> {
  return withActor(context, actor, async (work) => {
    const { row, check } = await getShortcoming(work, id);
    const flow = shortcomingFlow(context.law);
    if (isDecision(flow, step) !== decision) {
      throw new AppError('input.invalid', 'no such step', { place: 'body.step', fix: 'take one of `steps`' });
    }
    const reading = (await viewOne(context, work, id)).steps.find((each) => each.step === step);
    const to = flow.steps.find((each) => each.id === step)?.to as ShortcomingKept['state'] | undefined; // a state of the workflow; a test holds the two together
    if (reading === undefined || to === undefined) throw refused(id, step, 'state');
    const [blocker] = reading.blockers;
    if (blocker !== undefined) throw refused(id, step, blocker.reason);
    const missing =
      reading.needsReason && reason === '' ? 'reason' : step === 'ask' && (until ?? '') <= dayOf(work.now) ? 'until' : undefined;
    if (missing !== undefined) {
      const fix = missing === 'reason' ? { vi: 'Ghi lý do.', en: 'Say why.' } : { vi: 'Cho ngày sau hôm nay.', en: 'Give a day to come.' };
      throw new AppError('input.invalid', `${missing} is required`, { place: `body.${missing}`, fix });
    }
    const change = { state: to, ...daysOf(step, dayOf(work.now), until) };
    const after = step === 'ask' ? { until } : {};
    await checks.insertEvent(work, check, { event: 'step', shortcoming_id: id, step, from_state: row.state, to_state: to, reason, after });
    if (!(await store.updateShortcoming(work, { ...row, version }, change))) throw changedMeanwhile(id);
    work.audit({ action: `check.${step}`, object: `check/${check.id}`, summary: `${row.title}: ${row.state} > ${to}`.slice(0, 500) });
    await tellShortcoming(context, work, check, { ...row, ...change }, { step, reason });
    return viewOne(context, work, id);
  });
}
