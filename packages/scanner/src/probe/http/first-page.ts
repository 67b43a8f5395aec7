import { message } from '@ancam/core';
import type { HttpAnswer } from '../../engine/ask.ts';
import { getPage, webHost } from '../../engine/ask.ts';
import type { HostSession, WebEndpoint } from '../../engine/session.ts';
import { headerValues } from '../../wire/http.ts';
import { fits } from '../../wire/shapes.ts';
import { parseChallenges, summarise } from '../challenge.ts';
import { readFavicon } from './favicon.ts';
import { asksForLogin, bodyText, pageRedirect, resolveLink, titleOf } from './page.ts';

const MAX_REDIRECTS = 5;
const BODY_KEPT = 4096;

/** A page that was read, and where. */
interface Page {
  readonly endpoint: WebEndpoint;
  readonly answer: HttpAnswer;
  readonly path: string;
  readonly html: string;
}

/** Where the first page led. */
interface Trail {
  /** The last page on the service that was asked. */
  readonly own: Page;
  /** The last page of all, where that is on another service of the host. */
  readonly other: Page | undefined;
  /** Clear text ended in being sent to https. */
  readonly toHttps: boolean;
}

function nextLink({ answer, html }: Page): { link: string | undefined; byHeader: boolean } {
  const header = answer.status >= 300 && answer.status < 400 ? headerValues(answer, 'location')[0] : undefined;
  return { link: header ?? (answer.status === 200 ? pageRedirect(html) : undefined), byHeader: header !== undefined };
}

/**
 * Follows redirects on the same host, at most five; loops, foreign hosts and ports that the plan does not name end it. The first page of
 * another service is not read here: that service is asked by itself.
 */
async function follow(session: HostSession, start: WebEndpoint, first: HttpAnswer): Promise<Trail> {
  const seen = new Set([keyOf(start, '/')]);
  let page: Page = { endpoint: start, answer: first, path: '/', html: bodyText(first) };
  let own = page;
  let toHttps = false;
  for (let step = 0; ; step += 1) {
    const trail: Trail = { own, other: page === own ? undefined : page, toHttps };
    const { link, byHeader } = nextLink(page);
    if (link === undefined) return trail;
    const { endpoint: here } = page;
    const target = resolveLink(link, { host: webHost(session, here), secure: here.secure, path: page.path });
    if (target.kind === 'service' && target.secure && !here.secure) toHttps = true;
    const endpoint = target.kind === 'service' ? target : here;
    const elsewhere = target.kind === 'service' && (target.path === '/' || !session.isOpen(target.port));
    if (target.kind === 'elsewhere' || elsewhere || !fits('http-get', 'path', target.path)) return { ...trail, toHttps };
    const key = keyOf(endpoint, target.path);
    if (seen.has(key) || step >= MAX_REDIRECTS) {
      if (byHeader) session.leaveOpen('http', message('redirects-endless', { port: start.port }));
      return { ...trail, toHttps };
    }
    seen.add(key);
    const answer = await getPage(session, { port: endpoint.port, secure: endpoint.secure }, target.path);
    if (answer.status === 0) {
      session.leaveOpen('http', message('no-answer', { port: endpoint.port, question: target.path, end: answer.end }));
      return { ...trail, toHttps };
    }
    page = { endpoint: { port: endpoint.port, secure: endpoint.secure }, answer, path: target.path, html: bodyText(answer) };
    if (page.endpoint.port === start.port && page.endpoint.secure === start.secure) own = page;
  }
}

function keyOf({ port, secure }: WebEndpoint, path: string): string {
  return `${port} ${secure} ${path}`;
}

/** Reads everything the first page tells. `first` is the answer to GET /. */
export async function readFirstPage(session: HostSession, endpoint: WebEndpoint, first: HttpAnswer): Promise<void> {
  const { port, secure } = endpoint;
  noteService(session, endpoint, first);
  if (first.end !== 'ok') session.leaveOpen('http', message('page-cut', { port, end: first.end }));
  const { own, other, toHttps } = await follow(session, endpoint, first);
  session.addFact('http.server', headerValues(own.answer, 'server')[0] ?? headerValues(first, 'server')[0], port, own.answer.n);
  if (!secure && toHttps) session.addFact('http.redirectsToHttps', true, port, own.answer.n);
  await readPage(session, own, toHttps || other !== undefined);
  if (other === undefined) return;
  noteService(session, other.endpoint, other.answer);
  session.addFact('http.server', headerValues(other.answer, 'server')[0], other.endpoint.port, other.answer.n);
  await readPage(session, other, false);
}

function noteService(session: HostSession, { port, secure }: WebEndpoint, { n }: HttpAnswer): void {
  session.addFact('http.answered', true, port, n);
  session.addFact('http.clearText', !secure, port, n);
}

/** What one page tells. `left`: it only sends on to another service, so it asks for nothing itself. */
async function readPage(session: HostSession, page: Page, left: boolean): Promise<void> {
  const { endpoint, answer, path, html } = page;
  const { port } = endpoint;
  session.addFact('http.status', answer.status, port, answer.n);
  session.addFact('http.path', path, port, answer.n);
  session.addFact('http.title', titleOf(html), port, answer.n);
  session.addFact('http.body', html.slice(0, BODY_KEPT), port, answer.n);
  readLogin(session, page, left);
  if (!left && answer.status < 500) await readFavicon(session, endpoint, page);
}

function readLogin(session: HostSession, { endpoint, answer, html, path }: Page, left: boolean): void {
  const { port, secure } = endpoint;
  const challenge = summarise(parseChallenges(headerValues(answer, 'www-authenticate')));
  session.addFact('http.realm', challenge.realm, port, answer.n);
  session.addFact('http.auth', challenge.schemes, port, answer.n);
  session.addFact('http.digestAlgorithms', challenge.digestAlgorithms, port, answer.n);
  const asks = challenge.schemes.length > 0 || (answer.status < 400 && !left && asksForLogin(html, path));
  if (!asks) return;
  session.addFact('http.login', true, port, answer.n);
  if (secure) return;
  session.addFact('http.loginClearText', true, port, answer.n);
  if (challenge.schemes.includes('basic')) session.addFact('http.basicClearText', true, port, answer.n);
}
