import { createPrivateKey } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import type { SecureContext, SecureVersion } from 'node:tls';
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';

const P256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/** A certificate for so many names; the versions of TLS up to `maxVersion`. */
export async function crowdedCertificate(names: number, maxVersion: SecureVersion = 'TLSv1.3'): Promise<SecureContext> {
  const keys = await crypto.subtle.generateKey(P256, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=\u202E=1+1<b>, O=x',
    keys,
    signingAlgorithm: P256,
    extensions: [
      new x509.SubjectAlternativeNameExtension(Array.from({ length: names }, (_, n) => ({ type: 'dns' as const, value: `n${n}.example` }))),
    ],
  });
  const der = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
  const key = createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs8' });
  return createSecureContext({ key: key.export({ type: 'pkcs8', format: 'pem' }), cert: certificate.toString('pem'), maxVersion });
}
