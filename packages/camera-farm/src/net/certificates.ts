import { createPrivateKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import type { SecureContext } from 'node:tls';
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { deviceToken } from '../device.ts';
import type { Device } from '../device.ts';
import type { MakerProfile } from '../makers/profile.ts';

type KeyPair = CryptoKeyPair;

const P256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const RSA_1024 = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', publicExponent: new Uint8Array([1, 0, 1]), modulusLength: 1024 };
const DAY_MS = 86_400_000;

const issuerKeys = new Map<string, Promise<KeyPair>>();
const sharedKeys = new Map<string, Promise<KeyPair>>();

function generate(weak: boolean): Promise<KeyPair> {
  return weak ? crypto.subtle.generateKey(RSA_1024, true, ['sign', 'verify']) : crypto.subtle.generateKey(P256, true, ['sign', 'verify']);
}

function remembered(keys: Map<string, Promise<KeyPair>>, name: string, weak: boolean): Promise<KeyPair> {
  const known = keys.get(name);
  if (known) return known;
  const made = generate(weak);
  keys.set(name, made);
  return made;
}

function deviceKey(maker: MakerProfile, device: Device): Promise<KeyPair> {
  const weak = device.has('weak-key');
  return device.has('shared-key') ? remembered(sharedKeys, `${maker.id}:${String(weak)}`, weak) : generate(weak);
}

function distinguishedName({ cn, ou, o }: { cn: string; ou?: string; o: string }): string {
  return [`CN=${cn}`, ...(ou === undefined ? [] : [`OU=${ou}`]), `O=${o}`].join(', ');
}

async function makeCertificate(maker: MakerProfile, device: Device, keys: KeyPair): Promise<x509.X509Certificate> {
  const subject = distinguishedName(maker.subject(device));
  const own = device.has('self-signed');
  const signer = own ? keys : await remembered(issuerKeys, maker.id, false);
  const now = Date.now();
  const expired = device.has('expired-certificate');
  return x509.X509CertificateGenerator.create({
    serialNumber: deviceToken(device, 'certificate', 16),
    subject,
    issuer: own ? subject : distinguishedName({ cn: maker.issuer, o: maker.name }),
    notBefore: new Date(now - (expired ? 1200 : 200) * DAY_MS),
    notAfter: new Date(now + (expired ? -100 : 2500) * DAY_MS),
    signingAlgorithm: own && device.has('weak-key') ? RSA_1024 : P256,
    publicKey: keys.publicKey,
    signingKey: signer.privateKey,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.SubjectAlternativeNameExtension([{ type: 'ip', value: device.address }]),
    ],
  });
}

async function exportKey(keys: KeyPair): Promise<KeyObject> {
  const der = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
  return createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs8' });
}

/** The device's key and certificate as a TLS context; made on the first TLS connection, because most cameras never see one. */
export async function makeSecureContext(maker: MakerProfile, device: Device): Promise<SecureContext> {
  const keys = await deviceKey(maker, device);
  const [key, certificate] = await Promise.all([exportKey(keys), makeCertificate(maker, device, keys)]);
  const relaxed = device.has('legacy-tls') || device.has('weak-key');
  return createSecureContext({
    key: key.export({ type: 'pkcs8', format: 'pem' }),
    cert: certificate.toString('pem'),
    minVersion: device.has('legacy-tls') ? 'TLSv1' : 'TLSv1.2',
    // OpenSSL of today refuses 1024-bit keys and TLS 1.0 above its lowest level; old cameras do not.
    ...(relaxed ? { ciphers: 'DEFAULT:@SECLEVEL=0' } : {}),
  });
}
