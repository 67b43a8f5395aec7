import type { Context } from '../../context.ts';
import type { Handlers } from '../../http/router.ts';
import * as service from './sessions.service.ts';

export function sessionHandlers(context: Context) {
  return {
    session: ({ visit }) => service.describeSession(context, visit.sessionToken),
    logout: async ({ visit }) => {
      if (visit.sessionToken !== undefined) await service.logOut(context, visit.sessionToken);
      visit.setSession(undefined, 0);
      return { done: true };
    },
  } satisfies Partial<Handlers>;
}
