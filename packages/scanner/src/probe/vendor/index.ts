import { message } from '@ancam/core';
import { askWeb, webHost } from '../../engine/ask.ts';
import type { HttpAnswer } from '../../engine/ask.ts';
import type { HostSession, WebEndpoint } from '../../engine/session.ts';
import { buildRequest } from '../../wire/shapes.ts';
import { READERS } from './readers.ts';

const MAX_ENDPOINTS = 2;

/** A maker's own request: it leads nowhere, or it gives facts. */
async function askMaker(session: HostSession, endpoint: WebEndpoint, id: string): Promise<HttpAnswer> {
  return askWeb(session, 'vendor', endpoint, buildRequest(id, { host: webHost(session, endpoint) }));
}

/** Sends the anonymous requests that the suspected makers offer; unknown ids of knowledge are ignored. */
export async function probeVendor(session: HostSession, requests: readonly string[]): Promise<void> {
  const known = [...new Set(requests)].filter((id) => READERS.has(id));
  // asked once more, with nothing new to ask, it stays as it was
  if (known.length === 0 && session.observations.some(({ probe }) => probe === 'vendor')) return;
  if (known.length === 0) return session.skip('vendor', message('no-maker-request'));
  if (session.web.length === 0) return session.skip('vendor', message('no-web-service'));
  session.unskip('vendor');
  for (const id of known) {
    for (const endpoint of session.web.slice(0, MAX_ENDPOINTS)) {
      const answer = await askMaker(session, endpoint, id);
      if (answer.status === 0) {
        session.leaveOpen('vendor', message('no-answer', { port: endpoint.port, question: id, end: answer.end }));
        continue;
      }
      const facts = READERS.get(id)?.(answer) ?? [];
      for (const { name, value } of facts) session.addFact(name, value, endpoint.port, answer.n);
      if (facts.length > 0) break;
    }
  }
}
