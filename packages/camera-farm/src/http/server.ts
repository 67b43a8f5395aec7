import { STATUS_CODES, createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PageAnswer } from '../makers/profile.ts';
import type { Connection } from '../net/listeners.ts';

/** A request with all that an answer depends on. */
export interface HttpRequest {
  readonly connection: Connection;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

/** An answer; several challenges need several `WWW-Authenticate` headers. */
export interface HttpAnswer extends Omit<PageAnswer, 'headers'> {
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
}

const MAX_BODY = 65_536;
const IDLE_MS = 60_000;

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue;
    size += chunk.length;
    if (size > MAX_BODY) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Small cameras speak HTTP/1.0 and close; Node's own writer knows only 1.1. */
function sendHttp10(socket: Socket, method: string, answer: HttpAnswer): void {
  const body = Buffer.from(answer.body);
  const headers = Object.entries(answer.headers).flatMap(([name, value]) => [value].flat().map((one) => `${name}: ${one}\r\n`));
  const head = `HTTP/1.0 ${answer.status} ${STATUS_CODES[answer.status] ?? ''}\r\n${headers.join('')}Content-Length: ${body.length}\r\nConnection: close\r\n\r\n`;
  socket.end(Buffer.concat([Buffer.from(head), method === 'HEAD' ? Buffer.alloc(0) : body]));
}

function send(response: ServerResponse, method: string, answer: HttpAnswer): void {
  const body = Buffer.from(answer.body);
  response.writeHead(answer.status, { ...mutable(answer.headers), 'Content-Length': body.length });
  response.end(method === 'HEAD' ? undefined : body);
}

function mutable(headers: HttpAnswer['headers']): Record<string, string | string[]> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, typeof value === 'string' ? value : [...value]]));
}

function badRequest(headers: Readonly<Record<string, string>>): string {
  const lines = Object.entries({ ...headers, 'Content-Type': 'text/html', Connection: 'close' }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  return `HTTP/1.1 400 Bad Request\r\n${lines.join('')}\r\n<html><head><title>400 Bad Request</title></head><body>Bad Request</body></html>\n`;
}

/** One web server for all cameras: it never listens itself, the farm hands it the sockets. */
export class SharedHttpServer {
  readonly #server: Server;
  readonly #connections = new WeakMap<object, Connection>();

  constructor(answer: (request: HttpRequest) => HttpAnswer) {
    this.#server = createServer((request, response) => {
      this.#answer(request, response, answer).catch(() => response.destroy());
    });
    this.#server.setTimeout(IDLE_MS);
    this.#server.on('clientError', (_error, socket) => {
      const camera = this.#connections.get(socket)?.camera;
      if (socket.writable) socket.end(badRequest(camera?.maker.httpHeaders(camera) ?? {}));
    });
  }

  accept(socket: Socket, connection: Connection): void {
    this.#connections.set(socket, connection);
    this.#server.emit('connection', socket);
  }

  async #answer(request: IncomingMessage, response: ServerResponse, answer: (request: HttpRequest) => HttpAnswer): Promise<void> {
    const connection = this.#connections.get(request.socket);
    const body = await readBody(request);
    if (!connection || body === undefined) {
      response.destroy();
      return;
    }
    const method = request.method ?? 'GET';
    const [path = '/', query = ''] = (request.url ?? '/').split('?', 2);
    const answered = answer({ connection, method, path, query, authorization: request.headers.authorization, body });
    const { answerDelayMs = 0 } = connection.camera.spec;
    if (answerDelayMs > 0) await sleep(answerDelayMs);
    if (connection.camera.maker.http10 === true) sendHttp10(request.socket, method, answered);
    else send(response, method, answered);
  }
}
