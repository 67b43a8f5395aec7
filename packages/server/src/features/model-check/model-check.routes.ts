import type { Context } from '../../context.ts';
import { RateLimit } from '../../http/rate-limit.ts';
import type { Handlers } from '../../http/router.ts';
import { checkModel } from './model-check.service.ts';

/** Questions a minute from one address: plenty for a person, little for one who copies the register. */
const MOST = 60;
const WINDOW_MS = 60_000;

export function modelCheckHandlers(context: Context) {
  const limit = new RateLimit(context.clock, MOST, WINDOW_MS);
  return {
    modelCheck: ({ query, visit }) => {
      limit.take(visit.address);
      return checkModel(context, query);
    },
  } satisfies Partial<Handlers>;
}
