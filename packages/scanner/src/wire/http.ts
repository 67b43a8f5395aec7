import type { ClientRequest, IncomingMessage } from 'node:http';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import type { ExchangeEnd } from '@ancam/core';
import { openSocket } from './connect.ts';
import type { Endpoint } from './connect.ts';
import { deadline } from './deadline.ts';
import type { ExchangeLimits, Lane } from './lane.ts';
import { assertIssued } from './shapes.ts';
import type { ShapedRequest } from './shapes.ts';
import { readHandshake } from './tls.ts';
import type { Handshake } from './tls.ts';

// imported by name, it would fetch all that it ever exports, a client of WebSocket among it: a sixth of the start of a scan
const { request: httpRequest } = process.getBuiltinModule('node:http');

/** An HTTP answer, or how the attempt ended. `raw` holds the start of bytes that were no HTTP. */
export interface HttpReply {
  readonly end: ExchangeEnd;
  readonly status: number;
  /** Name (lower case) and value, in the order sent; a name may repeat. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer;
  readonly raw?: Buffer | undefined;
  readonly reason?: string | undefined;
  /** How the handshake before it went, where that was asked for. */
  readonly handshake?: Handshake | undefined;
}

/** What is wanted of an exchange beside its answer. */
export interface HttpOptions {
  /** Ends the exchange as `ok` once so much of the body came. */
  readonly bodyBytes?: number | undefined;
  /** The handshake of the TLS connection is read too. */
  readonly handshake?: boolean | undefined;
}

const NOTHING = Buffer.alloc(0);
const MAX_HEADER_BYTES = 16_384;

/** All values of a header. */
export function headerValues(reply: HttpReply, name: string): string[] {
  return reply.headers.filter(([key]) => key === name).map(([, value]) => value);
}

/**
 * One request, one answer, one connection.
 * Never throws on what the device does; compressed bodies are opened within the same byte limit.
 */
export async function askHttp(
  lane: Lane,
  endpoint: Endpoint,
  request: ShapedRequest,
  limits: ExchangeLimits,
  options: HttpOptions = {},
): Promise<HttpReply> {
  assertIssued(request);
  const opened = await openSocket(lane, endpoint, limits.connectTimeoutMs, limits.timeoutMs);
  if (!('socket' in opened)) {
    const { end, reason } = opened;
    return { end, status: 0, headers: [], body: NOTHING, reason, ...(options.handshake === true ? { handshake: { end, reason } } : {}) };
  }
  lane.exchanges += 1;
  const { socket } = opened;
  const handshake = options.handshake === true ? readHandshake(opened.tls) : undefined;
  const reply = await new Promise<HttpReply>((resolve) => {
    const message = parts(request.text);
    const outgoing: ClientRequest = httpRequest({
      createConnection: () => socket,
      method: message.method,
      path: message.path,
      headers: message.headers,
      setDefaultHeaders: false,
      maxHeaderSize: MAX_HEADER_BYTES,
      insecureHTTPParser: true,
    });
    const answer = new AnswerCollector(limits.maxBytes, options.bodyBytes ?? Number.POSITIVE_INFINITY);
    const settle = (end: ExchangeEnd, raw?: Buffer): void => {
      clear();
      resolve(answer.reply(lane.cancelled && end !== 'ok' ? 'cancelled' : end, raw));
    };
    const clear = deadline(limits.timeoutMs, () => settle('timeout'));
    let came = 0;
    socket.on('data', (chunk: Buffer) => {
      // Node's parser takes RTSP for HTTP too, so the first bytes are looked at before it does
      if (came === 0 && chunk.length >= 5 && chunk.subarray(0, 5).toString('latin1') !== 'HTTP/') settle('malformed', chunk);
      came += chunk.length;
      // what is not body counts too: interim answers and the lines between chunks have no end of their own
      if (came > limits.maxBytes + MAX_HEADER_BYTES) settle('limit');
    });
    outgoing.on('error', (error: unknown) => settle(...faultOf(error)));
    outgoing.once('close', () => settle('closed'));
    outgoing.once('response', (incoming) => answer.collect(incoming, settle));
    outgoing.once('upgrade', (incoming) => answer.collect(incoming, settle));
    outgoing.end(message.body);
  });
  socket.destroy();
  return { ...decompressed(reply, limits.maxBytes), ...(handshake === undefined ? {} : { handshake }) };
}

/** The pieces of a request text; the text is what leaves, in this order. */
function parts(text: string): { method: string; path: string; headers: string[]; body: string } {
  const split = text.indexOf('\r\n\r\n');
  const [start = '', ...lines] = text.slice(0, split).split('\r\n');
  const [method = '', path = ''] = start.split(' ');
  const headers = lines.flatMap((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]);
  return { method, path, headers, body: text.slice(split + 4) };
}

function faultOf(error: unknown): [ExchangeEnd, Buffer | undefined] {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const raw = error instanceof Error && 'rawPacket' in error && Buffer.isBuffer(error.rawPacket) ? error.rawPacket : undefined;
  if (code === 'HPE_HEADER_OVERFLOW' || code === 'HPE_CHUNK_EXTENSIONS_OVERFLOW') return ['limit', undefined];
  return [code.startsWith('HPE_') ? 'malformed' : 'closed', raw];
}

/** Gathers status, headers and body of one answer. */
class AnswerCollector {
  #incoming: IncomingMessage | undefined;
  #chunks: Buffer[] = [];
  #size = 0;
  readonly #maxBytes: number;
  readonly #enough: number;

  constructor(maxBytes: number, enough: number) {
    this.#maxBytes = maxBytes;
    this.#enough = enough;
  }

  collect(incoming: IncomingMessage, settle: (end: ExchangeEnd) => void): void {
    this.#incoming = incoming;
    incoming.on('data', (chunk: Buffer) => {
      this.#chunks.push(chunk);
      this.#size += chunk.length;
      if (this.#size >= this.#enough) settle('ok');
      else if (this.#size > this.#maxBytes) settle('limit');
    });
    // an answer without a length ends with the connection, so an early close after the head is an answer too
    incoming.once('end', () => settle('ok'));
    incoming.once('aborted', () => settle('closed'));
    incoming.on('error', () => settle('closed'));
  }

  reply(end: ExchangeEnd, raw: Buffer | undefined): HttpReply {
    const flat = this.#incoming?.rawHeaders ?? [];
    const headers: [string, string][] = [];
    for (let index = 0; index + 1 < flat.length; index += 2) headers.push([(flat[index] ?? '').toLowerCase(), flat[index + 1] ?? '']);
    const body = Buffer.concat(this.#chunks).subarray(0, this.#maxBytes);
    return { end, status: this.#incoming?.statusCode ?? 0, headers, body, raw: raw?.subarray(0, 1024) };
  }
}

/** A device may compress although it was asked not to. A bomb ends as `limit`, rubbish as `malformed`. */
export function decompressed(reply: HttpReply, maxOutputLength: number): HttpReply {
  const encoding = headerValues(reply, 'content-encoding')[0]?.trim().toLowerCase();
  if (reply.body.length === 0 || encoding === undefined || encoding === 'identity') return reply;
  try {
    if (encoding === 'gzip' || encoding === 'x-gzip') return { ...reply, body: gunzipSync(reply.body, { maxOutputLength }) };
    if (encoding === 'deflate') return { ...reply, body: inflateSync(reply.body, { maxOutputLength }) };
    if (encoding === 'br') return { ...reply, body: brotliDecompressSync(reply.body, { maxOutputLength }) };
    return { ...reply, body: NOTHING, end: 'malformed', reason: 'unknown content encoding' };
  } catch (error) {
    const tooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    return { ...reply, body: NOTHING, end: tooLarge ? 'limit' : 'malformed', reason: 'compressed body' };
  }
}
