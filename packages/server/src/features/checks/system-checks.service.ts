import type {
  CheckMove,
  PageQuery,
  SystemCheckBody,
  SystemCheckDetail,
  SystemCheckFilter,
  SystemCheckList,
  SystemCheckPatch,
  SystemCheckSet,
} from '@ancam/contract';
import { AppError, newId } from '@ancam/core';
import type { Id } from '@ancam/core';
import { nextCheckDue } from '@ancam/law';
import type { Context } from '../../context.ts';
import { pageOf } from '../../cursor.ts';
import { assertMayChange, withActor, withinAsOwner } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import { noteRead } from '../../db/note-read.ts';
import { dayOf } from '../../day.ts';
import { isDecision } from '../../workflow-steps.ts';
import { settle } from '../notices/notify.service.ts';
import { tellFacts } from '../duties/facts.service.ts';
import { ownLevelOf } from '../levels/levels.service.ts';
import type { LevelledSystem } from '../levels/levels.service.ts';
import { placeOfSystem } from '../systems/place.service.ts';
import { checkFlow } from './check-law.ts';
import { lastChecks } from './checks.store.ts';
import { aboutDueCheck } from './due-checks.service.ts';
import { checkSteps, detailOf, getCheck } from './read-checks.service.ts';
import * as store from './system-checks.store.ts';
import type { CheckChange, CheckKept } from './system-checks.store.ts';
import { EDITABLE, checkStates, viewCheck } from './system-checks.view.ts';
import { tellCheck } from './waiting.service.ts';

export function list(context: Context, actor: Actor, query: SystemCheckFilter & PageQuery): Promise<SystemCheckList> {
  return withActor(context, actor, async (work) => {
    const day = dayOf(work.now);
    const rows = await store.listChecks(work.tx, query, query, day);
    const { items: page, next } = pageOf(rows, query.limit, (row) => [row.planned_on, row.id]);
    noteRead(work, 'check', page);
    return { items: page.map((row) => viewCheck(context.law, row, day)), next, states: checkStates(context.law) };
  });
}

export function get(context: Context, actor: Actor, id: Id): Promise<SystemCheckDetail> {
  return withActor(context, actor, async (work) => detailOf(context, work, await getCheck(work, id)));
}

/** The day on which the next periodic check is due, or today where it is over or none is set. */
async function dueOf({ law }: Context, work: Work, systemId: Id, level: LevelledSystem): Promise<string> {
  const today = dayOf(work.now);
  const last = await withinAsOwner(work, (tx) => lastChecks(tx, [systemId]));
  const due = nextCheckDue(law, {
    level: level.level,
    regime: level.regime,
    asOf: today,
    lastOn: last.get(systemId)?.on,
    since: level.confirmedOn,
  })?.due;
  return due === undefined || due < today ? today : due;
}

/** Refuses a second open check of a kind of which there is one at a time. */
export function hasCheck(open: Id): AppError {
  return new AppError('conflict', 'a check of this kind is not over', {
    place: open,
    reason: 'has-check',
    fix: {
      vi: 'Mở cuộc kiểm tra cùng loại đang lập, kết luận hoặc hủy nó.',
      en: 'Open the check of this kind that is planned; conclude or cancel it.',
    },
  });
}

/** Plans a check. Throws `conflict` where the system has no level of its own, or a check of this kind that is not over. */
export async function planCheck(context: Context, work: Work, systemId: Id, body: SystemCheckBody): Promise<CheckKept> {
  const system = await placeOfSystem(work, systemId);
  assertMayChange(work.actor, system);
  const level = await ownLevelOf(work, systemId);
  const open = body.kind === 'extraordinary' ? undefined : await store.findOpen(work.tx, systemId, body.kind, dayOf(work.now));
  if (open !== undefined) throw hasCheck(open.id);
  const id = newId();
  const day = body.kind === 'periodic' ? await dueOf(context, work, systemId, level) : dayOf(work.now);
  const plannedOn = body.plannedOn ?? day;
  await store.insertCheck(work, { id, systemId, place: system, kind: body.kind, level: level.level, regime: level.regime, plannedOn });
  const check = await getCheck(work, id);
  await store.insertEvent(work, check, { event: 'created', after: { kind: body.kind, plannedOn } });
  work.audit({ action: 'check.planned', object: `check/${id}`, summary: `${system.name}: ${body.kind}, ${plannedOn}` });
  return check;
}

export function add(context: Context, actor: Actor, systemId: Id, body: SystemCheckBody): Promise<SystemCheckDetail> {
  return withActor(context, actor, async (work) => detailOf(context, work, await planCheck(context, work, systemId, body)));
}

export function changedMeanwhile(id: Id): AppError {
  return new AppError('conflict', 'it has been changed meanwhile', { place: id, reason: 'changed', fix: 'read it again' });
}

/** What is to be set as columns; undefined is left as it is. */
export function columnsOf({ licence, plannedOn, endedOn, assessorKind, ...rest }: SystemCheckSet): CheckChange {
  const named = {
    ...rest,
    planned_on: plannedOn,
    ended_on: endedOn,
    assessor_kind: assessorKind,
    licence_number: licence?.number,
    licence_issuer: licence?.issuer,
    licence_scope: licence?.scope,
    licence_from: licence?.from,
    licence_until: licence?.until,
  };
  return Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined));
}

function fault(place: string, vi: string, en: string): AppError {
  return new AppError('input.invalid', en, { place: `body.set.${place}`, fix: { vi, en } });
}

/** Days that cannot be. Throws `input.invalid` naming the field. */
function assertDays(check: CheckKept, change: CheckChange, today: string): void {
  const now = { ...check, ...change };
  if (now.ended_on !== null && now.ended_on > today)
    throw fault('endedOn', 'Ngày kết thúc chưa tới.', 'The day on which it ended has not come.');
  if (now.ended_on !== null && now.started_on !== null && now.ended_on < now.started_on) {
    throw fault('endedOn', 'Ngày kết thúc trước ngày bắt đầu.', 'It ended before it began.');
  }
  if (now.licence_from !== null && now.licence_until !== null && now.licence_from > now.licence_until) {
    throw fault('licence.until', 'Giấy phép hết hiệu lực trước khi có hiệu lực.', 'The licence ends before it begins.');
  }
}

/** Writes a check that has not been reported. */
export function set(context: Context, actor: Actor, id: Id, { version, set: given }: SystemCheckPatch): Promise<SystemCheckDetail> {
  return withActor(context, actor, async (work) => {
    const check = await getCheck(work, id);
    assertMayChange(actor, check);
    if (!EDITABLE.has(check.state)) {
      throw new AppError('conflict', `a check that is ${check.state} does not change`, { place: id, reason: 'state' });
    }
    const change = columnsOf(given);
    assertDays(check, change, dayOf(work.now));
    const kept = new Map<string, unknown>(Object.entries(check));
    const changed = Object.entries(change).filter(([name, value]) => kept.get(name) !== value);
    if (changed.length === 0) return detailOf(context, work, check);
    if (!(await store.updateCheck(work, { id, version }, change))) throw changedMeanwhile(id);
    const before = Object.fromEntries(changed.map(([name]) => [name, kept.get(name) ?? null]));
    await store.insertEvent(work, check, { event: 'changed', before, after: Object.fromEntries(changed) });
    const summary = `${check.system}: ${changed.map(([name]) => name).join(', ')}`;
    work.audit({ action: 'check.changed', object: `check/${id}`, summary });
    return detailOf(context, work, await getCheck(work, id));
  });
}

/** A step that is refused, as the first thing that stands against it. */
export function refused(id: Id, step: string, reason: string): AppError {
  const forbidden = ['no-permission', 'out-of-scope', 'own-proposal'].includes(reason);
  const details = { place: id, reason, action: step };
  return new AppError(forbidden ? 'auth.forbidden' : 'conflict', `${step} is refused: ${reason}`, details);
}

/** Takes a step of the kind that the caller's route has, `decision` or not. */
export function move(
  context: Context,
  actor: Actor,
  { id, decision }: { readonly id: Id; readonly decision: boolean },
  { version, step, reason }: CheckMove,
): Promise<SystemCheckDetail> {
  return withActor(context, actor, async (work) => {
    const check = await getCheck(work, id);
    const flow = checkFlow(context.law);
    if (isDecision(flow, step) !== decision) {
      throw new AppError('input.invalid', 'no such step', { place: 'body.step', fix: 'take one of `steps`' });
    }
    const reading = (await checkSteps(context, work, check)).find((each) => each.step === step);
    const to = flow.steps.find((each) => each.id === step)?.to as CheckKept['state'] | undefined; // a state of the workflow; a test holds the two together
    if (reading === undefined || to === undefined) throw refused(id, step, 'state');
    const [blocker] = reading.blockers;
    if (blocker !== undefined) throw refused(id, step, blocker.reason);
    if (reading.needsReason && reason === '') {
      throw new AppError('input.invalid', 'a reason is required', { place: 'body.reason', fix: 'say why' });
    }
    await store.insertEvent(work, check, { event: 'step', step, from_state: check.state, to_state: to, reason });
    const started = step === 'start' ? { started_on: dayOf(work.now) } : {};
    if (!(await store.updateCheck(work, { id, version }, { state: to, ...started }))) throw changedMeanwhile(id);
    work.audit({ action: `check.${step}`, object: `check/${id}`, summary: `${check.system}: ${check.state} > ${to}` });
    const moved = await getCheck(work, id);
    if (to === 'closed') await tellClosed(context, work, moved);
    await tellCheck(context, work, moved, step, reason);
    return detailOf(context, work, moved);
  });
}

/** A concluded check that is no check before operation is the last of its cycle: nobody is reminded of it any more. */
async function tellClosed(context: Context, work: Work, check: CheckKept): Promise<void> {
  const on = check.ended_on;
  const events = check.kind === 'before-operation' || on === null ? [] : [{ fact: 'check.periodic', on, object: check.system_id }];
  if (events.length > 0) await settle(work, aboutDueCheck(check.system_id));
  await tellFacts(context, work, { register: 'checks', id: check.id }, check, events);
}
