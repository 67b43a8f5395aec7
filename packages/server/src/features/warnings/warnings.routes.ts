import type { Context } from '../../context.ts';
import type { Handlers } from '../../http/router.ts';
import { tableDownload } from '../../http/table-download.ts';
import { WARNING_COLUMNS, warningCells } from './warning-columns.ts';
import * as service from './warnings.service.ts';

export function warningHandlers(context: Context) {
  return {
    listWarnings: ({ actor, query }) => service.list(context, actor, query),
    exportWarnings: async ({ actor, query }) => {
      const rows = await service.listForExport(context, actor, query, query.format);
      return tableDownload(rows.map(warningCells), WARNING_COLUMNS, query, 'warnings');
    },
    proposeWarning: ({ actor, body }) => service.propose(context, actor, body),
    getWarning: ({ actor, params }) => service.get(context, actor, params.id),
    publishWarning: ({ actor, params }) => service.publish(context, actor, params.id),
    refuseWarning: ({ actor, params, body }) => service.refuse(context, actor, params.id, body.reason),
    withdrawWarning: ({ actor, params, body }) => service.withdraw(context, actor, params.id, body),
  } satisfies Partial<Handlers>;
}
