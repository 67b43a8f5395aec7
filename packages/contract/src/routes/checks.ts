import { z } from 'zod';
import { Id, Text } from '@ancam/core';
import { route } from '../route.ts';
import { Actions, PageQuery } from './common.ts';
import { exportQuery, exportRoute } from './exports.ts';

const Day = z.iso.date();

/** How a periodic check stands: past its day, within 60 days of it, later, or neither text nor body set a day. */
export const CHECK_STATES = ['overdue', 'soon', 'later', 'unset'] as const;
export type CheckState = (typeof CHECK_STATES)[number];

/** The next periodic check of a system, and on what its day rests. */
export const CheckRow = z.object({
  /** Id of the system. */
  id: Id,
  system: z.string(),
  /** The unit that answers for it; null where the reader may not see it. */
  unit: z.string().nullable(),
  level: z.number().int().min(1).max(5),
  regime: z.enum(['A', 'B']),
  state: z.enum(CHECK_STATES),
  /** Day of the last check that counts; null where there was none since the level was confirmed. */
  lastOn: Day.nullable(),
  /** The record of that check in the register of inspections, where it was kept there and the reader may open it. */
  lastRecord: Id.nullable(),
  /** That check, where it was carried out here. */
  lastCheck: Id.nullable(),
  /** The periodic check that is planned, under way or reported; null where the next one can be planned. */
  open: z.object({ id: Id, state: z.string(), plannedOn: Day }).nullable(),
  /** `plan` the next one. */
  actions: Actions,
  due: Day.nullable(),
  months: z.number().int().nullable(),
  /** By level, by the check of the whole organisation, or the minimum of the standard where the text leaves it to the body. */
  basis: z.enum(['level', 'organisation', 'chosen', 'minimum', 'none']),
  confidence: z.enum(['found', 'inferred', 'recalled']),
  clause: Text,
  note: Text.nullable(),
  /** Who may carry it out. */
  assessor: Text.nullable(),
});
export type CheckRow = z.infer<typeof CheckRow>;
const CheckFilter = z.object({
  q: z.string().trim().max(200).optional(),
  state: z.enum(CHECK_STATES).optional(),
  level: z.coerce.number().int().min(1).max(5).optional(),
});
export type CheckFilter = z.infer<typeof CheckFilter>;
const ChecksQuery = z.object({ ...PageQuery.shape, ...CheckFilter.shape });
export const CheckCounts = z.object({
  overdue: z.number().int(),
  soon: z.number().int(),
  later: z.number().int(),
  unset: z.number().int(),
});
/** `counts`: all that match, whatever their state. */
export const CheckList = z.object({ items: z.array(CheckRow), next: z.string().nullable(), counts: CheckCounts });
export type CheckList = z.infer<typeof CheckList>;

export const checkRoutes = {
  listChecks: route({
    id: 'listChecks',
    method: 'GET',
    path: '/api/checks',
    permission: 'system.read',
    summary: 'The next periodic check of each system by its level and regime, the earliest day first',
    query: ChecksQuery,
    output: CheckList,
  }),
  exportChecks: exportRoute({
    id: 'exportChecks',
    exports: 'listChecks',
    path: '/api/checks/export',
    permission: 'system.read',
    summary: 'The next checks exactly as filtered',
    query: exportQuery(CheckFilter),
  }),
} as const;
