import { z } from 'zod';
import { Id, Text } from '@ancam/core';
import { route } from '../route.ts';
import { Actions, ById, Language, PageQuery } from './common.ts';
import { exportQuery, exportRoute } from './exports.ts';
import { ReadingMode } from './figures.ts';
import { ReportContent } from './report-content.ts';

/**
 * Kinds of reports. `yearly`: form 08; `directive`: results of Directive 23; `cameras`: the annex that lists cameras by unit and system; a
 * consolidated one rests on the reports of the units below.
 */
export const REPORT_KINDS = ['yearly', 'directive', 'cameras', 'consolidated-yearly', 'consolidated-directive'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];
/** The kind of which the reports below are put together. */
export const CONSOLIDATES: Readonly<Partial<Record<ReportKind, ReportKind>>> = {
  'consolidated-yearly': 'yearly',
  'consolidated-directive': 'directive',
};
export const REPORT_STATES = ['draft', 'checked', 'frozen', 'submitted', 'accepted', 'returned', 'replaced'] as const;
export type ReportState = (typeof REPORT_STATES)[number];
/** Steps of whoever sends a report, of a second person there, and of whoever receives it; by the workflow `report` of the statute book. */
export const REPORT_STEPS = ['check', 'edit', 'discard', 'submit', 'redo', 'replace'] as const;
export const REPORT_DECISIONS = ['freeze', 'accept', 'return'] as const;
export type ReportStep = (typeof REPORT_STEPS)[number] | (typeof REPORT_DECISIONS)[number];

/** `docx` and `pdf`: the official paper, in Vietnamese whatever the language. */
export const REPORT_FORMATS = ['docx', 'pdf', 'xlsx', 'json'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

const Day = z.iso.date();
const Line = z.string().trim().max(300);
const Prose = z.string().trim().max(10_000);

/** What a report is asked about. */
export const ReportBody = z.object({
  kind: z.enum(REPORT_KINDS),
  /** The unit, with all below it; the own one where absent. */
  subject: Id.optional(),
  /** The unit that receives it; the one above the subject where absent. Null: nobody of this installation. */
  receiver: Id.nullable().optional(),
  /** Who receives it, as the paper names it; the name of the unit where absent. */
  receiverName: Line.optional(),
  periodFrom: Day,
  periodTo: Day,
  /** Days of decisions and checks count up to this one. */
  asOf: Day,
  mode: ReadingMode.default('restated'),
});
export type ReportBody = z.infer<typeof ReportBody>;

/** What is written into a draft by hand, by the names of its entries; an empty text takes one away. */
export const ReportEntries = z.object({ entries: z.record(z.string().max(100), Prose) });
export type ReportEntries = z.infer<typeof ReportEntries>;

/** A step; `submit` names number and day of the signed paper, some steps a reason. */
export const ReportStepBody = z.object({
  step: z.enum(REPORT_STEPS),
  reason: Prose.default(''),
  number: z.string().trim().max(100).default(''),
  dated: Day.optional(),
  signer: Line.default(''),
});
export type ReportStepBody = z.infer<typeof ReportStepBody>;
export const ReportDecisionBody = z.object({ step: z.enum(REPORT_DECISIONS), reason: Prose.default('') });
export type ReportDecisionBody = z.infer<typeof ReportDecisionBody>;

/** Actions: the steps of the workflow and `entries`. A blocker is `state`, `no-permission`, `out-of-scope`, `same-person`, `not-receiver`, or a condition of the workflow. */
export const ReportRow = z.object({
  id: Id,
  kind: z.enum(REPORT_KINDS),
  version: z.number().int(),
  subject: z.object({ id: Id, name: z.string() }),
  receiver: z.object({ id: Id.nullable(), name: z.string() }),
  periodFrom: Day,
  periodTo: Day,
  asOf: Day,
  mode: ReadingMode,
  state: z.enum(REPORT_STATES),
  hash: z.string().nullable(),
  number: z.string(),
  dated: Day.nullable(),
  signer: z.string(),
  sentOn: Day.nullable(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  onBehalf: z.boolean(),
});
export type ReportRow = z.infer<typeof ReportRow>;
export const ReportFilter = z.object({
  kind: z.enum(REPORT_KINDS).optional(),
  state: z.enum(REPORT_STATES).optional(),
  /** About this unit. */
  subject: Id.optional(),
  /** Received by this unit. */
  receiver: Id.optional(),
  /** Year in which the period ends. */
  year: z.coerce.number().int().min(2000).max(2100).optional(),
});
export type ReportFilter = z.infer<typeof ReportFilter>;
export const ReportList = z.object({ items: z.array(ReportRow), next: z.string().nullable(), actions: Actions });
export type ReportList = z.infer<typeof ReportList>;

export const ReportEvent = z.object({
  step: z.string(),
  from: z.enum(REPORT_STATES),
  to: z.enum(REPORT_STATES),
  reason: z.string(),
  by: z.string(),
  at: z.iso.datetime(),
});
/** What a figure was in the report before, of those that differ. */
export const ReportChange = z.object({ id: z.string(), title: Text, before: z.number().nullable(), now: z.number().nullable() });
export type ReportChange = z.infer<typeof ReportChange>;
export const Report = z.object({
  ...ReportRow.shape,
  content: ReportContent,
  /** The figures no longer are what the register says today; only until they are frozen. */
  outdated: z.boolean(),
  /** The report of the same kind about the same unit for the period before, as it was sent or frozen last. */
  previous: z.object({ id: Id, periodTo: Day, asOf: Day, hash: z.string(), changes: z.array(ReportChange) }).nullable(),
  versions: z.array(z.object({ id: Id, version: z.number().int(), state: z.enum(REPORT_STATES) })),
  events: z.array(ReportEvent),
  steps: z.array(
    z.object({
      id: z.string(),
      title: Text,
      needsReason: z.boolean(),
      blockers: z.array(z.object({ reason: z.string(), text: Text.nullable() })),
    }),
  ),
  actions: Actions,
});
export type Report = z.infer<typeof Report>;

/** Who of the units directly below a unit has reported for a period. */
export const ReportCoverage = z.object({
  unit: z.object({ id: Id, name: z.string() }),
  kind: z.enum(REPORT_KINDS),
  periodFrom: Day,
  periodTo: Day,
  asOf: Day,
  counts: z.object({
    units: z.number().int(),
    reported: z.number().int(),
    accepted: z.number().int(),
    returned: z.number().int(),
    drafting: z.number().int(),
    missing: z.number().int(),
  }),
  items: z.array(
    z.object({
      unit: Id,
      name: z.string(),
      kind: z.string(),
      placePath: z.string(),
      /** Null: nothing has been begun, as far as the reader sees. */
      report: z
        .object({ id: Id, state: z.enum(REPORT_STATES), version: z.number().int(), sentOn: Day.nullable(), hash: z.string().nullable() })
        .nullable(),
    }),
  ),
});
export type ReportCoverage = z.infer<typeof ReportCoverage>;
export const CoverageQuery = z.object({ unit: Id.optional(), kind: z.enum(['yearly', 'directive']), periodFrom: Day, periodTo: Day });
export type CoverageQuery = z.infer<typeof CoverageQuery>;

/** What the statute book asks for in a year: the period and the last days. */
export const ReportDue = z.object({
  year: z.number().int(),
  from: Day,
  to: Day,
  dues: z.array(z.object({ from: z.string(), receiver: Text, lastDay: Day })),
  clause: Text,
});
export type ReportDue = z.infer<typeof ReportDue>;

export const reportRoutes = {
  listReports: route({
    id: 'listReports',
    method: 'GET',
    path: '/api/reports',
    permission: 'report.read',
    summary: 'Reports, those of the latest period first',
    query: z.object({ ...PageQuery.shape, ...ReportFilter.shape }),
    output: ReportList,
  }),
  exportReports: exportRoute({
    id: 'exportReports',
    exports: 'listReports',
    path: '/api/reports/export',
    permission: 'report.read',
    summary: 'The reports exactly as filtered',
    query: exportQuery(ReportFilter),
  }),
  reportDue: route({
    id: 'reportDue',
    method: 'GET',
    path: '/api/reports/due',
    permission: 'report.read',
    summary: 'Period and last days of the yearly report of a year',
    query: z.object({ year: z.coerce.number().int().min(2000).max(2100) }),
    output: ReportDue,
  }),
  reportCoverage: route({
    id: 'reportCoverage',
    method: 'GET',
    path: '/api/reports/coverage',
    permission: 'report.read',
    summary: 'Who of the units below has reported for a period, and who has not',
    query: CoverageQuery,
    output: ReportCoverage,
  }),
  createReport: route({
    id: 'createReport',
    method: 'POST',
    path: '/api/reports',
    permission: 'report.write',
    summary: 'Begin a report; its figures are counted whenever the draft is read',
    body: ReportBody,
    output: Report,
  }),
  getReport: route({
    id: 'getReport',
    method: 'GET',
    path: '/api/reports/:id',
    permission: 'report.read',
    summary: 'A report as people read it, with steps and history',
    params: ById,
    output: Report,
  }),
  writeReportEntries: route({
    id: 'writeReportEntries',
    method: 'PATCH',
    path: '/api/reports/:id/entries',
    permission: 'report.write',
    summary: 'Write texts and expected days into a draft; what is counted cannot be written',
    params: ById,
    body: ReportEntries,
    output: Report,
  }),
  moveReport: route({
    id: 'moveReport',
    method: 'POST',
    path: '/api/reports/:id/steps',
    permission: 'report.write',
    summary: 'A step of whoever makes the report',
    params: ById,
    body: ReportStepBody,
    output: Report,
  }),
  decideReport: route({
    id: 'decideReport',
    method: 'POST',
    path: '/api/reports/:id/decisions',
    permission: 'report.approve',
    summary: 'Freeze what another person has checked; accept or return what was received',
    params: ById,
    body: ReportDecisionBody,
    output: Report,
  }),
  downloadReport: route({
    id: 'downloadReport',
    method: 'GET',
    path: '/api/reports/:id/file',
    permission: 'report.read',
    summary: 'The report as a file, with hash, day, reading and period',
    params: ById,
    query: z.object({ format: z.enum(REPORT_FORMATS), language: Language }),
    produces: [
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'application/pdf',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'application/json',
    ],
  }),
} as const;
