import type { Problem } from '@ancam/contract';
import type { AppError, ErrorCode } from '@ancam/core';

/** HTTP status of every error code. */
const STATUS = {
  'input.invalid': 400,
  'target.malformed': 400,
  'target.unknown-host': 400,
  'target.too-many': 400,
  'target.refused': 403,
  'file.unreadable': 400,
  'file.not-a-result': 422,
  'file.too-large': 413,
  'file.refused': 422,
  'knowledge.invalid': 500,
  'check.unknown': 404,
  'auth.required': 401,
  'auth.failed': 401,
  'auth.locked': 429,
  'auth.forbidden': 403,
  'setup.done': 409,
  'setup.link-invalid': 403,
  'invitation.invalid': 403,
  'authorisation.missing': 403,
  'authorisation.expired': 403,
  'not-found': 404,
  conflict: 409,
  'rate.limited': 429,
  'store.locked': 503,
  'store.newer-schema': 503,
  'store.failed': 503,
  'store.not-empty': 409,
  'backup.invalid': 422,
  'scan.failed': 500,
  internal: 500,
} as const satisfies Record<ErrorCode, number>;

/** An error as an RFC 9457 answer. Messages of faults inside the server stay in the log. */
export function problemResponse(error: AppError, requestId: string): Response {
  const status = STATUS[error.code];
  const inside = status === 500;
  const problem: Problem = {
    type: `urn:ancam:problem:${error.code}`,
    title: inside ? 'internal error' : error.message,
    status,
    code: error.code,
    ...(inside ? {} : { details: error.details }),
    requestId,
  };
  const headers = new Headers({ 'content-type': 'application/problem+json', 'cache-control': 'no-store' });
  const { retryAfterSeconds } = error.details;
  if (typeof retryAfterSeconds === 'number') headers.set('retry-after', String(retryAfterSeconds));
  return new Response(JSON.stringify(problem), { status, headers });
}

/** Whether an error is a fault of the server, to be logged. */
export function isServerFault(error: AppError): boolean {
  return STATUS[error.code] >= 500;
}
