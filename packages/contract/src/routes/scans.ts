import { z } from 'zod';
import {
  HostResult,
  Id,
  OwnLimits,
  ScanBounds,
  ScanProfile,
  ScanSource,
  ScanStage,
  ScanStats,
  ScanStatus,
  ScanWindow,
  Severity,
  Text,
} from '@ancam/core';
import { route } from '../route.ts';
import { Actions, ById, Language, PageQuery } from './common.ts';
import { exportQuery, exportRoute } from './exports.ts';
import { ProposalCounts } from './proposals.ts';

const TargetLine = z.string().trim().min(1).max(200);

export const ScanBody = z.object({
  authorisationId: Id,
  /** Empty: all targets of the authorisation. Each must lie within it. */
  targets: z.array(TargetLine).max(500).default([]),
  excluded: z.array(TargetLine).max(500).default([]),
  /** `80,554,http:8080`; the built-in list where absent. */
  ports: z.string().trim().max(2000).optional(),
  interfaces: z.array(z.string().max(100)).max(50).default([]),
  profile: ScanProfile.default('normal'),
  /** What is named here wins over the profile. */
  limits: OwnLimits.default({}),
  factoryPasswordTest: z.boolean().default(false),
  /** Six wrong log-ins, with an account that does not exist, on each camera among the targets that is marked as a test device. */
  lockoutTest: z.boolean().default(false),
  /** The site where it runs; an address tells a device only within one unit and site. */
  siteId: Id.nullable().default(null),
  /** Probes that share the scan, all of one site; this server scans where none is named. */
  probes: z.array(Id).max(100).default([]),
});
export type ScanBody = z.infer<typeof ScanBody>;

export const ScanProgress = z.object({
  stage: ScanStage,
  done: z.number(),
  total: z.number(),
  alive: z.number(),
  cameras: z.number(),
  etaSeconds: z.number().optional(),
});
export type ScanProgress = z.infer<typeof ScanProgress>;

/** A camera that answered from an address nobody named: shown, never scanned. Values are as it told them; null where it told none. */
export const OutsideCamera = z.object({
  address: z.string(),
  model: z.string().nullable(),
  firmware: z.string().nullable(),
  serial: z.string().nullable(),
  mac: z.string().nullable(),
  /** Ids of the discovery protocols it answered. */
  protocols: z.array(z.string()),
});
export type OutsideCamera = z.infer<typeof OutsideCamera>;

export const ScanOrigin = z.enum(['live', 'imported', 'probe']);
export type ScanOrigin = z.infer<typeof ScanOrigin>;

/** What scans can be narrowed down by. */
export const ScanFilter = z.object({ origin: ScanOrigin.optional() });
export type ScanFilter = z.infer<typeof ScanFilter>;
const ScansQuery = z.object({ ...PageQuery.shape, ...ScanFilter.shape });
export type ScansQuery = z.infer<typeof ScansQuery>;

export const Scan = z.object({
  id: Id,
  status: ScanStatus,
  /** `imported` came as a result file from elsewhere; `probe`: probes scan and send what they find. */
  origin: ScanOrigin,
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  startedBy: z.string(),
  targets: z.array(z.string()),
  /** The file of another tool that it was read from; then nothing was sent to any device. */
  source: ScanSource.nullable(),
  /** By which profile and limits it runs. */
  bounds: ScanBounds,
  authorisation: z.object({ id: Id.nullable(), document: z.string(), grantedBy: z.string() }).nullable(),
  /** The schedule that began it. */
  scheduleId: Id.nullable(),
  /** Hours outside of which it sends nothing. */
  window: ScanWindow.nullable(),
  stats: ScanStats,
  findings: z.record(Severity, z.number().int()),
  /** What it proposes about the register, and what became of that. */
  proposals: ProposalCounts,
  progress: ScanProgress.nullable(),
  knowledge: z.string(),
  /** What the operator should know, without what `outside` tells. */
  notes: z.array(z.string()),
  outside: z.array(OutsideCamera),
  actions: Actions,
});
export type Scan = z.infer<typeof Scan>;
export const ScanList = z.object({ items: z.array(Scan), next: z.string().nullable() });
export type ScanList = z.infer<typeof ScanList>;

/** A host of a scan in a list: what it is and its worst findings, without transcripts. */
export const ScanHostRow = z.object({
  id: Id,
  address: z.string(),
  kind: HostResult.shape.identity.shape.kind,
  makerName: z.string().nullable(),
  model: z.string().nullable(),
  firmware: z.string().nullable(),
  confidence: z.number(),
  strength: HostResult.shape.identity.shape.strength,
  failed: z.record(Severity, z.number().int()),
  cutShort: z.boolean(),
  cameraId: Id.nullable(),
});
export type ScanHostRow = z.infer<typeof ScanHostRow>;
const HostFilter = z.object({ kind: z.enum(['cameras', 'all']).default('all') });
const HostsQuery = z.object({ ...PageQuery.shape, ...HostFilter.shape });
export const ScanHostList = z.object({ items: z.array(ScanHostRow), next: z.string().nullable() });
export type ScanHostList = z.infer<typeof ScanHostList>;

/** A block of addresses of a scan that probes share. */
export const ScanPiece = z.object({
  n: z.number().int(),
  targets: z.array(z.string()),
  addresses: z.number().int(),
  /** `waiting`: no probe has it; `taken`: a probe works on it. */
  state: z.enum(['waiting', 'taken', 'done']),
  /** Whether the own file of some probe of the scan allows all its addresses; else it waits for ever. */
  reachable: z.boolean(),
  /** How its scan ended. */
  status: ScanStatus.nullable(),
  probe: z.object({ id: Id, name: z.string() }).nullable(),
  takenAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
  hosts: z.number().int(),
});
export type ScanPiece = z.infer<typeof ScanPiece>;
export const ScanPieces = z.object({ items: z.array(ScanPiece) });
export type ScanPieces = z.infer<typeof ScanPieces>;

/** How much of what a scan was to look at it has looked at, and how sure it is of what the devices are. */
export const ScanCoverage = z.object({
  /** Addresses in scope, without the excluded ones. */
  addresses: z.number().int(),
  /** Addresses of which it is known whether something answers. */
  asked: z.number().int(),
  silent: z.number().int(),
  alive: z.number().int(),
  /** Devices whose questions a limit cut off. */
  cutShort: z.number().int(),
  /** Cameras and recorders by how well their maker is known. */
  cameras: z.object({ firm: z.number().int(), hint: z.number().int(), none: z.number().int() }),
});
export type ScanCoverage = z.infer<typeof ScanCoverage>;

/** A request of the dry run; `when` says what it depends on. */
export const PreviewLine = z.object({
  address: z.string(),
  port: z.number().int(),
  shape: z.string(),
  preview: z.string(),
  when: z.enum(['always', 'alive', 'open', 'service', 'maker', 'opted-in']),
});
export const ScanPreview = z.object({
  addresses: z.number().int(),
  excluded: z.number().int(),
  lines: z.array(PreviewLine),
  truncated: z.boolean(),
  notes: z.array(z.string()),
});
export type ScanPreview = z.infer<typeof ScanPreview>;

/** What changed since the scan before that covered the same address. */
export const ScanChange = z.object({
  cameraId: Id.nullable(),
  address: z.string(),
  kind: z.enum(['new', 'back', 'gone', 'moved', 'changed', 'finding-new', 'finding-fixed', 'finding-reopened', 'finding-worse']),
  check: z.string().nullable(),
  severity: Severity.nullable(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});
export type ScanChange = z.infer<typeof ScanChange>;
export const ScanChanges = z.object({ previousScanId: Id.nullable(), items: z.array(ScanChange) });
export type ScanChanges = z.infer<typeof ScanChanges>;

/** What an import did. `refused` hosts are named with place and remedy; nothing of a refused file is kept. */
export const ImportReport = z.object({
  scanId: Id,
  alreadyKnown: z.boolean(),
  hosts: z.number().int(),
  cameras: z.object({ recognised: z.number().int(), created: z.number().int() }),
  proposals: ProposalCounts,
  recognised: z.array(z.object({ cameraId: Id, address: z.string(), by: z.enum(['serial', 'mac', 'tls-key', 'wsd-endpoint', 'address']) })),
});
export type ImportReport = z.infer<typeof ImportReport>;

/** A file of another tool as it is sent: its name, and when it was last changed. */
export const ToolFileQuery = z.object({ name: z.string().trim().min(1).max(200), changedAt: z.iso.datetime() });
export type ToolFileQuery = z.infer<typeof ToolFileQuery>;

/** What an uploaded file holds, before it is taken over. */
export const ToolFilePreview = z.object({
  /** By which it is taken over, by whoever sent it, within a day. */
  upload: Id,
  source: ScanSource,
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  hosts: z.number().int(),
  openPorts: z.number().int(),
  /** The first records that cannot be read, each with its place and what to do; `source.bad` counts all. */
  faults: z.array(z.object({ place: z.string(), fault: Text, remedy: Text })),
  /** The scan that this file became before. */
  known: Id.nullable(),
});
export type ToolFilePreview = z.infer<typeof ToolFilePreview>;

export const ToolFileBody = z.object({ ...ToolFileQuery.shape, upload: Id, siteId: Id.nullable().default(null) });
export type ToolFileBody = z.infer<typeof ToolFileBody>;

/** Message of the live stream: server-sent events `progress`, `host`, `status`. */
export const LiveEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('progress'), progress: ScanProgress }),
  z.object({ type: z.literal('host'), host: ScanHostRow }),
  z.object({ type: z.literal('status'), scan: Scan }),
]);
export type LiveEvent = z.infer<typeof LiveEvent>;

/** What all hosts of a scan are written as. */
export const RESULT_FORMATS = ['json', 'ndjson', 'nmap'] as const;
const ResultQuery = z.object({ format: z.enum(RESULT_FORMATS).default('json'), language: Language });

export const scanRoutes = {
  listScans: route({
    id: 'listScans',
    method: 'GET',
    path: '/api/scans',
    permission: 'scan.read',
    summary: 'Scans, newest first',
    query: ScansQuery,
    output: ScanList,
  }),
  exportScans: exportRoute({
    id: 'exportScans',
    exports: 'listScans',
    path: '/api/scans/export',
    permission: 'scan.read',
    summary: 'All scans exactly as filtered, newest first',
    query: exportQuery(ScanFilter),
  }),
  startScan: route({
    id: 'startScan',
    method: 'POST',
    path: '/api/scans',
    permission: 'scan.run',
    summary: 'Start a scan under a recorded authorisation',
    body: ScanBody,
    output: Scan,
  }),
  previewScan: route({
    id: 'previewScan',
    method: 'POST',
    path: '/api/scans/preview',
    permission: 'scan.run',
    summary: 'What a scan would send, without sending it',
    body: ScanBody,
    output: ScanPreview,
  }),
  importScan: route({
    id: 'importScan',
    method: 'POST',
    path: '/api/scans/import',
    permission: 'scan.run',
    summary: 'Import a result file made elsewhere',
    query: z.object({ site: Id.optional() }),
    streamedBody: true,
    output: ImportReport,
  }),
  previewToolFile: route({
    id: 'previewToolFile',
    method: 'POST',
    path: '/api/scans/files',
    permission: 'scan.run',
    summary: 'Send a file of nmap, masscan, zgrab2, httpx, Shadowserver, NetBox or a list of cameras, and see what it holds',
    query: ToolFileQuery,
    streamedBody: true,
    output: ToolFilePreview,
  }),
  takeToolFile: route({
    id: 'takeToolFile',
    method: 'POST',
    path: '/api/scans/files/take',
    permission: 'scan.run',
    summary: 'Take over a file that was sent: it becomes a scan',
    body: ToolFileBody,
    output: Scan,
  }),
  getScan: route({
    id: 'getScan',
    method: 'GET',
    path: '/api/scans/:id',
    permission: 'scan.read',
    summary: 'One scan',
    params: ById,
    output: Scan,
  }),
  scanHosts: route({
    id: 'scanHosts',
    method: 'GET',
    path: '/api/scans/:id/hosts',
    permission: 'scan.read',
    summary: 'Hosts of a scan',
    params: ById,
    query: HostsQuery,
    output: ScanHostList,
  }),
  exportScanHosts: exportRoute({
    id: 'exportScanHosts',
    exports: 'scanHosts',
    path: '/api/scans/:id/hosts/export',
    permission: 'scan.read',
    summary: 'The hosts of a scan exactly as filtered',
    params: ById,
    query: exportQuery(HostFilter),
  }),
  scanCoverage: route({
    id: 'scanCoverage',
    method: 'GET',
    path: '/api/scans/:id/coverage',
    permission: 'scan.read',
    summary: 'How much of its scope a scan has looked at, and how sure it is of what it found',
    params: ById,
    output: ScanCoverage,
  }),
  scanPieces: route({
    id: 'scanPieces',
    method: 'GET',
    path: '/api/scans/:id/pieces',
    permission: 'scan.read',
    summary: 'The blocks of addresses of a scan that probes share, with who has them',
    params: ById,
    output: ScanPieces,
  }),
  scanChanges: route({
    id: 'scanChanges',
    method: 'GET',
    path: '/api/scans/:id/changes',
    permission: 'scan.read',
    summary: 'What changed against the previous scan of the same addresses',
    params: ById,
    output: ScanChanges,
  }),
  scanLive: route({
    id: 'scanLive',
    method: 'GET',
    path: '/api/scans/:id/live',
    permission: 'scan.read',
    summary: 'Live stream of a running scan',
    params: ById,
    produces: ['text/event-stream'],
  }),
  cancelScan: route({
    id: 'cancelScan',
    method: 'POST',
    path: '/api/scans/:id/cancel',
    permission: 'scan.run',
    summary: 'Cancel a running scan; finished hosts stay',
    params: ById,
    output: Scan,
  }),
  resumeScan: route({
    id: 'resumeScan',
    method: 'POST',
    path: '/api/scans/:id/resume',
    permission: 'scan.run',
    summary: 'Go on with an interrupted or cancelled scan, same plan',
    params: ById,
    output: Scan,
  }),
  scanResult: route({
    id: 'scanResult',
    method: 'GET',
    path: '/api/scans/:id/result',
    permission: 'scan.read',
    summary: 'All hosts of a scan as they come: the result file, the same by lines, or nmap XML',
    params: ById,
    query: ResultQuery,
    produces: ['application/json', 'application/x-ndjson', 'application/xml'],
  }),
} as const;
