import { exportList } from '../../http/list-export.ts';
import type { Handlers } from '../../http/router.ts';
import type { ScanContext } from '../scans/scan-context.ts';
import { runs } from './runs.service.ts';
import { RUN_TABLE, SCHEDULE_TABLE } from './schedule-tables.ts';
import * as service from './schedules.service.ts';

export function scheduleHandlers(context: ScanContext) {
  return {
    listSchedules: ({ actor, query }) => service.list(context, actor, query),
    exportSchedules: ({ actor, query }) =>
      exportList(context, actor, query, {
        ...SCHEDULE_TABLE,
        audit: { action: 'schedule.exported', object: 'schedules' },
        page: (page) => service.list(context, actor, { ...query, ...page }),
      }),
    addSchedule: ({ actor, body }) => service.add(context, actor, body),
    getSchedule: ({ actor, params }) => service.get(context, actor, params.id),
    changeSchedule: ({ actor, params, body }) => service.change(context, actor, params.id, body),
    pauseSchedule: ({ actor, params }) => service.pause(context, actor, params.id),
    resumeSchedule: ({ actor, params }) => service.resume(context, actor, params.id),
    deleteSchedule: ({ actor, params }) => service.remove(context, actor, params.id),
    scheduleRuns: ({ actor, params, query }) => runs(context, actor, params.id, query),
    exportScheduleRuns: ({ actor, params, query }) =>
      exportList(context, actor, query, {
        ...RUN_TABLE,
        audit: { action: 'schedule.exported', object: `schedule/${params.id}` },
        page: (page) => runs(context, actor, params.id, page),
      }),
  } satisfies Partial<Handlers>;
}
