import type { ScheduleBody, ScheduleState } from '@ancam/contract';
import type { Id } from '@ancam/core';
import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import { readCursor } from '../../cursor.ts';
import { ownedBy, placementOf } from '../../db/actor.ts';
import type { Work } from '../../db/actor.ts';
import { json } from '../../db/database.ts';
import type { Tx } from '../../db/database.ts';
import type { Tables } from '../../db/tables.generated.ts';

export type ScheduleRow = Selectable<Tables['scan_schedule']>;
export type RunRow = Selectable<Tables['scan_schedule_run']>;

/** What names the row shows, where its reader sees them. */
export type ListedSchedule = ScheduleRow & {
  readonly document: string | null;
  readonly valid_until: string | null;
  readonly site_name: string | null;
};

/** Who answers for a schedule. */
export interface Responsible {
  readonly accountId: Id;
  readonly accountName: string;
}

function listed(tx: Tx) {
  return tx
    .selectFrom('scan_schedule')
    .leftJoin('authorisation', 'authorisation.id', 'scan_schedule.authorisation_id')
    .leftJoin('site', 'site.id', 'scan_schedule.site_id')
    .selectAll('scan_schedule')
    .select(['authorisation.document', 'authorisation.valid_until', 'site.name as site_name'])
    .where('state', '<>', 'deleted');
}

/** By name, one row more than asked for. */
export function listSchedules(
  tx: Tx,
  page: { cursor?: string | undefined; limit: number; state?: ScheduleState | undefined },
): Promise<ListedSchedule[]> {
  const after = readCursor(page.cursor, 2);
  let query = listed(tx);
  if (page.state !== undefined) query = query.where('state', '=', page.state);
  if (after !== undefined)
    query = query.where(sql<boolean>`(scan_schedule.name, scan_schedule.id) > (${after[0]}::text, ${after[1]}::uuid)`);
  return query
    .orderBy('scan_schedule.name')
    .orderBy('scan_schedule.id')
    .limit(page.limit + 1)
    .execute();
}

export function findListed(tx: Tx, id: Id): Promise<ListedSchedule | undefined> {
  return listed(tx).where('scan_schedule.id', '=', id).executeTakeFirst();
}

/** The columns that a person fills in. */
function written({ name, authorisationId, siteId, probes, recurrence, window, tellsChanges, ...scope }: ScheduleBody) {
  return {
    name,
    authorisation_id: authorisationId,
    site_id: siteId,
    probe_ids: [...probes],
    scope: json(scope),
    recurrence: json(recurrence),
    run_window: window === null ? null : json(window),
    tells_changes: tellsChanges,
  };
}

export interface ToKeep extends Responsible {
  readonly body: ScheduleBody;
  readonly nextAt: string | null;
  readonly state: 'active' | 'paused' | 'ended';
}

export async function insertSchedule({ tx, actor, instanceId, now }: Work, id: Id, { body, ...kept }: ToKeep): Promise<void> {
  await tx
    .insertInto('scan_schedule')
    .values({
      id,
      instance_id: instanceId,
      ...ownedBy(actor),
      ...written(body),
      state: kept.state,
      next_at: kept.nextAt,
      account_id: kept.accountId,
      account_name: kept.accountName,
      created_at: now,
      created_by: actor.name,
    })
    .execute();
}

export async function changeSchedule(tx: Tx, id: Id, { body, ...kept }: ToKeep): Promise<void> {
  await tx
    .updateTable('scan_schedule')
    .set({
      ...written(body),
      state: kept.state,
      stop_reason: null,
      next_at: kept.nextAt,
      account_id: kept.accountId,
      account_name: kept.accountName,
    })
    .where('id', '=', id)
    .execute();
}

/** Another state; with whoever answers for it from now on, where that changes. */
export async function setState(
  tx: Tx,
  id: Id,
  to: { state: ScheduleRow['state']; stopReason?: string; nextAt?: string | null; by?: Responsible },
): Promise<void> {
  await tx
    .updateTable('scan_schedule')
    .set({
      state: to.state,
      stop_reason: to.stopReason ?? null,
      ...(to.nextAt === undefined ? {} : { next_at: to.nextAt }),
      ...(to.by === undefined ? {} : { account_id: to.by.accountId, account_name: to.by.accountName }),
    })
    .where('id', '=', id)
    .execute();
}

/** Schedules in force whose time has come. */
export function listDue(tx: Tx, now: string): Promise<ScheduleRow[]> {
  return tx.selectFrom('scan_schedule').selectAll().where('state', '=', 'active').where('next_at', '<=', now).orderBy('next_at').execute();
}

/** Schedules by their ids, whatever their state. */
export function findSchedules(tx: Tx, ids: readonly Id[]): Promise<ScheduleRow[]> {
  if (ids.length === 0) return Promise.resolve([]);
  return tx
    .selectFrom('scan_schedule')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute();
}

/**
 * Takes the time at which a schedule is due, and sets the next one. False where another process has taken it, or a person has changed the
 * schedule meanwhile.
 */
export async function takeDue(tx: Tx, row: ScheduleRow, next: string | null): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('scan_schedule')
    .set({ next_at: next, state: next === null ? 'ended' : 'active' })
    .where('id', '=', row.id)
    .where('state', '=', 'active')
    .where('next_at', '=', row.next_at)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export interface NewRun {
  readonly id: Id;
  readonly dueAt: string;
  readonly now: string;
  readonly outcome: 'started' | 'skipped' | 'refused';
  readonly reason?: string;
  readonly scanId?: Id;
}

/** Keeps what became of a time; nothing where that has been kept. */
export async function insertRun(tx: Tx, schedule: ScheduleRow, run: NewRun): Promise<void> {
  await tx
    .insertInto('scan_schedule_run')
    .values({
      id: run.id,
      ...placementOf(schedule),
      schedule_id: schedule.id,
      due_at: run.dueAt,
      noted_at: run.now,
      outcome: run.outcome,
      reason: run.reason ?? null,
      scan_id: run.scanId ?? null,
      // who may scan there is told at once that it was refused
      told_at: run.outcome === 'refused' ? run.now : null,
    })
    .onConflict((conflict) => conflict.columns(['schedule_id', 'due_at', 'home_id']).doNothing())
    .execute();
}

/** Runs of which nobody has been told, the oldest first. */
export function listUntold(tx: Tx): Promise<RunRow[]> {
  return tx.selectFrom('scan_schedule_run').selectAll().where('told_at', 'is', null).orderBy('due_at').execute();
}

/** Notes that what became of a run is told. False where another process has done it. */
export async function markTold(tx: Tx, id: Id, now: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('scan_schedule_run')
    .set({ told_at: now })
    .where('id', '=', id)
    .where('told_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Newest first, one row more than asked for. */
export function listRuns(tx: Tx, scheduleId: Id, page: { cursor?: string | undefined; limit: number }): Promise<RunRow[]> {
  const after = readCursor(page.cursor, 2);
  let query = tx.selectFrom('scan_schedule_run').selectAll().where('schedule_id', '=', scheduleId);
  if (after !== undefined) query = query.where(sql<boolean>`(due_at, id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  return query
    .orderBy('due_at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute();
}
