import { createHash } from 'node:crypto';
import type { X509Certificate } from 'node:crypto';
import type { TLSSocket } from 'node:tls';
import type { ExchangeEnd } from '@ancam/core';
import { openSocket } from './connect.ts';
import type { TlsVersions } from './connect.ts';
import type { ExchangeLimits, Lane } from './lane.ts';
import { assertIssued } from './shapes.ts';
import type { ShapedRequest } from './shapes.ts';

/** What a certificate says; fields that cannot be read are absent. */
export interface CertificateReading {
  readonly subjectCn?: string | undefined;
  readonly subjectO?: string | undefined;
  readonly issuerCn?: string | undefined;
  readonly selfSigned: boolean;
  readonly notAfter?: string | undefined;
  readonly keyType?: string | undefined;
  readonly keyBits?: number | undefined;
  readonly signature?: string | undefined;
  readonly spkiSha256?: string | undefined;
}

/** A completed or failed handshake. */
export interface Handshake {
  readonly end: ExchangeEnd;
  readonly reason?: string | undefined;
  /** `TLSv1`, `TLSv1.1`, `TLSv1.2`, `TLSv1.3`. */
  readonly version?: string | undefined;
  readonly cipher?: string | undefined;
  readonly certificate?: CertificateReading | undefined;
}

/** Shakes hands with the given versions only, reads the certificate, closes. Verifies nothing: it observes. */
export async function shakeHands(
  lane: Lane,
  place: { address: string; port: number },
  request: ShapedRequest,
  versions: TlsVersions,
  limits: ExchangeLimits,
): Promise<Handshake> {
  assertIssued(request);
  const opened = await openSocket(lane, { ...place, tls: versions }, limits.connectTimeoutMs, limits.timeoutMs);
  lane.exchanges += 1;
  if (!('socket' in opened)) return { end: opened.end, reason: opened.reason };
  const { tls, socket } = opened;
  const reading = readHandshake(tls);
  socket.destroy();
  return reading;
}

/** What a connection that stands tells of its handshake. */
export function readHandshake(tls: TLSSocket | undefined): Handshake {
  const peer = tls?.getPeerX509Certificate();
  return {
    end: 'ok',
    version: tls?.getProtocol() ?? undefined,
    cipher: tls?.getCipher().name,
    certificate: peer === undefined ? undefined : readCertificate(peer),
  };
}

const CURVE_BITS: Readonly<Record<string, number>> = {
  prime256v1: 256,
  secp256k1: 256,
  secp384r1: 384,
  secp521r1: 521,
  secp224r1: 224,
  prime192v1: 192,
};

/** What a certificate says. */
export function readCertificate(certificate: X509Certificate): CertificateReading {
  const base: CertificateReading = {
    subjectCn: attribute(certificate.subject, 'CN'),
    subjectO: attribute(certificate.subject, 'O'),
    issuerCn: attribute(certificate.issuer, 'CN'),
    selfSigned: certificate.subject === certificate.issuer,
    notAfter: isoDate(certificate.validTo),
    signature: certificate.signatureAlgorithm,
  };
  try {
    const key = certificate.publicKey;
    const details = key.asymmetricKeyDetails;
    const type = key.asymmetricKeyType;
    return {
      ...base,
      keyType: type === 'rsa' || type === 'rsa-pss' ? 'RSA' : type === 'ec' ? 'EC' : (type ?? '').toUpperCase(),
      keyBits: details?.modulusLength ?? CURVE_BITS[details?.namedCurve ?? ''],
      spkiSha256: createHash('sha256')
        .update(key.export({ type: 'spki', format: 'der' }))
        .digest('hex'),
    };
  } catch {
    // a key that OpenSSL cannot load is left out; the rest of the certificate still counts
    return base;
  }
}

/** One attribute of a distinguished name as Node prints it: one `KEY=value` per line. */
function attribute(name: string, key: string): string | undefined {
  const line = name.split('\n').find((part) => part.startsWith(`${key}=`));
  return line?.slice(key.length + 1, key.length + 257);
}

function isoDate(text: string): string | undefined {
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}
