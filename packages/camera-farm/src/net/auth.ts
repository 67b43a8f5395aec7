import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { Account } from '../device.ts';

type DigestAlgorithm = 'MD5' | 'SHA-256';

/** How a service challenges: Digest with these algorithms, Basic, or both. */
export interface AuthPolicy {
  readonly realm: string;
  readonly digest: readonly DigestAlgorithm[];
  readonly basic: boolean;
}

export type AuthOutcome = 'absent' | 'right' | 'wrong';

const HASH_NAMES: Readonly<Record<DigestAlgorithm, string>> = { MD5: 'md5', 'SHA-256': 'sha256' };
const NONCE_SECRET = randomBytes(16);
const NONCE_LIFE_SECONDS = 300;

function nonceAt(second: number, bind: string): string {
  const mac = createHmac('sha256', NONCE_SECRET).update(`${second}:${bind}`).digest('hex').slice(0, 24);
  return second.toString(16).padStart(8, '0') + mac;
}

function nonceIsValid(nonce: string, bind: string): boolean {
  const second = Number.parseInt(nonce.slice(0, 8), 16);
  const age = Math.floor(Date.now() / 1000) - second;
  return age >= 0 && age <= NONCE_LIFE_SECONDS && nonce === nonceAt(second, bind);
}

/** Values of the `WWW-Authenticate` headers; `bind` ties the nonce to a camera (and, for some makers, to a connection). */
export function challenges(policy: AuthPolicy, bind: string): string[] {
  const nonce = nonceAt(Math.floor(Date.now() / 1000), bind);
  const values = policy.digest.map((algorithm) => {
    // RFC 7616 takes a missing algorithm as MD5, and cameras that know only MD5 do not name it.
    const named = policy.digest.length === 1 && algorithm === 'MD5' ? '' : `, algorithm=${algorithm}`;
    return `Digest realm="${policy.realm}", nonce="${nonce}", qop="auth"${named}, stale=FALSE`;
  });
  if (policy.basic) values.push(`Basic realm="${policy.realm}"`);
  return values;
}

function parseParameters(text: string): Map<string, string> {
  const parameters = new Map<string, string>();
  for (const match of text.matchAll(/([a-z-]+)\s*=\s*(?:"([^"]*)"|([^\s,]+))/gi))
    parameters.set((match[1] ?? '').toLowerCase(), match[2] ?? match[3] ?? '');
  return parameters;
}

function hash(algorithm: DigestAlgorithm, text: string): string {
  return createHash(HASH_NAMES[algorithm]).update(text).digest('hex');
}

function digestIsRight(header: string, method: string, account: Account, policy: AuthPolicy, bind: string): boolean {
  const given = parseParameters(header);
  const algorithm = policy.digest.find((offered) => offered === (given.get('algorithm') ?? 'MD5').toUpperCase());
  const nonce = given.get('nonce') ?? '';
  if (!algorithm || given.get('username') !== account.user || !nonceIsValid(nonce, bind)) return false;
  const ha1 = hash(algorithm, `${account.user}:${policy.realm}:${account.password}`);
  const ha2 = hash(algorithm, `${method}:${given.get('uri') ?? ''}`);
  const qop = given.get('qop');
  const middle = qop ? `${nonce}:${given.get('nc') ?? ''}:${given.get('cnonce') ?? ''}:${qop}` : nonce;
  return given.get('response') === hash(algorithm, `${ha1}:${middle}:${ha2}`);
}

/** Judges an `Authorization` header against the one account of the camera. */
export function judge(
  header: string | undefined,
  method: string,
  account: Account | undefined,
  policy: AuthPolicy,
  bind: string,
): AuthOutcome {
  if (header === undefined) return 'absent';
  if (!account) return 'wrong';
  if (/^digest\s/i.test(header)) return digestIsRight(header.slice(7), method, account, policy, bind) ? 'right' : 'wrong';
  if (policy.basic && /^basic\s/i.test(header)) {
    const given = Buffer.from(header.slice(6).trim(), 'base64').toString('utf8');
    return given === `${account.user}:${account.password}` ? 'right' : 'wrong';
  }
  return 'wrong';
}
