import type { Id } from '@ancam/core';
import type { Context } from '../../context.ts';
import { asOwner } from '../../db/actor.ts';
import { hashSecret } from '../../secrets.ts';
import * as store from './factors.store.ts';
import type { NewChallenge } from './factors.store.ts';

interface Wanted {
  /** What comes back; kept as a hash. */
  readonly key: string;
  readonly kind: NewChallenge['kind'];
}

interface Kept extends Wanted {
  readonly seconds: number;
  readonly accountId?: Id;
  readonly content?: unknown;
}

/** Keeps what was asked of a browser or provider until it comes back. */
export function keep(context: Context, { key, kind, seconds, accountId, content }: Kept): Promise<void> {
  const now = context.clock();
  const expiresAt = new Date(now.getTime() + seconds * 1000).toISOString();
  const row = { keyHash: hashSecret(key), kind, accountId: accountId ?? null, content: content ?? {}, now: now.toISOString(), expiresAt };
  return asOwner(context, (tx) => store.insertChallenge(tx, row));
}

/** Takes it away, once. */
export function take(context: Context, { key, kind }: Wanted): Promise<{ account_id: Id | null; content: unknown } | undefined> {
  return asOwner(context, (tx) => store.takeChallenge(tx, hashSecret(key), kind, context.clock().toISOString()));
}
