import { message } from '@ancam/core';
import { askWeb, getPage, webHost } from '../../engine/ask.ts';
import type { HttpAnswer } from '../../engine/ask.ts';
import type { HostSession, WebEndpoint } from '../../engine/session.ts';
import { headerValues } from '../../wire/http.ts';
import { buildRequest, fits } from '../../wire/shapes.ts';
import { hasPage } from './first-page.ts';

const MAX_PATHS = 6;
const MAX_ENDPOINTS = 2;
/** Enough to recognise the kind of image, too little to see anything. */
const MAGIC_BYTES = 16;

function isImage(answer: HttpAnswer): boolean {
  if (answer.status !== 200) return false;
  const magic = answer.body.subarray(0, 4).toString('hex');
  const known = magic.startsWith('ffd8ff') || magic === '89504e47' || magic.startsWith('474946');
  return known && !/text|json|xml/i.test(headerValues(answer, 'content-type')[0] ?? '');
}

/** Asks the still-image addresses of the suspected makers without log-in. Only the first bytes are read; none are kept. */
export async function probeSnapshots(session: HostSession, paths: readonly string[]): Promise<void> {
  const safe = paths.filter((path) => fits('http-snapshot', 'path', path)).slice(0, MAX_PATHS);
  for (const endpoint of pictureServices(session).slice(0, MAX_ENDPOINTS)) {
    for (const path of safe) {
      const answer = await ask(session, endpoint, path);
      if (answer.status === 0) session.leaveOpen('http', message('no-image-answer', { port: endpoint.port, end: answer.end }));
      if (!isImage(answer) || (await anyPathIsImage(session, endpoint))) continue;
      session.addFact('http.snapshotOpen', true, endpoint.port, answer.n);
      session.addFact('http.snapshotPath', path, endpoint.port, answer.n);
      return;
    }
  }
}

/** Where a device has pages on one port and only a service for programs on another, its pictures are with its pages. */
function pictureServices(session: HostSession): readonly WebEndpoint[] {
  const withPages = session.web.filter(({ port }) =>
    session.facts.some((fact) => fact.name === 'http.status' && fact.port === port && hasPage(Number(fact.value))),
  );
  return withPages.length > 0 ? withPages : session.web;
}

function ask(session: HostSession, endpoint: WebEndpoint, path: string): Promise<HttpAnswer> {
  const request = buildRequest('http-snapshot', { host: webHost(session, endpoint), path });
  return askWeb(session, 'http', endpoint, request, { bodyBytes: MAGIC_BYTES });
}

/** A device that answers every address with an image shows no camera picture there. */
async function anyPathIsImage(session: HostSession, endpoint: WebEndpoint): Promise<boolean> {
  return isImage(await getPage(session, endpoint, session.context.randomPath, 'http-random'));
}
