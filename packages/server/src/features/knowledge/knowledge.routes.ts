import { openApiDocument } from '@ancam/contract';
import type { Context } from '../../context.ts';
import type { Handlers } from '../../http/router.ts';
import { viewKnowledge } from './knowledge.view.ts';

export function knowledgeHandlers(context: Context) {
  const view = viewKnowledge(context);
  // written when it is first asked for: a start should not wait for it
  let document: Promise<string> | undefined;
  return {
    knowledge: () => view,
    openapi: async () => {
      document ??= openApiDocument(context.software.replace(/^\D*/, '')).then((written) => JSON.stringify(written));
      return new Response(await document, { headers: { 'content-type': 'application/json' } });
    },
  } satisfies Partial<Handlers>;
}
