import { createHash } from 'node:crypto';
import { connect } from 'node:tls';
import type { TLSSocket } from 'node:tls';
import { expect, test } from 'vitest';
import { demoFleet, startFarm } from '../index.ts';

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Collects what comes until `enough` holds. */
function until(socket: TLSSocket, enough: (seen: Buffer) => boolean): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let seen = Buffer.alloc(0);
    const timer = setTimeout(() => reject(new Error(`only ${seen.toString('latin1')}`)), 3000);
    function add(chunk: Buffer): void {
      seen = Buffer.concat([seen, chunk]);
      if (!enough(seen)) return;
      clearTimeout(timer);
      socket.off('data', add);
      resolve(seen);
    }
    socket.on('data', add);
  });
}

function hasHead(seen: Buffer): boolean {
  return seen.includes('\r\n\r\n');
}

test('a camera in good condition streams over TLS to whoever answers its SHA-256 challenge', async () => {
  const [spec] = demoFleet('127.27.0.1');
  if (!spec) throw new Error('empty fleet');
  const farm = await startFarm({ cameras: [spec], portOffset: 20_000 });
  const account = farm.account(spec.address);
  const socket = connect({ host: spec.address, port: 20_322, rejectUnauthorized: false });
  const uri = `rtsps://${spec.address}:20322/Streaming/Channels/101`;
  let sequence = 0;
  async function ask(method: string, at: string, ...headers: string[]): Promise<string> {
    sequence += 1;
    socket.write([`${method} ${at} RTSP/1.0`, `CSeq: ${sequence}`, ...headers, '', ''].join('\r\n'));
    return (await until(socket, hasHead)).toString('latin1');
  }
  const refused = await ask('DESCRIBE', uri);
  const nonce = /nonce="([^"]+)"/.exec(refused)?.[1] ?? '';
  const realm = /realm="([^"]+)"/.exec(refused)?.[1] ?? '';
  function authorization(method: string, at: string): string {
    const ha1 = sha256(`${account?.user}:${realm}:${account?.password}`);
    const response = sha256(`${ha1}:${nonce}:00000001:abc:auth:${sha256(`${method}:${at}`)}`);
    return `Authorization: Digest username="${account?.user}", realm="${realm}", nonce="${nonce}", uri="${at}", algorithm=SHA-256, qop=auth, nc=00000001, cnonce="abc", response="${response}"`;
  }
  expect(await ask('DESCRIBE', uri, authorization('DESCRIBE', uri))).toMatch(/200 OK[\s\S]*m=video[\s\S]*sprop-parameter-sets=/);
  const track = `${uri}/trackID=1`;
  const setup = await ask('SETUP', track, authorization('SETUP', track), 'Transport: RTP/AVP/TCP;unicast;interleaved=0-1');
  const session = /Session: (\d+)/.exec(setup)?.[1] ?? '';
  await ask('PLAY', uri, authorization('PLAY', uri), `Session: ${session}`);
  const packets = await until(socket, (seen) => seen.length > 2000);
  expect([...packets.subarray(0, 2)]).toEqual([0x24, 0]);
  expect(packets[4]).toBe(0x80);
  socket.destroy();
  await farm.close();
});

test('nonsense, an unknown transport and an unknown method are refused in words', async () => {
  const spec = demoFleet('127.27.0.1').find((camera) => camera.flaws.includes('open-stream'));
  if (!spec) throw new Error('no open stream');
  const farm = await startFarm({ cameras: [spec], portOffset: 20_000 });
  const { connect: plain } = await import('node:net');
  async function raw(request: string): Promise<string> {
    const socket = plain(20_554, spec?.address);
    socket.write(request);
    const answer = await new Promise<string>((resolve) => {
      socket.once('data', (chunk) => resolve(chunk.toString('latin1')));
    });
    socket.destroy();
    return answer;
  }
  const uri = `rtsp://${spec.address}/stream1`;
  expect(await raw('NONSENSE\r\n\r\n')).toMatch(/^RTSP\/1\.0 400 /);
  expect(await raw(`SETUP ${uri} RTSP/1.0\r\nCSeq: 1\r\nTransport: RTP/AVP;multicast\r\n\r\n`)).toMatch(/^RTSP\/1\.0 461 /);
  expect(await raw(`PLAY ${uri} RTSP/1.0\r\nCSeq: 1\r\n\r\n`)).toMatch(/^RTSP\/1\.0 454 /);
  expect(await raw(`RECORD ${uri} RTSP/1.0\r\nCSeq: 1\r\n\r\n`)).toMatch(/^RTSP\/1\.0 405 /);
  await farm.close();
});
