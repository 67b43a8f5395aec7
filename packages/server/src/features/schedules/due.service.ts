import { AppError, msLeft, newId, nextTime } from '@ancam/core';
import type { Id } from '@ancam/core';
import { asOwner, holds, mayChange, withActor } from '../../db/actor.ts';
import type { Actor } from '../../db/actor.ts';
import { appendAudit } from '../../db/audit.ts';
import type { Tx } from '../../db/database.ts';
import { getValid } from '../authorisations/authorisations.service.ts';
import { recipientsOf } from '../notices/recipients.service.ts';
import { tell } from '../notices/notify.service.ts';
import type { ScanContext } from '../scans/scan-context.ts';
import { mayGoOn, openOfSchedules, restOutsideHours } from '../scans/scheduled.service.ts';
import type { ScanRow } from '../scans/scheduled.service.ts';
import { cancel, resume, start } from '../scans/scans.service.ts';
import { systemFor } from '../scans/system-actor.ts';
import { actorOf, findAccount } from '../sessions/sessions.service.ts';
import { aboutSchedule } from './schedules.service.ts';
import * as store from './schedules.store.ts';
import type { ScheduleRow } from './schedules.store.ts';
import { bodyOf, recurrenceOf, windowOf } from './schedules.view.ts';
import { tellHoursPassed, tellRun, untoldRuns } from './told.service.ts';

const EVERY_MS = 5000;
const STEP = { vi: 'Xem lại lịch quét đã tự dừng', en: 'Look after a schedule of scans that stopped by itself' };
/** Thrown within a transaction that came too late: another process, or a person, was first. */
const TAKEN = 'taken-by-another';

/** Who a schedule runs as today, or why nobody may let it run any more. */
async function actorFor(context: ScanContext, row: ScheduleRow): Promise<Actor | 'no-account' | 'no-permission'> {
  const account = await asOwner(context, (tx) => findAccount(tx, row.account_id, context.clock().toISOString()));
  if (account === undefined) return 'no-account';
  const actor = actorOf(account);
  return holds(actor, 'scan.run') && mayChange(actor, row) ? actor : 'no-permission';
}

/** The code by which an error is told; what is no error of ours is not the fault of the schedule. */
function reasonOf(thrown: unknown): string {
  if (!(thrown instanceof AppError)) throw thrown;
  return thrown.code;
}

function isTaken(thrown: unknown): boolean {
  return thrown instanceof AppError && (thrown.details['reason'] === TAKEN || thrown.details['reason'] === 'running');
}

/** Stops a schedule that cannot go on, says why, and tells those who may scan there; what has not ended of it is cancelled. */
async function stop(context: ScanContext, row: ScheduleRow, reason: string, note?: (tx: Tx, now: string) => Promise<void>): Promise<void> {
  const now = context.clock().toISOString();
  const open = await asOwner(context, async (tx) => {
    await note?.(tx, now);
    await store.setState(tx, row.id, { state: 'stopped', stopReason: reason });
    const system = systemFor(row);
    await appendAudit(tx, { actor: system, instanceId: context.instanceId, now }, [
      { action: 'schedule.stopped', object: `schedule/${row.id}`, summary: `${row.name}: ${reason}` },
    ]);
    const accounts = await recipientsOf(tx, { permission: 'scan.run', at: row.scope_path }, row, now);
    const facts = { kind: 'step' as const, step: STEP, name: row.name };
    const told = { about: aboutSchedule(row.id), rung: `stopped/${now}`, link: `/schedules/${row.id}`, place: row, facts };
    await tell(
      context,
      tx,
      accounts.map((account) => ({ ...told, account })),
      now,
    );
    return openOfSchedules(tx, [row.id]);
  });
  for (const scan of open.filter(({ status }) => status !== 'interrupted')) await cancel(context, systemFor(scan), scan.id);
}

/** Begins the scan of a schedule that is due: in one transaction with taking its time, so that it begins once or not at all. */
async function begin(context: ScanContext, row: ScheduleRow, due: string): Promise<void> {
  const now = context.clock();
  const next = nextTime(recurrenceOf(row), now)?.toISOString() ?? null;
  const runOf = (outcome: 'skipped' | 'refused', reason: string) => ({ id: newId(), dueAt: due, now: now.toISOString(), outcome, reason });
  const unfinished = await asOwner(context, (tx) => openOfSchedules(tx, [row.id]));
  if (unfinished.length > 0) {
    await asOwner(context, async (tx) => {
      if (await store.takeDue(tx, row, next)) await store.insertRun(tx, row, runOf('skipped', 'still-running'));
    });
    return;
  }
  const refuse = (reason: string): Promise<void> => stop(context, row, reason, (tx) => store.insertRun(tx, row, runOf('refused', reason)));
  const actor = await actorFor(context, row);
  if (typeof actor === 'string') return refuse(actor);
  try {
    await start(context, actor, bodyOf(row), {
      id: row.id,
      window: windowOf(row),
      keep: async (work, scanId) => {
        if (!(await store.takeDue(work.tx, row, next))) throw new AppError('conflict', 'begun already', { place: row.id, reason: TAKEN });
        await store.insertRun(work.tx, row, { id: newId(), dueAt: due, now: work.now, outcome: 'started', scanId });
      },
    });
  } catch (thrown) {
    if (!isTaken(thrown)) await refuse(reasonOf(thrown));
  }
}

/** What goes wrong with one schedule keeps no other from its time. */
async function guarded(context: ScanContext, scheduleId: Id, step: () => Promise<void>): Promise<void> {
  try {
    await step();
  } catch (fault) {
    context.log.error({ err: fault, scheduleId }, 'a schedule could not be looked at');
  }
}

/** Begins what is due and whose window is open; several times that were missed are one. */
async function beginDue(context: ScanContext): Promise<void> {
  const now = context.clock();
  for (const row of await asOwner(context, (tx) => store.listDue(tx, now.toISOString()))) {
    const due = row.next_at;
    if (due === null) continue;
    const open = msLeft(windowOf(row), now) > 0;
    await guarded(context, row.id, () => (open ? begin(context, row, due) : tellHoursPassed(context, row)));
  }
}

/** Whether scans of a schedule may go on today; throws the AppError that says why not. */
async function assertRights(context: ScanContext, row: ScheduleRow): Promise<Actor> {
  const actor = await actorFor(context, row);
  if (typeof actor === 'string') throw new AppError('auth.forbidden', actor, { place: row.id, reason: actor });
  await withActor(context, actor, (work) => getValid(work, row.authorisation_id));
  return actor;
}

/** Takes up scans that waited for their hours or were cut off; ends those that nobody may let run any more. */
async function goOn(context: ScanContext, scan: ScanRow, schedule: ScheduleRow): Promise<void> {
  try {
    const actor = await assertRights(context, schedule);
    if (mayGoOn(context, scan)) await resume(context, actor, scan.id);
  } catch (thrown) {
    if (isTaken(thrown)) return;
    const code = reasonOf(thrown);
    const told = thrown instanceof AppError ? thrown.details['reason'] : undefined;
    await stop(context, schedule, told === 'no-account' || told === 'no-permission' ? told : code);
  }
}

/** One look at all schedules: rest, go on, tell, begin. */
export async function lookAtSchedules(context: ScanContext): Promise<void> {
  await restOutsideHours(context);
  const scans = await asOwner(context, (tx) => openOfSchedules(tx));
  const ids = scans.flatMap(({ schedule_id }) => schedule_id ?? []);
  const schedules = new Map<Id, ScheduleRow>(
    (await asOwner(context, (tx) => store.findSchedules(tx, [...new Set(ids)]))).map((row) => [row.id, row]),
  );
  for (const scan of scans) {
    const schedule = schedules.get(scan.schedule_id ?? '');
    if (schedule === undefined || schedule.state === 'deleted' || schedule.state === 'stopped') continue;
    await guarded(context, schedule.id, () => goOn(context, scan, schedule));
    await guarded(context, schedule.id, () => tellHoursPassed(context, schedule, scan));
  }
  for (const ended of await untoldRuns(context)) await guarded(context, ended.schedule.id, () => tellRun(context, ended));
  await beginDue(context);
}

/** Looks at the schedules every few seconds; gives how to stop, which waits for the look that is under way. */
export function keepScheduling(context: ScanContext): () => Promise<void> {
  let looking: Promise<void> | undefined;
  const timer = setInterval(() => {
    looking ??= lookAtSchedules(context)
      .catch((fault: unknown) => context.log.error({ err: fault }, 'schedules could not be looked at'))
      .finally(() => {
        looking = undefined;
      });
  }, EVERY_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await looking;
  };
}
