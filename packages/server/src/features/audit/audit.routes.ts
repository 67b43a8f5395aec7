import type { Context } from '../../context.ts';
import { exportList } from '../../http/list-export.ts';
import type { Handlers } from '../../http/router.ts';
import { AUDIT_TABLE } from './audit-table.ts';
import * as service from './audit.service.ts';

export function auditHandlers(context: Context) {
  return {
    audit: ({ actor, query }) => service.list(context, actor, query),
    exportAudit: ({ actor, query }) =>
      exportList(context, actor, query, {
        ...AUDIT_TABLE,
        audit: { action: 'audit.exported', object: 'audit' },
        page: (page) => service.page(context, actor, page),
      }),
  } satisfies Partial<Handlers>;
}
