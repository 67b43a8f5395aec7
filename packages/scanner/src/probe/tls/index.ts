import { message } from '@ancam/core';
import type { FactSink, HostSession } from '../../engine/session.ts';
import { ANY_TLS } from '../../wire/connect.ts';
import type { TlsVersions } from '../../wire/connect.ts';
import { buildRequest } from '../../wire/shapes.ts';
import { shakeHands } from '../../wire/tls.ts';
import type { CertificateReading, Handshake } from '../../wire/tls.ts';

const OLDEST = 'TLSv1';
/** The newest that is asked for next where a server chose this one: between 1.3 and 1.2 no requirement makes a difference. */
const NEXT = new Map<string, TlsVersions['max']>([
  ['TLSv1.3', 'TLSv1.1'],
  ['TLSv1.2', 'TLSv1.1'],
  ['TLSv1.1', OLDEST],
]);

export type NumberedHandshake = Handshake & { readonly n: number };

function describe(versions: TlsVersions, handshake: Handshake): Buffer {
  if (handshake.end !== 'ok') return Buffer.from(`${versions.min}..${versions.max}: ${handshake.reason ?? handshake.end}`);
  const { certificate: c } = handshake;
  const lines = [
    `${handshake.version ?? ''} ${handshake.cipher ?? ''}`,
    ...(c === undefined
      ? []
      : [`subject CN=${c.subjectCn ?? ''} O=${c.subjectO ?? ''}`, `issuer CN=${c.issuerCn ?? ''}`, `until ${c.notAfter ?? ''}`]),
    ...(c?.spkiSha256 === undefined ? [] : [`key ${c.keyType ?? ''} ${c.keyBits ?? ''} sha256 ${c.spkiSha256}`]),
  ];
  return Buffer.from(lines.join('\n'));
}

/** One handshake with the host, any version unless said otherwise. */
export function handshake(
  session: HostSession,
  port: number,
  versions: TlsVersions = ANY_TLS,
  timeoutMs?: number,
): Promise<NumberedHandshake> {
  const request = buildRequest('tls-handshake');
  return session.exchange<Handshake>(
    { probe: 'tls', port, transport: 'tls', request, once: timeoutMs !== undefined },
    (end) => ({ end }),
    () => shakeHands(session.context.lane, { address: session.address, port }, request, versions, session.limits(timeoutMs)),
    (reply) => describe(versions, reply),
  );
}

/** The handshake of a connection that another question went over, as an observation of its own. */
export function noteHandshake(session: HostSession, port: number, shaken: Handshake, ofQuestion: number): NumberedHandshake {
  const question = session.observations[ofQuestion];
  if (question === undefined) return { ...shaken, n: -1 };
  const n = session.record({
    probe: 'tls',
    port,
    transport: 'tls',
    request: buildRequest('tls-handshake'),
    at: new Date(question.at),
    end: shaken.end,
    ms: question.ms,
    response: describe(ANY_TLS, shaken),
  });
  return { ...shaken, n };
}

/** Reads the certificate of a TLS port, given its first handshake. What other versions it takes is asked for later, by `readVersions`. */
export function readTls(session: HostSession, port: number, first: NumberedHandshake): void {
  session.addFact('tls.answered', true, port, first.n);
  const at = new Date(session.observations[first.n]?.at ?? session.startedAt);
  if (first.certificate !== undefined) noteCertificate(session, port, first.certificate, { n: first.n, at });
  readCipher(session, port, first);
  session.shaken.push({ port, first });
}

/**
 * Asks the TLS ports which outdated versions they take: of those below 1.2 a server may choose, then of those below that one, until none is left that
 * it takes. No other question hangs on the answers, and handshakes are the dearest for a weak device, so they come late.
 */
export async function readVersions(session: HostSession): Promise<void> {
  for (const { port, first } of session.shaken) {
    const accepted = await acceptedVersions(session, port, first);
    session.addFact('tls.versions', accepted, port, first.n);
    if (accepted.some((version) => version === 'TLSv1' || version === 'TLSv1.1')) session.addFact('tls.legacy', true, port, first.n);
  }
}

async function acceptedVersions(session: HostSession, port: number, first: NumberedHandshake): Promise<string[]> {
  const accepted: string[] = [];
  for (let last: NumberedHandshake = first; last.end === 'ok';) {
    if (last.version !== undefined) accepted.unshift(last.version);
    const max = NEXT.get(last.version ?? '');
    if (max === undefined) return accepted;
    last = await handshake(session, port, { min: OLDEST, max });
    if (last.end === 'timeout' || last.end === 'limit' || last.end === 'cancelled') {
      session.leaveOpen('tls', message('no-version-answer', { port, version: max, end: last.end }));
    }
  }
  return accepted;
}

/** All suites of TLS 1.3 exchange fresh keys; before it those whose name begins with the exchange. */
function readCipher(session: HostSession, port: number, { version, cipher, n }: NumberedHandshake): void {
  if (cipher === undefined || version === undefined) return;
  session.addFact('tls.cipher', cipher, port, n);
  session.addFact('tls.forwardSecrecy', version === 'TLSv1.3' || /^(?:ECDHE|DHE|EDH)-/.test(cipher), port, n);
}

/** Notes what a certificate says; `at` is when it was shown. */
export function noteCertificate(
  session: FactSink,
  port: number,
  certificate: CertificateReading,
  { n, at }: { readonly n: number; readonly at: Date },
): void {
  const { notAfter, signature } = certificate;
  session.addFact('tls.subjectCn', certificate.subjectCn, port, n);
  session.addFact('tls.subjectO', certificate.subjectO, port, n);
  session.addFact('tls.issuerCn', certificate.issuerCn, port, n);
  if (certificate.selfSigned) session.addFact('tls.selfSigned', true, port, n);
  session.addFact('tls.notAfter', notAfter, port, n);
  if (notAfter !== undefined && new Date(notAfter) < at) session.addFact('tls.expired', true, port, n);
  session.addFact('tls.keyType', certificate.keyType, port, n);
  session.addFact('tls.keyBits', certificate.keyBits, port, n);
  if (signature !== undefined && /sha1|md5/i.test(signature)) session.addFact('tls.signatureSha1', true, port, n);
  session.addFact('tls.spkiSha256', certificate.spkiSha256, port, n);
}
