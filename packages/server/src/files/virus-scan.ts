import { createConnection } from 'node:net';

/** What a scanner said; `waiting` where it did not answer. */
export type ScanResult = { readonly scan: 'clean' | 'waiting' } | { readonly scan: 'infected'; readonly threat: string };
/** Judges a stream of bytes. */
export type Scanner = (content: AsyncIterable<Uint8Array>) => Promise<ScanResult>;

const ANSWER_WITHIN_MS = 120_000;
const PIECE = 64 * 1024;
const LONGEST_ANSWER = 1000;

/**
 * A scanner that speaks to clamd (INSTREAM: pieces with a length of four bytes before each, a zero at the end).
 * `address` is `clamd:/path/of.sock` or `clamd://host:port`.
 */
export function clamdScanner(address: string): Scanner {
  const url = new URL(address);
  const target = url.hostname === '' ? { path: decodeURIComponent(url.pathname) } : { host: url.hostname, port: Number(url.port) || 3310 };
  return async (content) => {
    try {
      return readAnswer(await ask(target, content));
    } catch {
      return { scan: 'waiting' }; // not reached, or it broke off: the file stays closed until it is looked at
    }
  };
}

function readAnswer(answer: string): ScanResult {
  const found = /^stream: (.+) FOUND/.exec(answer);
  if (found !== null) return { scan: 'infected', threat: found[1] ?? '' };
  return { scan: /^stream: OK/.test(answer) ? 'clean' : 'waiting' };
}

async function ask(target: { path: string } | { host: string; port: number }, content: AsyncIterable<Uint8Array>): Promise<string> {
  const socket = createConnection(target);
  let answer = '';
  const closed = new Promise<string>((resolve, reject) => {
    socket.setTimeout(ANSWER_WITHIN_MS, () => socket.destroy(new Error('no answer')));
    socket.on('data', (part: Buffer) => (answer = (answer + part.toString('utf8')).slice(0, LONGEST_ANSWER)));
    socket.on('error', reject);
    socket.on('close', () => resolve(answer));
  });
  closed.catch(() => undefined);
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
  return closed;
}
