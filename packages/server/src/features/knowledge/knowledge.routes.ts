import { openApiDocument } from '@ancam/contract';
import type { Context } from '../../context.ts';
import type { Handlers } from '../../http/router.ts';
import { viewKnowledge } from './knowledge.view.ts';

export function knowledgeHandlers(context: Context) {
  const view = viewKnowledge(context);
  const document = JSON.stringify(openApiDocument(context.software.replace(/^\D*/, '')));
  return {
    knowledge: () => view,
    openapi: () => new Response(document, { headers: { 'content-type': 'application/json' } }),
  } satisfies Partial<Handlers>;
}
