import type { Context } from '../../context.ts';
import type { Handlers } from '../../http/router.ts';
import { search } from './search.service.ts';

export function searchHandlers(context: Context) {
  return { search: ({ actor, query }) => search(context, actor, query.q) } satisfies Partial<Handlers>;
}
