import { createConnection } from 'node:net';
import type { Socket } from 'node:net';
import { bytesOf } from './incoming.ts';
import type { ScanResult, Scanner } from './virus-scan.ts';

const ANSWER_WITHIN_MS = 120_000;
const PIECE = 64 * 1024;
const LONGEST_ANSWER = 1000;

/**
 * A scanner that speaks to clamd (INSTREAM: pieces with a length of four bytes before each, a zero at the end).
 * `address` is `clamd:/path/of.sock` or `clamd://host:port`.
 */
export function clamdScanner(address: string): Scanner {
  const url = new URL(address);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const target = host === '' ? { path: decodeURIComponent(url.pathname) } : { host, port: Number(url.port) || 3310 };
  return async (path) => {
    try {
      return readAnswer(await ask(createConnection(target), bytesOf(path)));
    } catch {
      return { scan: 'waiting' }; // not reached, or it broke off: the file stays closed until it is looked at
    }
  };
}

function readAnswer(answer: string): ScanResult {
  const found = /^stream: (.+) FOUND/.exec(answer);
  if (found !== null) return { scan: 'infected', threat: found[1] ?? '' };
  return { scan: answer.startsWith('stream: OK') ? 'clean' : 'waiting' };
}

async function ask(socket: Socket, content: AsyncIterable<Uint8Array>): Promise<string> {
  let answer = '';
  const closed = new Promise<string>((resolve, reject) => {
    socket.setTimeout(ANSWER_WITHIN_MS, () => socket.destroy(new Error('no answer')));
    socket.on('data', (part: Buffer) => (answer = (answer + part.toString('utf8')).slice(0, LONGEST_ANSWER)));
    socket.on('error', reject);
    socket.on('close', () => resolve(answer));
  });
  closed.catch(() => undefined); // awaited below, or the writing failed first
  try {
    await send(socket, content);
    return await closed;
  } finally {
    socket.destroy();
  }
}

async function send(socket: Socket, content: AsyncIterable<Uint8Array>): Promise<void> {
  const write = (bytes: Uint8Array): Promise<void> =>
    new Promise((resolve, reject) => socket.write(bytes, (fault) => (fault ? reject(fault) : resolve())));
  await write(Buffer.from('zINSTREAM\0'));
  for await (const part of content) {
    for (let at = 0; at < part.byteLength; at += PIECE) {
      const piece = part.subarray(at, at + PIECE);
      const length = Buffer.alloc(4);
      length.writeUInt32BE(piece.byteLength);
      await write(Buffer.concat([length, piece]));
    }
  }
  await write(Buffer.alloc(4));
}
