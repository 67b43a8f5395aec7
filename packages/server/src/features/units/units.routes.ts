import type { Context } from '../../context.ts';
import { exportList } from '../../http/list-export.ts';
import type { Handlers } from '../../http/router.ts';
import * as jurisdictions from './jurisdictions.service.ts';
import * as service from './units.service.ts';
import { UNIT_TABLE } from './unit-table.ts';

export function unitHandlers(context: Context) {
  return {
    listUnits: ({ actor, query }) => service.list(context, actor, query),
    exportUnits: ({ actor, query }) =>
      exportList(context, actor, query, {
        ...UNIT_TABLE,
        audit: { action: 'unit.exported', object: 'units' },
        page: (page) => service.list(context, actor, { ...query, ...page }),
      }),
    createUnit: ({ actor, body }) => service.create(context, actor, body),
    getUnit: ({ actor, params }) => service.get(context, actor, params.id),
    correctUnit: ({ actor, params, body }) => service.correct(context, actor, params.id, body),
    listJurisdictions: ({ actor, params }) => jurisdictions.list(context, actor, params.id),
    grantJurisdiction: ({ actor, params, body }) => jurisdictions.grant(context, actor, params.id, body),
    revokeJurisdiction: ({ actor, params }) => jurisdictions.revoke(context, actor, params.id),
  } satisfies Partial<Handlers>;
}
