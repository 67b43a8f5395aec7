import type { Handlers } from '../../http/router.ts';
import type { ScanContext } from '../scans/scan-context.ts';
import { dashboard } from './dashboard.service.ts';

export function dashboardHandlers(context: ScanContext) {
  return { dashboard: ({ actor }) => dashboard(context, actor) } satisfies Partial<Handlers>;
}
