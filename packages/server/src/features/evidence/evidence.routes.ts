import { AppError } from '@ancam/core';
import type { Context } from '../../context.ts';
import { evidenceResponse } from '../../http/download.ts';
import type { Handlers } from '../../http/router.ts';
import * as service from './evidence.service.ts';

export function evidenceHandlers(context: Context) {
  return {
    listEvidence: ({ actor, params }) => service.list(context, actor, params),
    addEvidence: ({ actor, params, query, visit: { request } }) => {
      assertNotLarger(request, context.files.largest);
      return service.add(context, actor, params, query, request.body ?? emptyBody());
    },
    readEvidence: async ({ actor, params }) => evidenceResponse(await service.read(context, actor, params.id)),
    withdrawEvidence: ({ actor, params, body }) => service.withdraw(context, actor, params.id, body.reason),
  } satisfies Partial<Handlers>;
}

/** Says so before the first byte where the sender tells the size; whoever lies is stopped on the way. */
function assertNotLarger(request: Request, largest: number): void {
  if (Number(request.headers.get('content-length') ?? 0) <= largest) return;
  throw new AppError('file.too-large', `more than ${largest} bytes`, { limitBytes: largest });
}

async function* emptyBody(): AsyncGenerator<Uint8Array> {
  // no parts
}
