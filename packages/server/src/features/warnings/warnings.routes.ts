import type { Context } from '../../context.ts';
import { exportList } from '../../http/list-export.ts';
import type { Handlers } from '../../http/router.ts';
import { WARNING_TABLE } from './warning-columns.ts';
import * as service from './warnings.service.ts';

export function warningHandlers(context: Context) {
  return {
    listWarnings: ({ actor, query }) => service.list(context, actor, query),
    exportWarnings: ({ actor, query }) =>
      exportList(context, actor, query, {
        ...WARNING_TABLE,
        audit: { action: 'warning.exported', object: 'warnings' },
        page: (page) => service.list(context, actor, { ...query, ...page }),
      }),
    proposeWarning: ({ actor, body }) => service.propose(context, actor, body),
    getWarning: ({ actor, params }) => service.get(context, actor, params.id),
    publishWarning: ({ actor, params }) => service.publish(context, actor, params.id),
    refuseWarning: ({ actor, params, body }) => service.refuse(context, actor, params.id, body.reason),
    withdrawWarning: ({ actor, params, body }) => service.withdraw(context, actor, params.id, body),
  } satisfies Partial<Handlers>;
}
