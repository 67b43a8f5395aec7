import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(argon2);

/** Argon2id with the memory and passes of OWASP's password storage advice. */
const COST = { parallelism: 1, tagLength: 32, memory: 19_456, passes: 2 } as const;

/** Hash of a password as `argon2id$memory$passes$salt$tag`. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const tag = await derive('argon2id', { ...COST, message: password.normalize('NFKC'), nonce });
  return ['argon2id', COST.memory, COST.passes, nonce.toString('base64url'), tag.toString('base64url')].join('$');
}

/** Whether the password gives this hash. Takes as long where there is no such account. */
export async function verifyPassword(password: string, hash: string | undefined): Promise<boolean> {
  const [, memory, passes, salt, tag] = (hash ?? NOBODY).split('$');
  const nonce = Buffer.from(salt ?? '', 'base64url');
  const expected = Buffer.from(tag ?? '', 'base64url');
  const cost = { parallelism: COST.parallelism, tagLength: expected.length, memory: Number(memory), passes: Number(passes) };
  const found = await derive('argon2id', { ...cost, message: password.normalize('NFKC'), nonce });
  return timingSafeEqual(found, expected) && hash !== undefined;
}

const NOBODY = ['argon2id', COST.memory, COST.passes, randomBytes(16).toString('base64url'), randomBytes(32).toString('base64url')].join(
  '$',
);
