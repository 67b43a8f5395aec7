import { z } from 'zod';
import { Id, OwnLimits, Recurrence, ScanProfile, ScanStats, ScanStatus, ScanWindow } from '@ancam/core';
import { route } from '../route.ts';
import { Actions, ById, Done, PageQuery } from './common.ts';
import { exportQuery, exportRoute } from './exports.ts';
import { ScanBody } from './scans.ts';

/** What a schedule scans and how: as a scan, without log-in attempts. */
const ScheduleScope = ScanBody.omit({ factoryPasswordTest: true, lockoutTest: true });

export const ScheduleBody = z.object({
  name: z.string().trim().min(1).max(100),
  ...ScheduleScope.shape,
  recurrence: Recurrence,
  /** Outside of these hours nothing is sent; null: at any hour. */
  window: ScanWindow.nullable().default(null),
  /** Whether those who answer for the cameras are told what a run found otherwise than the one before, and that one could not run. */
  tellsChanges: z.boolean().default(true),
});
export type ScheduleBody = z.infer<typeof ScheduleBody>;

/**
 * `paused` by a person; `stopped` by itself, since whoever answers for it may not scan any more; `ended`: its only time has passed. Actions:
 * `change`, `pause`, `resume`, `delete`.
 */
export const ScheduleState = z.enum(['active', 'paused', 'stopped', 'ended']);
export type ScheduleState = z.infer<typeof ScheduleState>;

const Named = z.object({ id: Id, name: z.string() });

/** A scan that recurs. */
export const Schedule = z.object({
  id: Id,
  name: z.string(),
  /** Null where the reader does not see it. */
  authorisation: z.object({ id: Id, document: z.string(), validUntil: z.iso.date() }).nullable(),
  /** Empty: all targets of the authorisation. */
  targets: z.array(z.string()),
  excluded: z.array(z.string()),
  ports: z.string().nullable(),
  interfaces: z.array(z.string()),
  profile: ScanProfile,
  limits: OwnLimits,
  site: Named.nullable(),
  /** Empty: the server scans. */
  probes: z.array(Named),
  recurrence: Recurrence,
  window: ScanWindow.nullable(),
  tellsChanges: z.boolean(),
  /** When its next scans begin, at most five. */
  next: z.array(z.iso.datetime()),
  /** Who answers for it: its scans run with the rights of this person. */
  responsible: z.string(),
  /** Code of an error, or `no-account`, `no-permission`, where it stopped by itself. */
  stopReason: z.string().nullable(),
  /** Its scan that has not ended. */
  running: z.object({ id: Id, status: ScanStatus }).nullable(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  actions: Actions,
});
export type Schedule = z.infer<typeof Schedule>;
export const ScheduleList = z.object({ items: z.array(Schedule), next: z.string().nullable(), actions: Actions });
export type ScheduleList = z.infer<typeof ScheduleList>;

export const ScheduleFilter = z.object({ state: ScheduleState.optional() });
export type ScheduleFilter = z.infer<typeof ScheduleFilter>;
const SchedulesQuery = z.object({ ...PageQuery.shape, ...ScheduleFilter.shape });
export type SchedulesQuery = z.infer<typeof SchedulesQuery>;

/** How much changed: cameras new; changed, moved or seen again; gone; findings new, back or worse. */
export const ChangeCounts = z.object({
  new: z.number().int(),
  changed: z.number().int(),
  gone: z.number().int(),
  findings: z.number().int(),
});
export type ChangeCounts = z.infer<typeof ChangeCounts>;

/** What became of a time at which a schedule was due. */
export const ScheduleRun = z.object({
  id: Id,
  dueAt: z.iso.datetime(),
  /** `skipped`: its scan before had not ended; `refused`: it could not begin. */
  outcome: z.enum(['started', 'skipped', 'refused']),
  reason: z.string().nullable(),
  scan: z
    .object({ id: Id, status: ScanStatus, startedAt: z.iso.datetime(), finishedAt: z.iso.datetime().nullable(), stats: ScanStats })
    .nullable(),
  /** Cameras and findings against the scan before; null until it has ended. */
  changes: ChangeCounts.nullable(),
});
export type ScheduleRun = z.infer<typeof ScheduleRun>;
export const ScheduleRuns = z.object({ items: z.array(ScheduleRun), next: z.string().nullable() });
export type ScheduleRuns = z.infer<typeof ScheduleRuns>;

export const scheduleRoutes = {
  listSchedules: route({
    id: 'listSchedules',
    method: 'GET',
    path: '/api/schedules',
    permission: 'scan.read',
    summary: 'Schedules of scans by name',
    query: SchedulesQuery,
    output: ScheduleList,
  }),
  exportSchedules: exportRoute({
    id: 'exportSchedules',
    exports: 'listSchedules',
    path: '/api/schedules/export',
    permission: 'scan.read',
    summary: 'All schedules exactly as filtered',
    query: exportQuery(ScheduleFilter),
  }),
  addSchedule: route({
    id: 'addSchedule',
    method: 'POST',
    path: '/api/schedules',
    permission: 'scan.run',
    summary: 'Let a scan recur, in the own name',
    body: ScheduleBody,
    output: Schedule,
  }),
  getSchedule: route({
    id: 'getSchedule',
    method: 'GET',
    path: '/api/schedules/:id',
    permission: 'scan.read',
    summary: 'One schedule',
    params: ById,
    output: Schedule,
  }),
  changeSchedule: route({
    id: 'changeSchedule',
    method: 'PATCH',
    path: '/api/schedules/:id',
    permission: 'scan.run',
    summary: 'Change a schedule; whoever changes it answers for it from now on',
    params: ById,
    body: ScheduleBody,
    output: Schedule,
  }),
  pauseSchedule: route({
    id: 'pauseSchedule',
    method: 'POST',
    path: '/api/schedules/:id/pause',
    permission: 'scan.run',
    summary: 'Begin no further scan until it is resumed; one that runs comes to its end',
    params: ById,
    output: Schedule,
  }),
  resumeSchedule: route({
    id: 'resumeSchedule',
    method: 'POST',
    path: '/api/schedules/:id/resume',
    permission: 'scan.run',
    summary: 'Go on with a schedule; whoever resumes it answers for it from now on',
    params: ById,
    output: Schedule,
  }),
  scheduleRuns: route({
    id: 'scheduleRuns',
    method: 'GET',
    path: '/api/schedules/:id/runs',
    permission: 'scan.read',
    summary: 'What became of each time that a schedule was due, newest first',
    params: ById,
    query: PageQuery,
    output: ScheduleRuns,
  }),
  exportScheduleRuns: exportRoute({
    id: 'exportScheduleRuns',
    exports: 'scheduleRuns',
    path: '/api/schedules/:id/runs/export',
    permission: 'scan.read',
    summary: 'All that became of a schedule',
    params: ById,
    query: exportQuery(z.object({})),
  }),
  deleteSchedule: route({
    id: 'deleteSchedule',
    method: 'DELETE',
    path: '/api/schedules/:id',
    permission: 'scan.run',
    summary: 'Delete a schedule; its scan that has not ended is cancelled, what it found stays',
    params: ById,
    output: Done,
  }),
} as const;
