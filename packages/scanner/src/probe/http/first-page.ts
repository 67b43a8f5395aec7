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

interface Reached {
  readonly answer: HttpAnswer;
  readonly path: string;
  readonly html: string;
  /** It ended in being sent to https. */
  readonly toHttps: boolean;
}

/** Follows redirects on the same origin, at most five; loops and foreign hosts end it. */
async function follow(session: HostSession, endpoint: WebEndpoint, first: HttpAnswer): Promise<Reached> {
  const seen = new Set(['/']);
  let answer = first;
  let path = '/';
  for (let step = 0; ; step += 1) {
    const html = bodyText(answer);
    const header = answer.status >= 300 && answer.status < 400 ? headerValues(answer, 'location')[0] : undefined;
    const link = header ?? (answer.status === 200 ? pageRedirect(html) : undefined);
    const here: Reached = { answer, path, html, toHttps: false };
    if (link === undefined) return here;
    const target = resolveLink(link, { host: webHost(session, endpoint), secure: endpoint.secure, path });
    if (target.kind === 'https') return { ...here, toHttps: true };
    if (target.kind === 'elsewhere' || !fits('http-get', 'path', target.path)) return here;
    if (seen.has(target.path) || step >= MAX_REDIRECTS) {
      if (header !== undefined) session.leaveOpen('http', message('redirects-endless', { port: endpoint.port }));
      return here;
    }
    seen.add(target.path);
    const next = await getPage(session, endpoint, target.path);
    if (next.status === 0) {
      session.leaveOpen('http', message('no-answer', { port: endpoint.port, question: target.path, end: next.end }));
      return here;
    }
    ({ path } = target);
    answer = next;
  }
}

/** Reads everything the first page tells. `first` is the answer to GET /. */
export async function readFirstPage(session: HostSession, endpoint: WebEndpoint, first: HttpAnswer): Promise<void> {
  const { port, secure } = endpoint;
  session.addFact('http.answered', true, port, first.n);
  session.addFact('http.clearText', !secure, port, first.n);
  if (first.end !== 'ok') session.leaveOpen('http', message('page-cut', { port, end: first.end }));
  const reached = await follow(session, endpoint, first);
  const { answer, html, path } = reached;
  const { n } = answer;
  session.addFact('http.status', answer.status, port, n);
  session.addFact('http.server', headerValues(answer, 'server')[0] ?? headerValues(first, 'server')[0], port, n);
  session.addFact('http.path', path, port, n);
  session.addFact('http.title', titleOf(html), port, n);
  session.addFact('http.body', html.slice(0, BODY_KEPT), port, n);
  if (!secure && reached.toHttps) session.addFact('http.redirectsToHttps', true, port, n);
  readLogin(session, endpoint, reached);
  if (!reached.toHttps && answer.status < 500) await readFavicon(session, endpoint, reached);
}

function readLogin(session: HostSession, endpoint: WebEndpoint, reached: Reached): void {
  const { port, secure } = endpoint;
  const { answer, html, path } = reached;
  const challenge = summarise(parseChallenges(headerValues(answer, 'www-authenticate')));
  session.addFact('http.realm', challenge.realm, port, answer.n);
  session.addFact('http.auth', challenge.schemes, port, answer.n);
  session.addFact('http.digestAlgorithms', challenge.digestAlgorithms, port, answer.n);
  const asks = challenge.schemes.length > 0 || (answer.status < 400 && !reached.toHttps && asksForLogin(html, path));
  if (!asks) return;
  session.addFact('http.login', true, port, answer.n);
  if (secure) return;
  session.addFact('http.loginClearText', true, port, answer.n);
  if (challenge.schemes.includes('basic')) session.addFact('http.basicClearText', true, port, answer.n);
}
