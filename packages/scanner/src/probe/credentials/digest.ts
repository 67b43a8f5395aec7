import { createHash, randomBytes } from 'node:crypto';
import type { Challenge } from '../challenge.ts';

/** What a credential answers to. */
export interface DigestInput {
  readonly challenge: Challenge;
  readonly user: string;
  readonly password: string;
  readonly method: string;
  readonly uri: string;
}

const HASHES: Readonly<Record<string, string>> = { MD5: 'md5', 'SHA-256': 'sha256' };

/**
 * Value of the Authorization header for a Basic or Digest challenge (RFC 7617, RFC 7616; the form without qop of RFC 2069 for old devices).
 * Undefined where the challenge cannot be answered.
 */
export function authorizationFor(input: DigestInput): string | undefined {
  const { challenge, user, password, method, uri } = input;
  if (challenge.scheme === 'basic') return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  const algorithm = (challenge.parameters['algorithm'] ?? 'MD5').toUpperCase();
  const hash = HASHES[algorithm];
  const { realm = '', nonce, opaque, qop } = challenge.parameters;
  if (challenge.scheme !== 'digest' || hash === undefined || nonce === undefined) return undefined;
  const sum = (text: string): string => createHash(hash).update(text).digest('hex');
  const a1 = sum(`${user}:${realm}:${password}`);
  const a2 = sum(`${method}:${uri}`);
  const useQop = qop?.split(',').some((value) => value.trim() === 'auth') === true;
  const cnonce = randomBytes(8).toString('hex');
  const response = useQop ? sum(`${a1}:${nonce}:00000001:${cnonce}:auth:${a2}`) : sum(`${a1}:${nonce}:${a2}`);
  const parts = [`username="${user}"`, `realm="${realm}"`, `nonce="${nonce}"`, `uri="${uri}"`, `response="${response}"`];
  if (challenge.parameters['algorithm'] !== undefined) parts.push(`algorithm=${algorithm}`);
  if (opaque !== undefined) parts.push(`opaque="${opaque}"`);
  if (useQop) parts.push('qop=auth', 'nc=00000001', `cnonce="${cnonce}"`);
  return `Digest ${parts.join(', ')}`;
}

/** How strong the proof is that a challenge asks for; 0 where it cannot be answered. */
function strength(challenge: Challenge): number {
  if (challenge.scheme === 'basic') return 1;
  if (challenge.scheme !== 'digest') return 0;
  const algorithm = (challenge.parameters['algorithm'] ?? 'MD5').toUpperCase();
  return algorithm === 'SHA-256' ? 3 : algorithm === 'MD5' ? 2 : 0;
}

/** The strongest challenge that can be answered. */
export function bestChallenge(challenges: readonly Challenge[]): Challenge | undefined {
  const [best] = [...challenges].sort((a, b) => strength(b) - strength(a));
  return best === undefined || strength(best) === 0 ? undefined : best;
}

/** Values of a WS-Security UsernameToken with digest (OASIS UsernameToken Profile 1.0), for the device's own time. */
export function usernameToken(user: string, password: string, at: Date): Record<'user' | 'digest' | 'nonce' | 'created', string> {
  const nonce = randomBytes(16);
  const created = at.toISOString();
  const digest = createHash('sha1')
    .update(Buffer.concat([nonce, Buffer.from(created + password)]))
    .digest('base64');
  return { user, digest, nonce: nonce.toString('base64'), created };
}
