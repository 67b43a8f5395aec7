import type { ProbeName } from '@ancam/core';
import { askHttp } from '../wire/http.ts';
import type { HttpOptions, HttpReply } from '../wire/http.ts';
import { ANY_TLS } from '../wire/connect.ts';
import { buildRequest } from '../wire/shapes.ts';
import type { ShapedRequest } from '../wire/shapes.ts';
import type { HostSession, WebEndpoint } from './session.ts';

/** An HTTP answer with the number of its observation and the port it came from. */
export type HttpAnswer = HttpReply & { readonly n: number; readonly port: number };

function headText(reply: HttpReply): string {
  return `HTTP ${reply.status}\r\n${reply.headers.map(([name, value]) => `${name}: ${value}`).join('\r\n')}\r\n\r\n`;
}

function isText(reply: HttpReply): boolean {
  const type = reply.headers.find(([name]) => name === 'content-type')?.[1] ?? 'text/';
  return /text|xml|json|html|javascript/i.test(type);
}

/** Head of the answer and, where it is text, the start of the body; of images only the size read. */
function show(reply: HttpReply): Buffer {
  if (reply.status === 0) return reply.raw ?? Buffer.alloc(0);
  const body = isText(reply) ? reply.body.subarray(0, 2048) : Buffer.from(`[${reply.body.length} bytes read, not kept]`);
  return Buffer.concat([Buffer.from(headText(reply)), body]);
}

/** Sends one HTTP request to a web endpoint of the host. */
export async function askWeb(
  session: HostSession,
  probe: ProbeName,
  endpoint: WebEndpoint,
  request: ShapedRequest,
  options: HttpOptions & { readonly timeoutMs?: number | undefined } = {},
): Promise<HttpAnswer> {
  const place = { address: session.address, port: endpoint.port, tls: endpoint.secure ? ANY_TLS : undefined };
  const answer = await session.exchange<HttpReply>(
    { probe, port: endpoint.port, transport: endpoint.secure ? 'tls' : 'tcp', request, once: options.timeoutMs !== undefined },
    (end) => ({ end, status: 0, headers: [], body: Buffer.alloc(0) }),
    () => askHttp(session.context.lane, place, request, session.limits(options.timeoutMs), options),
    show,
  );
  return { ...answer, port: endpoint.port };
}

/** Host header of a web endpoint. */
export function webHost(session: HostSession, endpoint: WebEndpoint): string {
  return session.hostText(endpoint.port, endpoint.secure ? 443 : 80);
}

/** GET of a path by one of the GET shapes. */
export function getPage(session: HostSession, endpoint: WebEndpoint, path: string, shape = 'http-get'): Promise<HttpAnswer> {
  return askWeb(session, 'http', endpoint, buildRequest(shape, { host: webHost(session, endpoint), path }));
}
