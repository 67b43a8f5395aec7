import { createHash, createPublicKey, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { PROBE_SCHEME, textToSign } from '@ancam/contract';
import { AppError, Id } from '@ancam/core';

/** What the authorization header of a probe says. */
export interface Presented {
  readonly probe: Id;
  readonly n: number;
  readonly signature: Buffer;
}

const HEADER = new RegExp(`^${PROBE_SCHEME} ([0-9a-f-]{36})\\.(\\d{1,15})\\.([\\w-]{86})$`);

/** Reads the header. Throws `auth.required` where there is none of ours. */
export function readHeader(header: string | null): Presented {
  const [, probe, n, signature] = HEADER.exec(header ?? '') ?? [];
  const id = Id.safeParse(probe);
  if (!id.success || signature === undefined) {
    throw new AppError('auth.required', 'the request is not signed by a probe', { place: 'authorization', fix: 'enrol the probe' });
  }
  return { probe: id.data, n: Number(n), signature: Buffer.from(signature, 'base64url') };
}

/** Reads a public key. Throws `input.invalid` where it is no Ed25519 key. */
export function readKey(text: string): KeyObject {
  try {
    const key = createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' });
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // told below
  }
  throw new AppError('input.invalid', 'not an Ed25519 public key', { place: 'publicKey', fix: 'send SubjectPublicKeyInfo in DER, base64' });
}

/** What people compare a key by. */
export function fingerprintOf(key: KeyObject): string {
  return createHash('sha256')
    .update(key.export({ format: 'der', type: 'spki' }))
    .digest('hex')
    .slice(0, 16);
}

/** Whether a request was signed by the key of a probe. */
export function isSignedBy(publicKey: string, presented: Presented, request: { method: string; path: string; body: Uint8Array }): boolean {
  const digest = createHash('sha256').update(request.body).digest('hex');
  const { method, path } = request;
  const text = textToSign({ method, path, probe: presented.probe, n: presented.n, digest });
  return verify(null, Buffer.from(text), readKey(publicKey), presented.signature);
}
