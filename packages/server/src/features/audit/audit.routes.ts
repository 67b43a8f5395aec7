import type { Context } from '../../context.ts';
import type { Handlers } from '../../http/router.ts';
import * as service from './audit.service.ts';

export function auditHandlers(context: Context) {
  return { audit: ({ actor, query }) => service.list(context, actor, query) } satisfies Partial<Handlers>;
}
