import { createHash, randomBytes } from 'node:crypto';

/** A secret of 256 bits for a link, cookie or token. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What is kept of a secret. It is random, so a plain hash suffices, and a look-up by hash tells nothing by its time. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
