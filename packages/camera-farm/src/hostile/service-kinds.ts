import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { SecureContext } from 'node:tls';
import { crowdedCertificate } from './certificates.ts';
import { RTSP_OK, SDP, answering, endless, flood, greeting, silence, withLength } from './behaviour.ts';
import type { Behaviour, Connect, Kinds } from './behaviour.ts';

/** The head of a TLS record that announces 16 KiB and never brings them. */
const STALLED_RECORD = Buffer.from('160303400002', 'hex');

const CHALLENGE = 'Digest realm="x", nonce="';

function challenge(value: string): Behaviour {
  const head = `401 Unauthorized\r\nCSeq: 1\r\n${value}`;
  return { tcp: { http: answering(() => withLength(`HTTP/1.1 ${head}`, '')), rtsp: answering(() => withLength(`RTSP/1.0 ${head}`, '')) } };
}

/** A TLS server of our own making on the connection. */
function secured(context: Promise<SecureContext>, then: (socket: TLSSocket) => void): Connect {
  const accept = async (raw: Socket): Promise<void> => {
    const socket = new TLSSocket(raw, { isServer: true, secureContext: await context });
    socket.on('error', () => raw.destroy());
    socket.once('secure', () => then(socket));
  };
  return (raw) => void accept(raw);
}

/** Asks for a new handshake again and again, which TLS 1.2 allows. */
function renegotiating(socket: TLSSocket): void {
  const again = (): void => {
    if (!socket.destroyed) socket.renegotiate({ rejectUnauthorized: false }, () => setImmediate(again));
  };
  socket.resume();
  again();
}

/** Packets of SSH whose lengths are not theirs. */
const SSH_LIES = Buffer.from(`ffffffff04140000${'00000000ff'.repeat(200)}00000002ff14`, 'hex');

const INTERLEAVED = Buffer.concat(
  Array.from({ length: 64 }, () => Buffer.concat([Buffer.from('24007fff', 'hex'), Buffer.alloc(900, 0xab)])),
);

/** Faults of TLS, RTSP, log-in and services beside video. */
export const SERVICE_KINDS = {
  'tls-stall': () => ({ tcp: { https: (socket) => void socket.once('data', () => socket.write(STALLED_RECORD)) } }),
  'tls-garbage': () => ({ tcp: { https: answering(() => Buffer.alloc(20_000, 0x16)) } }),
  'tls-renegotiation': () => ({ tcp: { https: secured(crowdedCertificate(1, 'TLSv1.2'), renegotiating) } }),
  'certificate-of-10000-names': () => ({ tcp: { https: secured(crowdedCertificate(10_000), (socket) => void socket.resume()) } }),
  'certificate-of-3000-names': () => ({ tcp: { https: secured(crowdedCertificate(3000), (socket) => void socket.resume()) } }),
  'rtsp-endless-description': () => ({
    tcp: { rtsp: endless(`${SDP}Content-Length: 2147483647\r\n\r\nv=0\r\n`, 'a=x:y\r\n'.repeat(5000)) },
  }),
  'rtsp-interleaved-garbage': () => ({ tcp: { rtsp: answering(() => INTERLEAVED) } }),
  'rtsp-length-lies': () => ({
    tcp: { rtsp: answering(() => `${RTSP_OK}Content-Length: -99999999999999999999\r\nContent-Length: 1e9\r\n\r\nv=0`) },
  }),
  'rtsp-other-sequence': () => ({
    tcp: {
      rtsp: answering(() => withLength('RTSP/1.0 200 OK\r\nCSeq: 4294967296\r\nPublic: \u001B[2J, ,,\r\n', '').toString().repeat(50)),
    },
  }),
  'challenge-giant-nonce': () => challenge(`WWW-Authenticate: ${CHALLENGE}${'n'.repeat(12_000)}"\r\n`),
  'challenge-flood': () => challenge(`WWW-Authenticate: ${'Basic realm="x", Digest realm="\u001B[2J", nonce="\\", '.repeat(280)}\r\n`),
  'ssh-banner-flood': () => ({ tcp: { ssh: flood(Buffer.from('not SSH yet\r\n'.repeat(1000))) } }),
  'ssh-length-lies': () => ({ tcp: { ssh: greeting(Buffer.concat([Buffer.from('SSH-2.0-\u001B[2Jx\r\n'), SSH_LIES])) } }),
  'telnet-option-flood': () => ({ tcp: { telnet: flood(Buffer.from('fffd01fffb03fffa1801'.repeat(2000), 'hex')) } }),
  'ftp-endless-greeting': () => ({ tcp: { ftp: flood('220-more\r\n'.repeat(1000)) } }),
  'rtmp-garbage': () => ({ tcp: { rtmp: flood(Buffer.alloc(1537, 0x03)), http: silence } }),
  'mqtt-length-lies': () => ({ tcp: { mqtt: greeting(Buffer.from('20ffffff7f00', 'hex')), http: silence } }),
} satisfies Kinds<string>;
