import type { Context } from '../../context.ts';
import { exportList } from '../../http/list-export.ts';
import type { Handlers } from '../../http/router.ts';
import * as inbox from './inbox.service.ts';
import { noticeTable } from './notice-table.ts';

export function noticeHandlers(context: Context) {
  return {
    listNotices: ({ actor, query }) => inbox.list(context, actor, query),
    exportNotices: ({ actor, query }) =>
      exportList(context, actor, query, {
        ...noticeTable(query.language),
        audit: { action: 'notice.exported', object: 'notices' },
        page: (page) => inbox.list(context, actor, { ...query, ...page }),
      }),
    countNotices: ({ actor }) => inbox.count(context, actor),
    markNotices: ({ actor, body }) => inbox.mark(context, actor, body),
  } satisfies Partial<Handlers>;
}
