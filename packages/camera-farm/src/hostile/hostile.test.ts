import { createSocket } from 'node:dgram';
import { connect } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { startHostile } from '../index.ts';
import type { HostileDevice, HostileKind } from '../index.ts';

const ADDRESS = '127.28.0.1';
const PORTS = { http: 25_080, https: 25_443, rtsp: 25_554, wsd: 25_702 };

let device: HostileDevice | undefined;
afterEach(() => device?.close());

async function start(kind: HostileKind): Promise<void> {
  device = await startHostile(kind, ADDRESS, PORTS);
}

/** What comes within `ms`, cut at `max` bytes; whether the device closed the connection. */
function listen(port: number, request: string, ms: number, max = 5_000_000): Promise<{ bytes: Buffer; closed: boolean }> {
  return new Promise((resolve) => {
    const socket = connect(port, ADDRESS);
    const chunks: Buffer[] = [];
    let size = 0;
    let closed = false;
    function end(): void {
      clearTimeout(timer);
      socket.destroy();
      resolve({ bytes: Buffer.concat(chunks), closed });
    }
    const timer = setTimeout(end, ms);
    socket.once('end', () => {
      closed = true;
    });
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= max) end();
    });
    socket.write(request);
  });
}

const GET = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n';

test('one hangs: it accepts and says nothing', async () => {
  await start('hang');
  for (const port of [PORTS.http, PORTS.https, PORTS.rtsp])
    expect(await listen(port, GET, 100)).toEqual({ bytes: Buffer.alloc(0), closed: false });
});

test('one never stops sending', async () => {
  await start('endless');
  expect((await listen(PORTS.http, GET, 3000)).bytes.length).toBeGreaterThanOrEqual(5_000_000);
  expect((await listen(PORTS.rtsp, 'OPTIONS * RTSP/1.0\r\n\r\n', 3000, 1000)).bytes.toString('latin1')).toMatch(/^RTSP\/1\.0 200 OK/);
});

test('one drips a byte at a time', async () => {
  await start('slow-drip');
  const { bytes } = await listen(PORTS.http, GET, 700);
  expect(bytes.length).toBeGreaterThan(0);
  expect(bytes.length).toBeLessThan(6);
});

test('one stalls in the TLS handshake', async () => {
  await start('tls-stall');
  const { bytes, closed } = await listen(PORTS.https, '\x16\x03\x01', 150);
  expect(bytes.toString('hex')).toBe('160303400002');
  expect(closed).toBe(false);
});

test('one redirects in a loop', async () => {
  await start('redirect-loop');
  expect((await listen(PORTS.http, GET, 100)).bytes.toString()).toContain('Location: /here');
  expect((await listen(PORTS.http, GET.replace('/', '/here'), 100)).bytes.toString()).toContain('Location: /there');
});

test('one answers with a bomb of which every mebibyte becomes a gibibyte', async () => {
  await start('gzip-bomb');
  const { bytes } = await listen(PORTS.http, GET, 500);
  const body = bytes.subarray(bytes.indexOf('\r\n\r\n') + 4);
  expect(body.length).toBeLessThan(2_000_000);
  const member = body.subarray(0, body.length / 64);
  expect(gunzipSync(member).length).toBe(16 * 1024 * 1024);
});

function discover(): Promise<string> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4');
    socket.once('message', (message) => socket.close(() => resolve(message.toString('latin1'))));
    socket.send('<e><MessageID>uuid:7</MessageID></e>', PORTS.wsd, ADDRESS);
  });
}

test('one answers ONVIF and discovery with XML too deep, one with broken XML', async () => {
  await start('deep-xml');
  expect((await listen(PORTS.http, GET, 300)).bytes.toString().match(/<a>/g)?.length).toBe(50_000);
  expect(await discover()).toContain('<a:RelatesTo>uuid:7</a:RelatesTo>');
  await device?.close();
  await start('broken-xml');
  expect((await listen(PORTS.http, GET, 100)).bytes.toString()).toContain('</wrong>');
  expect(await discover()).toContain('</wrong>');
});
