import type { Done, Schedule, ScheduleBody, ScheduleList, SchedulesQuery } from '@ancam/contract';
import { AppError, newId, nextTime } from '@ancam/core';
import type { Id } from '@ancam/core';
import { pageOf } from '../../cursor.ts';
import { asOwner, assertMayChange, holds, withActor } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import { noteRead } from '../../db/note-read.ts';
import { settle } from '../notices/notify.service.ts';
import { namesOfProbes } from '../probes/usable.service.ts';
import { planWithin } from '../scans/plan-within.ts';
import type { ScanContext } from '../scans/scan-context.ts';
import { openOfSchedules } from '../scans/scheduled.service.ts';
import { cancel } from '../scans/scans.service.ts';
import { actorOf, findAccount } from '../sessions/sessions.service.ts';
import * as store from './schedules.store.ts';
import type { ListedSchedule, Responsible } from './schedules.store.ts';
import { actionsOf, bodyOf, recurrenceOf, viewSchedule } from './schedules.view.ts';

/** What notices about a schedule are about. */
export function aboutSchedule(id: Id): string {
  return `schedule/${id}`;
}

/** What notices about runs of a schedule that did not come to their end are about: done once one has. */
export function aboutUnrun(id: Id): string {
  return `schedule/${id}/unrun`;
}

async function viewAll(work: Work, rows: readonly ListedSchedule[]): Promise<Schedule[]> {
  const probes = await namesOfProbes(work, [...new Set(rows.flatMap((row) => row.probe_ids))]);
  const open = await openOfSchedules(
    work.tx,
    rows.map(({ id }) => id),
  );
  return rows.map((row) =>
    viewSchedule(row, work.actor, { now: work.now, probes, running: open.find((scan) => scan.schedule_id === row.id) }),
  );
}

async function getRow(work: Work, id: Id): Promise<ListedSchedule> {
  const row = await store.findListed(work.tx, id);
  if (row === undefined) throw new AppError('not-found', 'no such schedule', { place: id });
  return row;
}

async function viewOne(work: Work, id: Id): Promise<Schedule> {
  const [view] = await viewAll(work, [await getRow(work, id)]);
  if (view === undefined) throw new AppError('not-found', 'no such schedule', { place: id });
  return view;
}

export function list(context: ScanContext, actor: Actor, query: SchedulesQuery): Promise<ScheduleList> {
  return withActor(context, actor, async (work) => {
    const { items, next } = pageOf(await store.listSchedules(work.tx, query), query.limit, (row) => [row.name, row.id]);
    noteRead(work, 'schedule', items);
    const may = holds(actor, 'scan.run') && actor.writeScopes.length > 0;
    const actions = { state: 'list', may: may ? ['add'] : [], blockers: may ? [] : [{ action: 'add', reason: 'no-permission' }] };
    return { items: await viewAll(work, items), next, actions };
  });
}

export function get(context: ScanContext, actor: Actor, id: Id): Promise<Schedule> {
  return withActor(context, actor, async (work) => {
    noteRead(work, 'schedule', [await getRow(work, id)]);
    return viewOne(work, id);
  });
}

/**
 * Who answers for a schedule: the account that asks. The scan must be one that this account could start itself today, in its own name: by a
 * delegation nobody lets scans recur, since they would go on after it has ended. Throws what starting the scan would throw.
 */
async function responsibleFor(context: ScanContext, actor: Actor, body: Parameters<typeof planWithin>[1]): Promise<Responsible> {
  const { accountId } = actor;
  const now = context.clock().toISOString();
  const account = accountId === null ? undefined : await asOwner(context, (tx) => findAccount(tx, accountId, now));
  if (account === undefined) {
    throw new AppError('auth.forbidden', 'a schedule needs a person who answers for it', {
      place: 'account',
      reason: 'no-permission',
      fix: 'sign in with an account of your own',
    });
  }
  await withActor(context, actorOf(account), (work) => planWithin(work, body));
  return { accountId: account.id, accountName: account.display_name };
}

function scanOf(body: ScheduleBody): Parameters<typeof planWithin>[1] {
  return { ...body, factoryPasswordTest: false, lockoutTest: false };
}

/** When it is due for the first time after an instant. Throws where it never is. */
function firstTime({ recurrence }: ScheduleBody, now: Date): string {
  const first = nextTime(recurrence, now);
  if (first !== null) return first.toISOString();
  throw new AppError('input.invalid', 'its only time has passed', { place: 'recurrence.on', fix: 'name a later day or hour' });
}

export async function add(context: ScanContext, actor: Actor, body: ScheduleBody): Promise<Schedule> {
  const nextAt = firstTime(body, context.clock());
  const by = await responsibleFor(context, actor, scanOf(body));
  return withActor(context, actor, async (work) => {
    const id = newId();
    await store.insertSchedule(work, id, { body, nextAt, state: 'active', ...by });
    work.audit({ action: 'schedule.added', object: `schedule/${id}`, summary: body.name });
    return viewOne(work, id);
  });
}

async function toChange(work: Work, id: Id, action: string): Promise<ListedSchedule> {
  const row = await getRow(work, id);
  assertMayChange(work.actor, row);
  const { state, may } = actionsOf(row, work.actor);
  if (!may.includes(action)) throw new AppError('conflict', `the schedule is ${state}`, { place: id, reason: state });
  return row;
}

/** Changes a schedule. One that was paused stays so; one that had stopped or ended goes on. */
export async function change(context: ScanContext, actor: Actor, id: Id, body: ScheduleBody): Promise<Schedule> {
  await withActor(context, actor, (work) => toChange(work, id, 'change'));
  const nextAt = firstTime(body, context.clock());
  const by = await responsibleFor(context, actor, scanOf(body));
  return withActor(context, actor, async (work) => {
    const row = await toChange(work, id, 'change');
    await store.changeSchedule(work.tx, id, { body, nextAt, state: row.state === 'paused' ? 'paused' : 'active', ...by });
    await settle(work, aboutSchedule(id));
    work.audit({ action: 'schedule.changed', object: `schedule/${id}`, summary: body.name });
    return viewOne(work, id);
  });
}

export function pause(context: ScanContext, actor: Actor, id: Id): Promise<Schedule> {
  return withActor(context, actor, async (work) => {
    const row = await toChange(work, id, 'pause');
    await store.setState(work.tx, id, { state: 'paused' });
    work.audit({ action: 'schedule.paused', object: `schedule/${id}`, summary: row.name });
    return viewOne(work, id);
  });
}

/** Goes on with a schedule that a person paused or that stopped by itself, in the name of who resumes it; what fell due meanwhile is not made up. */
export async function resume(context: ScanContext, actor: Actor, id: Id): Promise<Schedule> {
  const before = await withActor(context, actor, (work) => toChange(work, id, 'resume'));
  const by = await responsibleFor(context, actor, bodyOf(before));
  return withActor(context, actor, async (work) => {
    const row = await toChange(work, id, 'resume');
    const nextAt = nextTime(recurrenceOf(row), new Date(work.now))?.toISOString() ?? null;
    await store.setState(work.tx, id, { state: nextAt === null ? 'ended' : 'active', nextAt, by });
    await settle(work, aboutSchedule(id));
    work.audit({ action: 'schedule.resumed', object: `schedule/${id}`, summary: row.name });
    return viewOne(work, id);
  });
}

/** Deletes a schedule; its scan that has not ended is cancelled. Its scans and what they found stay. */
export async function remove(context: ScanContext, actor: Actor, id: Id): Promise<Done> {
  const open = await withActor(context, actor, async (work) => {
    const row = await toChange(work, id, 'delete');
    await store.setState(work.tx, id, { state: 'deleted' });
    await settle(work, aboutSchedule(id));
    await settle(work, aboutUnrun(id));
    work.audit({ action: 'schedule.deleted', object: `schedule/${id}`, summary: row.name });
    return openOfSchedules(work.tx, [id]);
  });
  for (const scan of open.filter(({ status }) => status !== 'interrupted')) await cancel(context, actor, scan.id);
  return { done: true };
}
