import { readLimited } from '../../http/body.ts';
import { exportList } from '../../http/list-export.ts';
import type { Handlers } from '../../http/router.ts';
import { changes } from './changes.service.ts';
import { resultFile } from './export.service.ts';
import { LARGEST_FILE, importFile } from './import.service.ts';
import { liveStream } from './live-stream.ts';
import * as pieces from './pieces.service.ts';
import type { ScanContext } from './scan-context.ts';
import { coverage } from './scan-coverage.service.ts';
import * as service from './scans.service.ts';
import * as toolFiles from './tool-file.service.ts';
import { SCAN_TABLE } from './scan-tables.ts';
import { SCAN_HOST_TABLE } from './scan-tables.ts';

const RESULT_TYPES = {
  json: { type: 'application/json', ending: 'json' },
  ndjson: { type: 'application/x-ndjson', ending: 'ndjson' },
  nmap: { type: 'application/xml', ending: 'xml' },
} as const;

export function scanHandlers(context: ScanContext) {
  return {
    listScans: ({ actor, query }) => service.list(context, actor, query),
    exportScans: ({ actor, query }) =>
      exportList(context, actor, query, {
        ...SCAN_TABLE,
        audit: { action: 'scan.exported', object: 'scans' },
        page: (page) => service.list(context, actor, { ...query, ...page }),
      }),
    startScan: ({ actor, body }) => service.start(context, actor, body),
    previewScan: ({ actor, body }) => service.preview(context, actor, body),
    importScan: async ({ actor, visit, query }) => importFile(context, actor, await readLimited(visit.request, LARGEST_FILE), query.site),
    previewToolFile: ({ actor, query, visit }) => toolFiles.preview(context, actor, { ...query, body: visit.request.body }),
    takeToolFile: ({ actor, body }) => toolFiles.take(context, actor, body),
    getScan: ({ actor, params }) => service.get(context, actor, params.id),
    scanHosts: ({ actor, params, query }) => service.hosts(context, actor, params.id, query),
    exportScanHosts: ({ actor, params, query }) =>
      exportList(context, actor, query, {
        ...SCAN_HOST_TABLE,
        audit: { action: 'scan.exported', object: `scan/${params.id}` },
        page: (page) => service.hosts(context, actor, params.id, { ...query, ...page }),
      }),
    scanCoverage: ({ actor, params }) => coverage(context, actor, params.id),
    scanPieces: ({ actor, params }) => pieces.list(context, actor, params.id),
    scanChanges: ({ actor, params }) => changes(context, actor, params.id),
    scanLive: async ({ actor, params, visit }) => liveStream(context.live, await service.get(context, actor, params.id), visit.request),
    cancelScan: ({ actor, params }) => service.cancel(context, actor, params.id),
    resumeScan: ({ actor, params }) => service.resume(context, actor, params.id),
    scanResult: async ({ actor, params, query }) => {
      const { type, ending } = RESULT_TYPES[query.format];
      const headers = {
        'content-type': type,
        'content-disposition': `attachment; filename="ancam-scan-${params.id.slice(0, 8)}.${ending}"`,
        'cache-control': 'no-store',
      };
      return new Response(await resultFile(context, actor, params.id, query), { headers });
    },
  } satisfies Partial<Handlers>;
}
