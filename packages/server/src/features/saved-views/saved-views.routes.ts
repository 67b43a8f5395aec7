import type { Context } from '../../context.ts';
import type { Handlers } from '../../http/router.ts';
import * as service from './saved-views.service.ts';

export function savedViewHandlers(context: Context) {
  return {
    listSavedViews: ({ actor, query }) => service.list(context, actor, query.list),
    addSavedView: ({ actor, body }) => service.add(context, actor, body),
    updateSavedView: ({ actor, params, body }) => service.update(context, actor, params.id, body),
    removeSavedView: ({ actor, params }) => service.remove(context, actor, params.id),
    setDefaultView: ({ actor, params, body }) => service.setDefault(context, actor, params.id, body.isDefault),
    orderSavedViews: ({ actor, body }) => service.order(context, actor, body.list, body.ids),
  } satisfies Partial<Handlers>;
}
