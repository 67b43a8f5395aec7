import type { Context } from '../../context.ts';
import type { Handlers } from '../../http/router.ts';
import * as service from './bulk-changes.service.ts';

export function bulkChangeHandlers(context: Context) {
  return {
    previewBulkChange: ({ actor, body }) => service.preview(context, actor, body),
    startBulkChange: ({ actor, body }) => service.start(context, actor, body),
    listBulkChanges: ({ actor, query }) => service.list(context, actor, query),
    getBulkChange: ({ actor, params }) => service.get(context, actor, params.id),
    listBulkItems: ({ actor, params, query }) => service.items(context, actor, params.id, query),
    undoBulkChange: ({ actor, params }) => service.undo(context, actor, params.id),
  } satisfies Partial<Handlers>;
}
