import { gzipSync } from 'node:zlib';
import type { Socket } from 'node:net';

/** The ways in which a device can be hostile. */
export type HostileKind = 'hang' | 'endless' | 'deep-xml' | 'broken-xml' | 'tls-stall' | 'redirect-loop' | 'gzip-bomb' | 'slow-drip';

/** What one kind does on a TCP connection, and what it answers to a discovery probe. */
export interface Behaviour {
  readonly connect: (socket: Socket, service: 'http' | 'https' | 'rtsp') => void;
  /** Datagram for a probe with this message id; none where it stays silent. */
  readonly probeAnswer?: (messageId: string) => string;
  readonly services: readonly ('http' | 'https' | 'rtsp')[];
}

const DRIP_MS = 200;
const FILLER = Buffer.alloc(65_536, 'A');
const DEPTH = 50_000;
/** As deep as a datagram can be. */
const DATAGRAM_DEPTH = 8_000;
const SOAP_OPEN = '<?xml version="1.0"?><s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body>';
const SOAP_CLOSE = '</s:Body></s:Envelope>';

function statusLine(service: string): string {
  return service === 'rtsp' ? 'RTSP/1.0 200 OK\r\nCSeq: 1\r\n' : 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n';
}

/** Answers every request (as far as one can tell them apart: per chunk) with the same bytes and keeps the connection. */
function answering(make: (request: string, service: string) => Buffer | string): Behaviour['connect'] {
  return (socket, service) => {
    socket.on('data', (chunk) => socket.write(make(chunk.toString('latin1'), service)));
  };
}

function httpAnswer(head: string, body: Buffer | string): Buffer {
  const bytes = Buffer.from(body);
  return Buffer.concat([Buffer.from(`${head}Content-Length: ${bytes.length}\r\n\r\n`), bytes]);
}

function endlessly(socket: Socket, service: string): void {
  const pump = (): void => {
    while (!socket.destroyed && socket.write(FILLER));
  };
  socket.once('data', () => {
    socket.write(`${statusLine(service)}\r\n`);
    socket.on('drain', pump);
    pump();
  });
}

function drip(socket: Socket, service: string): void {
  const text = `${statusLine(service)}X-Filler: ${'a'.repeat(4096)}`;
  let at = 0;
  const timer = setInterval(() => {
    socket.write(text.charAt(at % text.length));
    at += 1;
  }, DRIP_MS);
  socket.once('close', () => clearInterval(timer));
  socket.resume();
}

function nested(depth: number): string {
  return `${SOAP_OPEN}${'<a>'.repeat(depth)}${'</a>'.repeat(depth)}${SOAP_CLOSE}`;
}

function soapAnswer(xml: string): Behaviour['connect'] {
  return answering((_request, service) =>
    service === 'rtsp'
      ? httpAnswer('RTSP/1.0 200 OK\r\nCSeq: 1\r\nContent-Type: application/sdp\r\n', xml)
      : httpAnswer('HTTP/1.1 200 OK\r\nContent-Type: application/soap+xml\r\n', xml),
  );
}

function discoveryHead(messageId: string): string {
  return `<?xml version="1.0"?><s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing" xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery"><s:Header><a:RelatesTo>${messageId}</a:RelatesTo></s:Header><s:Body><d:ProbeMatches><d:ProbeMatch>`;
}

/** One gibibyte of zeros in about a mebibyte: many members, as gzip allows. */
function bomb(): Buffer {
  const member = gzipSync(Buffer.alloc(16 * 1024 * 1024));
  return Buffer.concat(Array.from({ length: 64 }, () => member));
}

/** The head of a TLS record that announces 16 KiB and never brings them. */
const STALLED_RECORD = Buffer.from('160303400002', 'hex');
const BROKEN = '<s:Envelope><s:Body><tds:GetSystemDateAndTimeResponse><tt:Year>20\u0000&&&<</wrong></s:Envelope';

const BEHAVIOURS: Readonly<Record<HostileKind, () => Behaviour>> = {
  hang: () => ({ services: ['http', 'https', 'rtsp'], connect: (socket) => void socket.resume() }),
  endless: () => ({ services: ['http', 'rtsp'], connect: endlessly }),
  'slow-drip': () => ({ services: ['http', 'rtsp'], connect: drip }),
  'tls-stall': () => ({ services: ['https'], connect: (socket) => void socket.once('data', () => socket.write(STALLED_RECORD)) }),
  'deep-xml': () => ({
    services: ['http', 'rtsp'],
    connect: soapAnswer(nested(DEPTH)),
    probeAnswer: (id) => `${discoveryHead(id)}${'<a>'.repeat(DATAGRAM_DEPTH)}`,
  }),
  'broken-xml': () => ({
    services: ['http', 'rtsp'],
    connect: soapAnswer(BROKEN),
    probeAnswer: (id) => `${discoveryHead(id)}${BROKEN}`,
  }),
  'redirect-loop': () => ({
    services: ['http'],
    connect: answering((request) => {
      const target = /^\w+ \/here/.test(request) ? '/there' : '/here';
      return httpAnswer(`HTTP/1.1 302 Found\r\nLocation: ${target}\r\n`, '');
    }),
  }),
  'gzip-bomb': () => {
    const answer = httpAnswer('HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n', bomb());
    return { services: ['http'], connect: answering(() => answer) };
  },
};

/** The behaviour of a kind; what is costly to make is made here, once per device. */
export function behaviourOf(kind: HostileKind): Behaviour {
  return BEHAVIOURS[kind]();
}
