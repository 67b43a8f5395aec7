import { message } from '@ancam/core';
import type { HttpAnswer } from '../../engine/ask.ts';
import { getPage, webHost } from '../../engine/ask.ts';
import type { FactSink, HostSession, WebEndpoint } from '../../engine/session.ts';
import { headerValues } from '../../wire/http.ts';
import { fits } from '../../wire/shapes.ts';
import { parseChallenges, summarise } from '../challenge.ts';
import { readFavicon } from './favicon.ts';
import { asksForLogin, bodyText, pageRedirect, resolveLink, titleOf } from './page.ts';

const MAX_REDIRECTS = 5;
const BODY_KEPT = 4096;

/** A page that was read, and where. */
export interface Page {
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

/** Where a page sends the browser. `goes`: AnCam may follow there. */
interface Step {
  readonly endpoint: WebEndpoint;
  readonly path: string;
  readonly byHeader: boolean;
  readonly toHttps: boolean;
  readonly goes: boolean;
}

/** The next step of a trail; undefined where the page leads nowhere on this host. */
function nextStep(session: HostSession, { endpoint, answer, path, html }: Page): Step | undefined {
  const header = answer.status >= 300 && answer.status < 400 ? headerValues(answer, 'location')[0] : undefined;
  const link = header ?? (answer.status === 200 ? pageRedirect(html) : undefined);
  if (link === undefined) return undefined;
  const target = resolveLink(link, { host: webHost(session, endpoint), secure: endpoint.secure, path });
  if (target.kind === 'elsewhere') return undefined;
  const step = { path: target.path, byHeader: header !== undefined, goes: fits('http-get', 'path', target.path) };
  if (target.kind === 'path') return { ...step, endpoint, toHttps: false };
  // the first page of another service is not read here: that service is asked by itself
  const goes = step.goes && target.path !== '/' && session.isOpen(target.port);
  return { ...step, endpoint: { port: target.port, secure: target.secure }, toHttps: target.secure && !endpoint.secure, goes };
}

/** Follows redirects on the same host, at most five; loops, foreign hosts and ports that the plan does not name end it. */
async function follow(session: HostSession, start: WebEndpoint, first: HttpAnswer): Promise<Trail> {
  const seen = new Set([keyOf(start, '/')]);
  let page: Page = { endpoint: start, answer: first, path: '/', html: bodyText(first) };
  let own = page;
  let toHttps = false;
  for (let count = 0; ; count += 1) {
    const step = nextStep(session, page);
    toHttps ||= step?.toHttps === true;
    const trail: Trail = { own, other: page === own ? undefined : page, toHttps };
    if (step?.goes !== true) return trail;
    const { endpoint, path } = step;
    if (seen.has(keyOf(endpoint, path)) || count >= MAX_REDIRECTS) {
      if (step.byHeader) session.leaveOpen('http', message('redirects-endless', { port: start.port }));
      return trail;
    }
    seen.add(keyOf(endpoint, path));
    const answer = await getPage(session, endpoint, path);
    if (answer.status === 0) {
      session.leaveOpen('http', message('no-answer', { port: endpoint.port, question: path, end: answer.end }));
      return trail;
    }
    page = { endpoint, answer, path, html: bodyText(answer) };
    if (keyOf(endpoint, '') === keyOf(start, '')) own = page;
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

/** What the answer to GET / tells by itself; nothing further is asked. */
export function noteFirstPage(session: HostSession, endpoint: WebEndpoint, first: HttpAnswer): void {
  noteService(session, endpoint, first);
  session.addFact('http.server', headerValues(first, 'server')[0], endpoint.port, first.n);
  notePage(session, { endpoint, answer: first, path: '/', html: bodyText(first) }, false);
}

/** Notes that a web service answers here, and whether in clear text. */
export function noteService(session: FactSink, { port, secure }: WebEndpoint, { n }: HttpAnswer): void {
  session.addFact('http.answered', true, port, n);
  session.addFact('http.clearText', !secure, port, n);
}

async function readPage(session: HostSession, page: Page, left: boolean): Promise<void> {
  notePage(session, page, left);
  if (!left && hasPage(page.answer.status)) await readFavicon(session, page.endpoint, page);
}

/** A page or a demand to log in: what has none, as a service for programs alone, has no icon either. */
export function hasPage(status: number): boolean {
  return status < 400 || status === 401 || status === 403;
}

/** What one page tells. `left`: it only sends on to another service, so it asks for nothing itself. */
export function notePage(session: FactSink, page: Page, left: boolean): void {
  const { endpoint, answer, path, html } = page;
  const { port } = endpoint;
  session.addFact('http.status', answer.status, port, answer.n);
  session.addFact('http.path', path, port, answer.n);
  session.addFact('http.title', titleOf(html), port, answer.n);
  session.addFact('http.body', html.slice(0, BODY_KEPT), port, answer.n);
  readLogin(session, page, left);
}

function readLogin(session: FactSink, { endpoint, answer, html, path }: Page, left: boolean): void {
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
