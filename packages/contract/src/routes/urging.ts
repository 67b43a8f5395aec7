import { z } from 'zod';
import { Id } from '@ancam/core';
import { route } from '../route.ts';
import { Actions } from './common.ts';

const DutyId = z.string().regex(/^[DL]\d{1,3}$/u, 'a duty, e.g. D1');

/** Units below that are late with a duty, and what is said to them. */
export const DutyUrgeBody = z.object({
  duty: DutyId,
  unitIds: z.array(Id).min(1).max(200),
  note: z.string().trim().max(500).default(''),
});
export type DutyUrgeBody = z.infer<typeof DutyUrgeBody>;
/** `not-late`: not late, not below, or not there at all. */
export const DutyUrged = z.object({
  urged: z.number().int(),
  skipped: z.array(z.object({ unitId: Id, reason: z.enum(['not-late', 'urged-today', 'nobody']) })),
});
export type DutyUrged = z.infer<typeof DutyUrged>;

export const urgingRoutes = {
  urgeActions: route({
    id: 'urgeActions',
    method: 'GET',
    path: '/api/duties/urge',
    permission: 'session',
    summary: 'Whether one may urge a unit on account of a duty now',
    query: z.object({ duty: DutyId, unit: Id }),
    output: Actions,
  }),
  urgeUnits: route({
    id: 'urgeUnits',
    method: 'POST',
    path: '/api/duties/urge',
    permission: 'session',
    summary: 'Urge late units below: those who work on duties there are told, once a day',
    body: DutyUrgeBody,
    output: DutyUrged,
  }),
} as const;
