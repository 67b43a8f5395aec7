import { createHash } from 'node:crypto';
import { message } from '@ancam/core';
import { getPage, webHost } from '../../engine/ask.ts';
import type { HostSession, WebEndpoint } from '../../engine/session.ts';
import { headerValues } from '../../wire/http.ts';
import { fits } from '../../wire/shapes.ts';
import { faviconMmh3 } from './favicon-hash.ts';
import { iconLink, resolveLink } from './page.ts';

function isIcon(bytes: Buffer, type: string): boolean {
  if (bytes.length < 8 || /text\/html|json|xml(?!.*svg)/i.test(type)) return false;
  return !/^\s*<(?:!doctype|html)/i.test(bytes.subarray(0, 64).toString('latin1'));
}

/** Reads the icon the page names, else /favicon.ico, and keeps its hashes only. */
export async function readFavicon(session: HostSession, endpoint: WebEndpoint, page: { html: string; path: string }): Promise<void> {
  const link = resolveLink(iconLink(page.html) ?? '/favicon.ico', {
    host: webHost(session, endpoint),
    secure: endpoint.secure,
    path: page.path,
  });
  if (link.kind !== 'path' || !fits('http-get', 'path', link.path)) return;
  const answer = await getPage(session, endpoint, link.path);
  if (answer.status === 0) return session.leaveOpen('http', message('no-icon-answer', { port: endpoint.port, end: answer.end }));
  if (answer.end !== 'ok' || answer.status !== 200) return;
  if (!isIcon(answer.body, headerValues(answer, 'content-type')[0] ?? '')) return;
  session.addFact('http.faviconMmh3', faviconMmh3(answer.body), endpoint.port, answer.n);
  session.addFact('http.faviconMd5', createHash('md5').update(answer.body).digest('hex'), endpoint.port, answer.n);
}
