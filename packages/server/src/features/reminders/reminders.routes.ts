import type { Context } from '../../context.ts';
import type { Handlers } from '../../http/router.ts';
import * as service from './urge.service.ts';

export function reminderHandlers(context: Context) {
  return {
    urgeActions: ({ actor, query }) => service.actions(context, actor, query),
    urgeUnits: ({ actor, body }) => service.urge(context, actor, body),
  } satisfies Partial<Handlers>;
}
