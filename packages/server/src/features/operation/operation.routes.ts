import type { Context } from '../../context.ts';
import type { Handlers } from '../../http/router.ts';
import * as service from './operation.service.ts';

const UNAVAILABLE = 503;

export function operationHandlers(context: Context) {
  return {
    health: () => ({ status: 'ok', software: context.software, knowledge: context.knowledge.hash }),
    ready: async () => {
      const state = await service.readiness(context);
      return Response.json(state, { status: state.ready ? 200 : UNAVAILABLE, headers: { 'cache-control': 'no-store' } });
    },
  } satisfies Partial<Handlers>;
}
