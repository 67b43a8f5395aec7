import { z } from 'zod';
import { Id, Severity, Text } from '@ancam/core';
import { route } from '../route.ts';
import { PageQuery } from './common.ts';
import { exportQuery, exportRoute } from './exports.ts';
import { CheckTexts, WorstFinding } from './camera-views.ts';
import { Scan } from './scans.ts';

/** The first page: how things stand, what to do first. */
export const Dashboard = z.object({
  cameras: z.object({
    total: z.number().int(),
    bySeverity: z.array(z.object({ severity: WorstFinding, count: z.number().int() })),
    byMaker: z.array(z.object({ maker: z.string(), count: z.number().int() })),
    unidentified: z.number().int(),
  }),
  findings: z.object({
    open: z.number().int(),
    accepted: z.number().int(),
    fixed: z.number().int(),
    top: z.array(z.object({ check: z.string(), title: Text, severity: Severity, cameras: z.number().int() })),
  }),
  /** Open findings at the end of each day on which something changed. */
  trend: z.array(z.object({ day: z.iso.date(), open: z.number().int() })),
  lastScan: Scan.nullable(),
  next: z.array(
    z.object({
      kind: z.enum([
        'record-authorisation',
        'start-scan',
        'watch-scan',
        'resume-scan',
        'decide-proposals',
        'fix-critical',
        'identify',
        'renew-acceptance',
      ]),
      count: z.number().int(),
      link: z.string(),
    }),
  ),
});
export type Dashboard = z.infer<typeof Dashboard>;

export const RegulationView = z.object({
  id: z.string(),
  name: z.string(),
  title: Text,
  instrument: z.string(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
  confidence: z.string(),
  note: Text.nullable(),
  groups: z.array(
    z.object({
      id: z.string(),
      title: Text,
      requirements: z.array(
        z.object({
          id: z.string(),
          title: Text,
          summary: Text,
          confidence: z.string(),
          remote: z.string().nullable(),
          needs: z.array(z.string()),
          provisions: z.array(z.string()),
          scanShows: Text.nullable(),
          alsoNeeded: Text.nullable(),
          checks: z.array(z.string()),
        }),
      ),
    }),
  ),
});
export type RegulationView = z.infer<typeof RegulationView>;

export const KnowledgeView = z.object({
  hash: z.string(),
  checks: z.array(CheckTexts),
  makers: z.array(z.object({ id: z.string(), name: z.string(), brands: z.array(z.string()) })),
  /** Names on devices that others make, with the makers known to build for them. */
  brands: z.array(z.object({ id: z.string(), name: z.string(), builtBy: z.array(z.string()) })),
  regulations: z.array(RegulationView),
  /** Records of the operator's own in the data folder; null where there are none. With problems none of them is in use. */
  own: z
    .object({
      records: z.array(z.object({ file: z.string(), kind: z.string(), id: z.string() })),
      problems: z.array(z.object({ file: z.string(), line: z.number().int(), message: z.string(), fix: z.string() })),
    })
    .nullable(),
});
export type KnowledgeView = z.infer<typeof KnowledgeView>;

export const AuditEvent = z.object({
  id: Id,
  at: z.iso.datetime(),
  by: z.string(),
  action: z.string(),
  object: z.string(),
  summary: z.string(),
  hash: z.string(),
});
export type AuditEvent = z.infer<typeof AuditEvent>;
export const AuditList = z.object({
  items: z.array(AuditEvent),
  next: z.string().nullable(),
  /** Null where the chain is too long to be followed for a page. */
  chainIntact: z.boolean().nullable(),
});
export type AuditList = z.infer<typeof AuditList>;

export const knowledgeRoutes = {
  dashboard: route({
    id: 'dashboard',
    method: 'GET',
    path: '/api/dashboard',
    permission: 'camera.read',
    summary: 'How things stand and what to do first',
    output: Dashboard,
  }),
  knowledge: route({
    id: 'knowledge',
    method: 'GET',
    path: '/api/knowledge',
    permission: 'session',
    summary: 'Checks, makers and regulations with their texts',
    output: KnowledgeView,
  }),
  audit: route({
    id: 'audit',
    method: 'GET',
    path: '/api/audit',
    permission: 'audit.read',
    summary: 'Who did what, newest first',
    query: PageQuery,
    output: AuditList,
  }),
  exportAudit: exportRoute({
    id: 'exportAudit',
    exports: 'audit',
    path: '/api/audit/export',
    permission: 'audit.read',
    summary: 'The trail, newest first',
    query: exportQuery(z.object({})),
  }),
  openapi: route({
    id: 'openapi',
    method: 'GET',
    path: '/api/openapi.json',
    permission: 'public',
    summary: 'This API as an OpenAPI 3.1 document',
    produces: ['application/json'],
  }),
} as const;
