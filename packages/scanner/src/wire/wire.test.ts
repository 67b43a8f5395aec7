import { createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { nodeConnect, openSocket } from './connect.ts';
import { askHttp, headerValues } from './http.ts';
import type { HttpReply } from './http.ts';
import { Lane } from './lane.ts';
import { Link, openLink } from './link.ts';
import { buildRequest } from './shapes.ts';

const ADDRESS = '127.44.7.1';
const LIMITS = { connectTimeoutMs: 300, timeoutMs: 400, maxBytes: 10_000 };
const servers: Server[] = [];

function serve(onConnect: (socket: Socket) => void): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    onConnect(socket);
  });
  servers.push(server);
  return new Promise((resolve) => {
    server.listen({ host: ADDRESS, port: 0 }, () => {
      const at = server.address();
      resolve(typeof at === 'object' && at !== null ? at.port : 0);
    });
  });
}

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function get(answer: string | Buffer | ((socket: Socket) => void), bodyBytes?: number): Promise<HttpReply> {
  const port = await serve((socket) => {
    socket.once('data', () => (typeof answer === 'function' ? answer(socket) : socket.write(answer)));
  });
  return askHttp(new Lane(), { address: ADDRESS, port }, buildRequest('http-get', { host: ADDRESS, path: '/' }), LIMITS, { bodyBytes });
}

function compressed(body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ${body.length}\r\n\r\n`), body]);
}

describe('an HTTP exchange', () => {
  it('reads status, repeated headers and body', async () => {
    const reply = await get(
      'HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm="a"\r\nWWW-Authenticate: Digest realm="b"\r\nContent-Length: 2\r\n\r\nok',
    );
    expect(reply).toMatchObject({ end: 'ok', status: 401 });
    expect(reply.body.toString()).toBe('ok');
    expect(headerValues(reply, 'www-authenticate')).toHaveLength(2);
  });

  it('tolerates what cheap devices send', async () => {
    expect(await get('HTTP/1.0 200 OK\nServer: x\n\nhello'.replaceAll('\n', '\r\n')).then((reply) => reply.end)).toBe('timeout');
    const closed = await get((socket) => socket.end('HTTP/1.0 200 OK\r\nServer: x\r\nX: \u0001y\r\n\r\nhello'));
    expect([closed.end, closed.body.toString()]).toEqual(['ok', 'hello']);
  });

  it.each([
    ['endless body', (socket: Socket) => void socket.write(`HTTP/1.1 200 OK\r\n\r\n${'a'.repeat(50_000)}`), 'limit'],
    ['endless head', (socket: Socket) => void socket.write(`HTTP/1.1 200 OK\r\nX: ${'a'.repeat(50_000)}`), 'limit'],
    ['silence', () => undefined, 'timeout'],
    ['a slow head', (socket: Socket) => void socket.write('HTTP/1.1 200 OK\r\nX: '), 'timeout'],
    ['a closed door', (socket: Socket) => void socket.destroy(), 'closed'],
    ['half a body', (socket: Socket) => void socket.end('HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nhalf'), 'closed'],
    ['no HTTP', (socket: Socket) => void socket.write('RTSP/1.0 400 Bad Request\r\n\r\n'), 'malformed'],
  ])('ends %s in order', async (_, answer, end) => {
    expect((await get(answer)).end).toBe(end);
  });

  it('shows the start of what was no HTTP', async () => {
    expect((await get('RTSP/1.0 400 Bad Request\r\n\r\n')).raw?.toString()).toMatch(/^RTSP/);
  });

  it('reads only the first bytes where no more are wanted', async () => {
    const reply = await get(`HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n${'a'.repeat(200)}`, 16);
    expect(reply.end).toBe('ok');
  });

  it('opens compressed bodies within the limit', async () => {
    const small = gzipSync('hello');
    expect((await get(compressed(small))).body.toString()).toBe('hello');
    const bomb = gzipSync(Buffer.alloc(5_000_000));
    expect(await get(compressed(bomb))).toMatchObject({ end: 'limit', body: Buffer.alloc(0) });
    const broken = Buffer.from('not gzip');
    expect((await get(compressed(broken))).end).toBe('malformed');
  });
});

describe('connections', () => {
  it('tell open from refused', async () => {
    const port = await serve(() => undefined);
    const lane = new Lane();
    expect(await nodeConnect(lane, ADDRESS, port, 300)).toBe('open');
    for (const server of servers.splice(0)) await new Promise((resolve) => void server.close(resolve));
    expect(await nodeConnect(lane, ADDRESS, port, 300)).toBe('refused');
    expect(await openSocket(lane, { address: ADDRESS, port }, 300, 300)).toMatchObject({ end: 'refused' });
    expect(lane.connects).toBe(3);
  });

  it('end at once when the lane is cancelled, and later ones do not begin', async () => {
    const port = await serve(() => undefined);
    const lane = new Lane();
    const request = buildRequest('banner-read');
    const link = await openLink(lane, { address: ADDRESS, port }, LIMITS);
    expect(link).toBeInstanceOf(Link);
    const started = performance.now();
    setTimeout(() => lane.cancel(), 50);
    const reply = link instanceof Link ? await link.ask(request, () => false, { ...LIMITS, timeoutMs: 5000 }) : link;
    expect(reply.end).toBe('cancelled');
    expect(performance.now() - started).toBeLessThan(2000);
    expect(await nodeConnect(lane, ADDRESS, port, 300)).toBe('cancelled');
  });

  it('stop reading at the byte limit', async () => {
    const port = await serve((socket) => void socket.write(Buffer.alloc(100_000, 65)));
    const link = await openLink(new Lane(), { address: ADDRESS, port }, LIMITS);
    const reply = link instanceof Link ? await link.ask(buildRequest('banner-read'), () => false, LIMITS) : link;
    expect([reply.end, reply.bytes.length]).toEqual(['limit', LIMITS.maxBytes]);
  });
});
