import type { Context } from '../../context.ts';
import type { Handlers } from '../../http/router.ts';
import { myWork } from './my-work.service.ts';

export function myWorkHandlers(context: Context) {
  return { myWork: ({ actor }) => myWork(context, actor) } satisfies Partial<Handlers>;
}
