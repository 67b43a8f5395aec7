import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { ASTRAY, OK, RTSP_OK, answering, drip, endless, silence, withLength } from './behaviour.ts';
import type { Connect, Kinds } from './behaviour.ts';

const FILLER = Buffer.alloc(65_536, 'A');
const DRIP_MS = 200;
const RTSP_HEAD = 'RTSP/1.0 200 OK\r\n';

/** One gibibyte of zeros in about a mebibyte: many members, as gzip allows. */
function gzipBomb(): Buffer {
  const member = gzipSync(Buffer.alloc(16 * 1024 * 1024));
  return Buffer.concat(Array.from({ length: 64 }, () => member));
}

function packed(encoding: string, make: () => Buffer): () => { readonly tcp: { readonly http: Connect } } {
  return () => {
    const answer = withLength(`${OK}Content-Encoding: ${encoding}\r\n`, make());
    return { tcp: { http: answering(() => answer) } };
  };
}

/** Every request gets this answer, the same each time. */
function always(text: string): () => { readonly tcp: { readonly http: Connect } } {
  return () => ({ tcp: { http: answering(() => text) } });
}

/** Redirects to the next of countless addresses. */
const countless: Connect = answering((request) => {
  const at = Number(/^\w+ \/(\d+)/.exec(request)?.[1] ?? 0);
  return withLength(`HTTP/1.1 302 Found\r\nLocation: /${(at + 1) % 100_000}\r\n`, '');
});

/** Each connection is reset one byte later than the one before. */
function resetting(): Connect {
  const text = withLength(OK, 'x'.repeat(200));
  let length = 0;
  return (socket) => {
    socket.once('data', () => {
      length = (length % text.length) + 1;
      socket.write(text.subarray(0, length), () => socket.resetAndDestroy());
    });
  };
}

const LOOP: Connect = answering((request) => {
  const target = /^\w+ \/here/.test(request) ? '/there' : '/here';
  return withLength(`HTTP/1.1 302 Found\r\nLocation: ${target}\r\n`, '');
});

/** Faults of HTTP itself. */
export const HTTP_KINDS = {
  hang: () => ({ tcp: { http: silence, https: silence, rtsp: silence } }),
  endless: () => ({ tcp: { http: endless(`${OK}\r\n`, FILLER), rtsp: endless(`${RTSP_OK}\r\n`, FILLER) } }),
  'endless-headers': () => ({ tcp: { http: endless(OK, 'X-More: more\r\n'), rtsp: endless(RTSP_OK, 'X-More: more\r\n') } }),
  'header-without-end': () => ({ tcp: { http: endless(`${OK}X-Long: `, FILLER), rtsp: endless(`${RTSP_OK}X-Long: `, FILLER) } }),
  'slow-drip': () => ({
    tcp: {
      http: drip((at) => `${OK}X: ${'a'.repeat(4096)}`.charAt(at), DRIP_MS),
      rtsp: drip((at) => `${RTSP_HEAD}X: ${'a'.repeat(4096)}`.charAt(at), DRIP_MS),
    },
  }),
  'gzip-bomb': packed('gzip', gzipBomb),
  'deflate-bomb': packed('deflate', () => deflateSync(Buffer.alloc(256 * 1024 * 1024))),
  'brotli-bomb': packed('br', () => brotliCompressSync(Buffer.alloc(64 * 1024 * 1024))),
  'redirect-loop': () => ({ tcp: { http: LOOP } }),
  'redirects-without-end': () => ({ tcp: { http: countless } }),
  'redirect-astray': always(withLength(`HTTP/1.1 302 Found\r\nLocation: http://${ASTRAY}:18080/\r\n`, '').toString()),
  'page-astray': always(
    withLength(
      OK,
      `<meta http-equiv="refresh" content="0;url=//${ASTRAY}:18080/x"><link rel="icon" href="http://${ASTRAY}:18080/i">`,
    ).toString(),
  ),
  'length-without-body': always(`${OK}Content-Length: 999999999999999\r\n\r\n`),
  'negative-length': always(`${OK}Content-Length: -1\r\n\r\nbody`),
  'two-lengths': always(`${OK}Content-Length: 4\r\nContent-Length: 400\r\n\r\nbody`),
  'giant-chunk': always(`${OK}Transfer-Encoding: chunked\r\n\r\nfffffffffffffff0\r\nbody`),
  'tiny-chunks': () => ({ tcp: { http: endless(`${OK}Transfer-Encoding: chunked\r\n\r\n`, `1;${'e'.repeat(4000)}\r\na\r\n`.repeat(16)) } }),
  'informational-flood': () => ({ tcp: { http: endless('', 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(2000)) } }),
  'status-garbage': always('HTTP/1.1 \u0000\u001B[2J 99999 \r\n\r\n'),
  'resets-at-each-byte': () => ({ tcp: { http: resetting() } }),
} satisfies Kinds<string>;
