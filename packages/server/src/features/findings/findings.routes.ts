import type { Context } from '../../context.ts';
import type { Handlers } from '../../http/router.ts';
import * as decisions from './decisions.service.ts';

export function findingHandlers(context: Context) {
  return {
    acceptFinding: ({ actor, params, body }) => decisions.accept(context, actor, params.id, body),
    fixFinding: ({ actor, params, body }) => decisions.fix(context, actor, params.id, body),
    reopenFinding: ({ actor, params, body }) => decisions.reopen(context, actor, params.id, body),
  } satisfies Partial<Handlers>;
}
