import type { Id } from '@ancam/core';
import type { Tx } from '../../db/database.ts';
import * as store from './factors.store.ts';

/** Second factors of an account. */
export interface Factors {
  /** When the authenticator app was confirmed. */
  readonly codeSince: string | null;
  readonly recoveryCodesLeft: number;
  readonly passkeys: readonly { id: string; name: string; createdAt: string; lastUsedAt: string | null }[];
}

export async function factorsOf(tx: Tx, accountId: Id): Promise<Factors> {
  const code = await store.findCode(tx, accountId);
  const passkeys = await store.listPasskeys(tx, accountId);
  return {
    codeSince: code?.confirmed_at ?? null,
    recoveryCodesLeft: await store.countRecoveryCodes(tx, accountId),
    passkeys: passkeys.map((row) => ({ id: row.id, name: row.name, createdAt: row.created_at, lastUsedAt: row.last_used_at })),
  };
}

/** Names of the kinds of factors that an account has. */
export async function factorKinds(tx: Tx, accountId: Id): Promise<('code' | 'passkey')[]> {
  const { codeSince, passkeys } = await factorsOf(tx, accountId);
  return [...(codeSince === null ? [] : ['code' as const]), ...(passkeys.length === 0 ? [] : ['passkey' as const])];
}

/** Removes every second factor, for one who has lost them. */
export async function clearFactors(tx: Tx, accountId: Id): Promise<void> {
  await store.deleteCode(tx, accountId);
  await store.deletePasskeys(tx, accountId);
}
