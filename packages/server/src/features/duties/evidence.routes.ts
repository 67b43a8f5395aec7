import type { Context } from '../../context.ts';
import { exportList } from '../../http/list-export.ts';
import type { Handlers } from '../../http/router.ts';
import * as deadlines from './deadlines.service.ts';
import { DEADLINE_TABLE, ITEM_TABLE } from './evidence-tables.ts';
import * as items from './items.service.ts';
import * as links from './links.service.ts';

export function dutyEvidenceHandlers(context: Context) {
  return {
    listDutyDeadlines: ({ actor, query }) => deadlines.listDeadlines(context, actor, query),
    exportDutyDeadlines: ({ actor, query }) =>
      exportList(context, actor, query, {
        ...DEADLINE_TABLE,
        audit: { action: 'deadline.exported', object: 'deadlines' },
        page: (page) => deadlines.listDeadlines(context, actor, { ...query, ...page }),
      }),
    addDutyDeadline: ({ actor, body }) => deadlines.addDeadline(context, actor, body),
    withdrawDutyDeadline: ({ actor, params, body }) => deadlines.withdrawDeadline(context, actor, params.id, body.reason),
    listDutyItems: ({ actor, query }) => items.listItems(context, actor, query),
    exportDutyItems: ({ actor, query }) =>
      exportList(context, actor, query, {
        ...ITEM_TABLE,
        audit: { action: 'duty-item.exported', object: 'duty-items' },
        page: (page) => items.listItems(context, actor, { ...query, ...page }),
      }),
    addDutyItem: ({ actor, body }) => items.addItem(context, actor, body),
    getDutyItem: ({ actor, params }) => items.getItem(context, actor, params.id),
    updateDutyItem: ({ actor, params, body }) => items.updateItem(context, actor, params.id, body),
    withdrawDutyItem: ({ actor, params, body }) => items.withdrawItem(context, actor, params.id, body.reason),
    recordDuties: ({ actor, params }) => links.readLinks(context, actor, params.id),
    linkRecord: ({ actor, params, body }) => links.link(context, actor, params.id, body),
    unlinkRecord: ({ actor, params }) => links.unlink(context, actor, params.id),
  } satisfies Partial<Handlers>;
}
