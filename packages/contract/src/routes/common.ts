import { z } from 'zod';
import { Id, LANGUAGES } from '@ancam/core';

/** Path parameter of one record. */
export const ById = z.object({ id: Id });
export type ById = z.infer<typeof ById>;

export const Language = z.enum(LANGUAGES).default('vi');

/** Keyset page: pass `next` back as `cursor`. */
export const PageQuery = z.object({ cursor: z.string().max(500).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) });
export type PageQuery = z.infer<typeof PageQuery>;

/** How many rows a list has. Where `exact` is false there are more than `count`: counting all of them would cost too much. */
export const Total = z.object({ count: z.number().int(), exact: z.boolean() });
export type Total = z.infer<typeof Total>;

/**
 * What may be done with a record now, and why not the rest. The web never guesses.
 * Names: authorisation `scan`, `revoke`; scan `cancel`, `resume`; camera `edit`, `retire`, `restore`; finding `accept`, `fix`, `reopen`;
 * the others beside their route.
 * `reason` of a blocker is a code in kebab-case that the pages translate, e.g. `retired`, `expired`, `no-permission`.
 */
export const Actions = z.object({
  state: z.string(),
  may: z.array(z.string()),
  blockers: z.array(z.object({ action: z.string(), reason: z.string() })),
});
export type Actions = z.infer<typeof Actions>;

export const Done = z.object({ done: z.literal(true) });
export type Done = z.infer<typeof Done>;

/** RFC 9457 problem; texts for people are translated from `code`. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string().optional(),
  details: z.record(z.string(), z.unknown()).optional(),
  requestId: z.string().optional(),
});
export type Problem = z.infer<typeof Problem>;
