import type { Context } from '../../context.ts';
import { exportList } from '../../http/list-export.ts';
import type { Handlers } from '../../http/router.ts';
import * as service from './reorganisations.service.ts';
import { assign, listUnresolved } from './unresolved.service.ts';
import { REORGANISATION_TABLE } from './reorganisation-tables.ts';
import { UNRESOLVED_TABLE } from './reorganisation-tables.ts';

export function reorganisationHandlers(context: Context) {
  return {
    listReorganisations: ({ actor, query }) => service.list(context, actor, query),
    exportReorganisations: ({ actor, query }) =>
      exportList(context, actor, query, {
        ...REORGANISATION_TABLE,
        audit: { action: 'reorganisation.exported', object: 'reorganisations' },
        page: (page) => service.list(context, actor, { ...query, ...page }),
      }),
    previewReorganisation: ({ actor, body }) => service.preview(context, actor, body),
    draftReorganisation: ({ actor, body }) => service.draft(context, actor, body),
    getReorganisation: ({ actor, params }) => service.get(context, actor, params.id),
    withdrawReorganisation: ({ actor, params }) => service.step(context, actor, params.id, 'withdraw'),
    approveReorganisation: ({ actor, params }) => service.step(context, actor, params.id, 'approve'),
    applyReorganisation: ({ actor, params }) => service.step(context, actor, params.id, 'apply'),
    reverseReorganisation: ({ actor, params }) => service.step(context, actor, params.id, 'reverse'),
    listUnresolved: ({ actor, params, query }) => listUnresolved(context, actor, params.id, query),
    exportUnresolved: ({ actor, params, query }) =>
      exportList(context, actor, query, {
        ...UNRESOLVED_TABLE,
        audit: { action: 'reorganisation.exported', object: `reorganisation/${params.id}` },
        page: (page) => listUnresolved(context, actor, params.id, page),
      }),
    assignUnresolved: ({ actor, params, body }) => assign(context, actor, params.id, body),
  } satisfies Partial<Handlers>;
}
