import { z } from 'zod';
import { Id } from '@ancam/core';
import { route } from '../route.ts';
import { Actions, ById, PageQuery, Language } from './common.ts';

const Name = z.string().trim().min(1).max(300);
const Line = z.string().trim().max(200);
const Prose = z.string().trim().max(4000);
const Day = z.iso.date();

/** `possible`: something that an answer needs is not known, which never means "no". */
export const WarnedState = z.enum(['no', 'possible', 'certain']);
export type WarnedState = z.infer<typeof WarnedState>;
export const WarningState = z.enum(['proposed', 'published', 'refused', 'withdrawn']);
export type WarningState = z.infer<typeof WarningState>;

/** What an authority warns of: a document, and the devices it means. Neither models nor patterns: all models of the maker. */
export const WarningBody = z.object({
  issuer: Name,
  document: Name,
  documentDate: Day,
  title: Name,
  effect: Prose.default(''),
  remedy: Prose.default(''),
  makerId: Id,
  modelIds: z.array(Id).max(500).default([]),
  /** As advisories write models: `x` one letter or digit, `*` any run. */
  modelPatterns: z.array(Name).max(100).default([]),
  revision: Line.default(''),
  /** First version concerned; empty: from the first one on. */
  firmwareFrom: Line.default(''),
  /** Last version concerned, or the first that is not; empty: no end. */
  firmwareTo: Line.default(''),
  firmwareToIncluded: z.boolean().default(true),
  validFrom: Day,
});
export type WarningBody = z.infer<typeof WarningBody>;

export const Warning = z.object({
  ...WarningBody.shape,
  id: Id,
  makerName: z.string(),
  models: z.array(z.object({ id: Id, name: z.string() })),
  proposedBy: z.string(),
  proposedAt: z.iso.datetime(),
  decidedBy: z.string().nullable(),
  decidedAt: z.iso.datetime().nullable(),
  decidedReason: z.string(),
  withdrawnBy: z.string().nullable(),
  withdrawnOn: Day.nullable(),
  withdrawnReason: z.string(),
  /** Whether all cameras show it yet. */
  applied: z.boolean(),
  /** Cameras in use that the reader may see; null in lists. */
  cameras: z.object({ certain: z.number().int(), possible: z.number().int() }).nullable(),
  actions: Actions,
});
export type Warning = z.infer<typeof Warning>;
export const WarningFilter = z.object({ q: z.string().trim().max(200).optional(), state: WarningState.optional(), maker: Id.optional() });
export type WarningFilter = z.infer<typeof WarningFilter>;
export const WarningList = z.object({ items: z.array(Warning), next: z.string().nullable(), actions: Actions });
export type WarningList = z.infer<typeof WarningList>;
const WarningsQuery = z.object({ ...PageQuery.shape, ...WarningFilter.shape });
const ExportQuery = z.object({ ...WarningFilter.shape, format: z.enum(['csv', 'xlsx', 'json']), language: Language });

export const WarningReason = z.object({ reason: z.string().trim().min(5).max(2000) });
export const WithdrawBody = z.object({ reason: z.string().trim().min(5).max(2000), on: Day });
export type WithdrawBody = z.infer<typeof WithdrawBody>;

/** What is asked about a model. `on`: as of which day; `snapshot`: the id of an answer that was cited. */
export const ModelCheckQuery = z.object({
  maker: z.string().trim().min(1).max(200),
  model: z.string().trim().max(200).default(''),
  firmware: z.string().trim().max(200).default(''),
  on: Day.optional(),
  snapshot: z.string().trim().max(64).optional(),
});
export type ModelCheckQuery = z.infer<typeof ModelCheckQuery>;

/** Whether a paper covers a firmware on a day. `unknown`: the versions cannot be compared, or none was given. */
export const Covers = z.enum(['yes', 'no', 'unknown']);
export type Covers = z.infer<typeof Covers>;

/** What the register knows of a model, from published facts only. It never says that a device is safe or conforms. */
export const ModelCheck = z.object({
  asked: z.object({ maker: z.string(), model: z.string(), firmware: z.string(), on: Day }),
  maker: z.object({ key: z.string(), name: z.string() }).nullable(),
  model: z.object({ key: z.string(), name: z.string() }).nullable(),
  candidates: z.array(z.object({ maker: z.string(), model: z.string().nullable() })),
  /** `warned` and `possibly-warned` go before everything; `unknown-device`: nothing can be said. */
  verdict: z.enum(['unknown-device', 'warned', 'possibly-warned', 'no-known-warning']),
  certificates: z.array(
    z.object({
      number: z.string(),
      body: z.string(),
      standard: z.string(),
      revision: z.string(),
      issuedOn: Day,
      expiresOn: Day.nullable(),
      firmwareFrom: z.string(),
      firmwareTo: z.string(),
      state: z.enum(['valid', 'suspended', 'withdrawn', 'expired', 'not-yet']),
      covers: Covers,
    }),
  ),
  warnings: z.array(
    z.object({
      certainty: z.enum(['possible', 'certain']),
      issuer: z.string(),
      document: z.string(),
      documentDate: Day,
      title: z.string(),
      effect: z.string(),
      remedy: z.string(),
      validFrom: Day,
    }),
  ),
  support: z.object({ from: Day.nullable(), until: Day.nullable(), saleEndsOn: Day.nullable(), ended: z.boolean().nullable() }).nullable(),
  firmware: z.object({ latest: z.string(), latestOn: Day.nullable(), older: Covers, tested: z.boolean() }).nullable(),
  /** What this answer does not look at. */
  notPartOf: z.array(z.enum(['advisories', 'revision'])),
  /** SHA-256 over question and facts. */
  snapshot: z.string(),
  /** Whether the facts are those of the answer that was cited; null where none was. */
  sameAsCited: z.boolean().nullable(),
  /** Path of the page that shows this answer again. */
  permalink: z.string(),
});
export type ModelCheck = z.infer<typeof ModelCheck>;

export const warningRoutes = {
  listWarnings: route({
    id: 'listWarnings',
    method: 'GET',
    path: '/api/warnings',
    permission: 'session',
    summary: 'Warnings of authorities, newest first',
    query: WarningsQuery,
    output: WarningList,
  }),
  exportWarnings: route({
    id: 'exportWarnings',
    exports: 'listWarnings',
    method: 'GET',
    path: '/api/warnings/export',
    permission: 'assessment.export',
    summary: 'The warnings exactly as filtered',
    query: ExportQuery,
    produces: ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'application/json'],
  }),
  proposeWarning: route({
    id: 'proposeWarning',
    method: 'POST',
    path: '/api/warnings',
    permission: 'warning.propose',
    summary: 'Enter a warning, for another person to publish',
    body: WarningBody,
    output: Warning,
  }),
  getWarning: route({
    id: 'getWarning',
    method: 'GET',
    path: '/api/warnings/:id',
    permission: 'session',
    summary: 'One warning',
    params: ById,
    output: Warning,
  }),
  publishWarning: route({
    id: 'publishWarning',
    method: 'POST',
    path: '/api/warnings/:id/publish',
    permission: 'warning.publish',
    summary: 'Publish what another person entered; every matching camera is flagged',
    params: ById,
    output: Warning,
  }),
  refuseWarning: route({
    id: 'refuseWarning',
    method: 'POST',
    path: '/api/warnings/:id/refuse',
    permission: 'warning.publish',
    summary: 'Refuse what another person entered',
    params: ById,
    body: WarningReason,
    output: Warning,
  }),
  withdrawWarning: route({
    id: 'withdrawWarning',
    method: 'POST',
    path: '/api/warnings/:id/withdraw',
    permission: 'warning.publish',
    summary: 'End a published warning; cameras lose the flag',
    params: ById,
    body: WithdrawBody,
    output: Warning,
  }),
  modelCheck: route({
    id: 'modelCheck',
    method: 'GET',
    path: '/api/model-check',
    permission: 'public',
    summary: 'What is published about a model and firmware: papers, warnings, support',
    query: ModelCheckQuery,
    output: ModelCheck,
  }),
} as const;
