import { timingSafeEqual } from 'node:crypto';
import { AppError } from '@ancam/core';

/**
 * Headers of every answer. Scripts come only from this server, inline ones only with the nonce of the answer;
 * nobody may frame the pages; nothing is told to other sites.
 */
export function securityHeaders(options: { readonly nonce?: string; readonly https: boolean }): Record<string, string> {
  const nonce = options.nonce === undefined ? '' : ` 'nonce-${options.nonce}'`;
  const policy = [
    "default-src 'none'",
    `script-src 'self'${nonce}`,
    `style-src 'self'${nonce}`,
    // React components set style attributes; they can hold no script.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ];
  return {
    'content-security-policy': policy.join('; '),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=()',
    'x-frame-options': 'DENY',
    ...(options.https ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };
}

/**
 * Refuses a change asked for by a page of another site. Browsers always say where a request comes from;
 * a client that says nothing is no browser and carries no cookie by accident.
 */
export function assertSameOrigin(request: Request, publicUrl: string | undefined): void {
  const site = request.headers.get('sec-fetch-site');
  const origin = request.headers.get('origin');
  const foreignSite = site !== null && site !== 'same-origin' && site !== 'none';
  const foreignOrigin = origin !== null && origin !== publicUrl && hostOf(origin) !== request.headers.get('host');
  if (foreignSite || foreignOrigin) {
    throw new AppError('auth.forbidden', 'the request comes from another site', {
      place: 'Origin',
      fix: 'open the page under its own address; behind a proxy, set ANCAM_PUBLIC_URL',
    });
  }
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}

/** Whether a request carries this token; compared in constant time. */
export function bearsToken(request: Request, token: string): boolean {
  const given = Buffer.from(request.headers.get('authorization') ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
