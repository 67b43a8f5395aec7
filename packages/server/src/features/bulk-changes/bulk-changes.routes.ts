import type { Context } from '../../context.ts';
import { exportList } from '../../http/list-export.ts';
import type { Handlers } from '../../http/router.ts';
import { BULK_ITEM_TABLE, BULK_TABLE } from './bulk-table.ts';
import * as service from './bulk-changes.service.ts';

export function bulkChangeHandlers(context: Context) {
  return {
    previewBulkChange: ({ actor, body }) => service.preview(context, actor, body),
    startBulkChange: ({ actor, body }) => service.start(context, actor, body),
    listBulkChanges: ({ actor, query }) => service.list(context, actor, query),
    exportBulkChanges: ({ actor, query }) =>
      exportList(context, actor, query, {
        ...BULK_TABLE,
        audit: { action: 'bulk.exported', object: 'bulk-changes' },
        page: (page) => service.list(context, actor, page),
      }),
    getBulkChange: ({ actor, params }) => service.get(context, actor, params.id),
    listBulkItems: ({ actor, params, query }) => service.items(context, actor, params.id, query),
    exportBulkItems: ({ actor, params, query }) =>
      exportList(context, actor, query, {
        ...BULK_ITEM_TABLE,
        audit: { action: 'bulk.exported', object: `bulk-change/${params.id}` },
        page: (page) => service.items(context, actor, params.id, { ...page, outcome: query.outcome }),
      }),
    undoBulkChange: ({ actor, params }) => service.undo(context, actor, params.id),
  } satisfies Partial<Handlers>;
}
