import { X509Certificate, createHash } from 'node:crypto';
import { readBanner } from '../probe/banner/index.ts';
import type { BannerKind } from '../probe/banner/index.ts';
import { readAnswer } from '../probe/rtsp/endpoint.ts';
import { parseRtsp } from '../probe/rtsp/message.ts';
import { noteCertificate } from '../probe/tls/index.ts';
import { readCertificate } from '../wire/tls.ts';
import { noteHttp, parseHttp } from './http-evidence.ts';
import type { RecordBook } from './tool-record.ts';

/** As much as the scanner itself reads of an answer, and of a greeting. */
const MOST_BYTES = 262_144;
const MOST_OF_BANNER = 2048;

/** A port that accepted a connection. */
export function noteOpen(book: RecordBook, port: number, request: string, response = ''): void {
  book.addFact('tcp.open', port, port, book.note({ probe: 'tcp', port, request, response }));
}

/** Bytes that a service sent, by itself or to a question: HTTP, RTSP or a greeting, by what they say. */
export function noteBytes(
  book: RecordBook,
  { port, secure }: { readonly port: number; readonly secure: boolean },
  all: Uint8Array,
  request: string,
  expected?: BannerKind,
): void {
  const bytes = all.subarray(0, MOST_BYTES);
  const page = parseHttp(bytes);
  if (page !== undefined) return noteHttp(book, { port, secure }, page, request);
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const message = parseRtsp(buffer);
  const transport = secure ? 'tls' : 'tcp';
  if (message !== undefined) {
    readAnswer(book, { port, secure }, { message, n: book.note({ probe: 'rtsp', port, transport, request, response: bytes }) });
    return;
  }
  const n = book.note({ probe: expected ?? 'tcp', port, transport, request, response: bytes });
  readBanner(book, port, { bytes: buffer.subarray(0, MOST_OF_BANNER), end: 'ok', n }, expected);
}

/** A certificate in DER. What is none leaves a trace in the observations alone. */
export function noteDer(book: RecordBook, port: number, der: Uint8Array, request: string): void {
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(der);
  } catch {
    book.note({ probe: 'tls', port, transport: 'tls', request, response: 'no readable certificate' });
    return;
  }
  const reading = readCertificate(certificate);
  const response = `subject CN=${reading.subjectCn ?? ''} O=${reading.subjectO ?? ''}\nissuer CN=${reading.issuerCn ?? ''}\nuntil ${reading.notAfter ?? ''}`;
  const n = book.note({ probe: 'tls', port, transport: 'tls', request, response });
  book.addFact('tls.answered', true, port, n);
  noteCertificate(book, port, reading, { n, at: book.when });
}

const PEM = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]{64,65536})-----END CERTIFICATE-----/;

/** The first certificate of a text in PEM. */
export function derOfPem(text: string): Buffer | undefined {
  const inside = PEM.exec(text)?.[1];
  return inside === undefined ? undefined : Buffer.from(inside, 'base64');
}

const VERSIONS: Readonly<Record<string, string>> = {
  'tlsv1.0': 'TLSv1',
  tlsv1: 'TLSv1',
  'tlsv1.1': 'TLSv1.1',
  'tlsv1.2': 'TLSv1.2',
  'tlsv1.3': 'TLSv1.3',
  tls10: 'TLSv1',
  tls11: 'TLSv1.1',
  tls12: 'TLSv1.2',
  tls13: 'TLSv1.3',
};

/** A version of TLS by the names that tools give it. */
export function tlsVersion(name: string | undefined): string | undefined {
  return VERSIONS[name?.toLowerCase() ?? ''];
}

/** Versions that were seen to be accepted. Others may be too: only that an old one is accepted is a finding. */
export function noteVersions(book: RecordBook, port: number, versions: readonly string[], n: number): void {
  if (versions.length === 0) return;
  book.addFact('tls.answered', true, port, n);
  book.addFact('tls.versions', [...versions], port, n);
  if (versions.some((version) => version === 'TLSv1' || version === 'TLSv1.1')) book.addFact('tls.legacy', true, port, n);
}

/** The suite that was agreed on, by its name of the registry (`TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256`) or of OpenSSL. */
export function noteSuite(
  book: RecordBook,
  port: number,
  { version, cipher }: { readonly version: string | undefined; readonly cipher: string | undefined },
  n: number,
): void {
  if (cipher === undefined || cipher === '' || version === undefined) return;
  book.addFact('tls.cipher', cipher, port, n);
  book.addFact('tls.forwardSecrecy', version === 'TLSv1.3' || /^(?:TLS_)?(?:ECDHE|DHE|EDH)[_-]/i.test(cipher), port, n);
}

/** The fingerprint of an SSH host key as `ssh-keygen` prints it, from the key's own bytes. */
export function sshFingerprint(key: Uint8Array): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
}
