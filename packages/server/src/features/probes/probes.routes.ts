import { exportList } from '../../http/list-export.ts';
import type { Handlers } from '../../http/router.ts';
import type { ScanContext } from '../scans/scan-context.ts';
import { lenient } from '../sign-in/guards.ts';
import type { Guards } from '../sign-in/guards.ts';
import * as calls from './calls.service.ts';
import { PROBE_TABLE } from './probe-table.ts';
import * as service from './probes.service.ts';

export function probeHandlers(context: ScanContext, guards: Guards) {
  return {
    listProbes: ({ actor, query }) => service.list(context, actor, query),
    exportProbes: ({ actor, query }) =>
      exportList(context, actor, query, {
        ...PROBE_TABLE,
        audit: { action: 'probe.exported', object: 'probes' },
        page: (page) => service.list(context, actor, page),
      }),
    addProbe: ({ actor, body }) => service.add(context, actor, body),
    getProbe: ({ actor, params }) => service.get(context, actor, params.id),
    renewProbeCode: ({ actor, params }) => service.renewCode(context, actor, params.id),
    revokeProbe: ({ actor, params }) => service.revoke(context, actor, params.id),
    enrolProbe: ({ body, visit }) => lenient(guards.secret('probe', visit.address), () => calls.enrol(context, body)),
    pollProbe: ({ visit }) => calls.poll(context, visit),
    sendProbeResults: ({ visit }) => calls.sendResults(context, visit),
  } satisfies Partial<Handlers>;
}
