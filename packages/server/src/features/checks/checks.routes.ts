import type { Context } from '../../context.ts';
import { exportList } from '../../http/list-export.ts';
import type { Handlers } from '../../http/router.ts';
import { checkTable } from './check-table.ts';
import * as service from './checks.service.ts';

export function checkHandlers(context: Context) {
  return {
    listChecks: ({ actor, query }) => service.list(context, actor, query),
    exportChecks: ({ actor, query }) =>
      exportList(context, actor, query, {
        ...checkTable(query.language),
        audit: { action: 'check.exported', object: 'systems' },
        page: (page) => service.list(context, actor, { ...query, ...page }),
      }),
  } satisfies Partial<Handlers>;
}
