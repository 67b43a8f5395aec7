import type { Context } from '../../context.ts';
import type { Handlers } from '../../http/router.ts';
import * as service from './reorganisations.service.ts';
import { assign, listUnresolved } from './unresolved.service.ts';

export function reorganisationHandlers(context: Context) {
  return {
    listReorganisations: ({ actor, query }) => service.list(context, actor, query),
    previewReorganisation: ({ actor, body }) => service.preview(context, actor, body),
    draftReorganisation: ({ actor, body }) => service.draft(context, actor, body),
    getReorganisation: ({ actor, params }) => service.get(context, actor, params.id),
    withdrawReorganisation: ({ actor, params }) => service.step(context, actor, params.id, 'withdraw'),
    approveReorganisation: ({ actor, params }) => service.step(context, actor, params.id, 'approve'),
    applyReorganisation: ({ actor, params }) => service.step(context, actor, params.id, 'apply'),
    reverseReorganisation: ({ actor, params }) => service.step(context, actor, params.id, 'reverse'),
    listUnresolved: ({ actor, params, query }) => listUnresolved(context, actor, params.id, query),
    assignUnresolved: ({ actor, params, body }) => assign(context, actor, params.id, body),
  } satisfies Partial<Handlers>;
}
