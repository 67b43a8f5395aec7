import type { Context } from '../../context.ts';
import type { Handlers } from '../../http/router.ts';
import * as service from './judgements.service.ts';

export function judgementHandlers(context: Context) {
  return {
    listJudgements: ({ actor, params }) => service.list(context, actor, params.id),
    addJudgement: ({ actor, params, body }) => service.add(context, actor, params.id, body),
    decideJudgement: ({ actor, params, body }) => service.decide(context, actor, params.id, body),
  } satisfies Partial<Handlers>;
}
