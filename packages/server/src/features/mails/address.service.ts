import { randomInt, timingSafeEqual } from 'node:crypto';
import { newId } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Context } from '../../context.ts';
import type { Tx } from '../../db/database.ts';
import * as store from './address.store.ts';
import * as outbox from './outbox.store.ts';
import { messageIdOf } from './queue.service.ts';

/** How long a code holds: mail servers that list senders in grey let the first try wait. */
const HOURS = 24;
const DIGITS = 8;
const MOST_TRIES = 10;

/** An address that waits for the code that was sent to it. */
export interface Pending {
  readonly email: string;
  readonly until: string;
}

/** The address of an account that waits; undefined where none does. */
export async function pendingAddress(context: Context, tx: Tx, accountId: Id): Promise<Pending | undefined> {
  const row = await store.findPending(tx, accountId, context.clock().toISOString());
  return row === undefined ? undefined : { email: row.email, until: row.expires_at };
}

/** Sends a code to an address, which ends every code before it. */
export async function askAddress(context: Context, tx: Tx, accountId: Id, email: string): Promise<void> {
  const at = context.clock();
  const now = at.toISOString();
  const expiresAt = new Date(at.getTime() + HOURS * 3_600_000).toISOString();
  const code = String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0');
  await store.putPending(tx, accountId, { email, code, now, expiresAt });
  const id = newId();
  const mail = { id, account_id: accountId, key: `confirm/${id}`, kind: 'confirm', not_before: now } as const;
  await outbox.queue(tx, [{ ...mail, message_id: messageIdOf(context, id) }], { instanceId: context.instanceId, now });
}

export function forgetAddress(tx: Tx, accountId: Id): Promise<void> {
  return store.dropPending(tx, accountId);
}

/** The address that a code confirms; undefined for a wrong or outdated one. The last of too many tries ends the code. */
export async function confirmedAddress(context: Context, tx: Tx, accountId: Id, code: string): Promise<string | undefined> {
  const pending = await store.findPending(tx, accountId, context.clock().toISOString());
  if (pending === undefined) return undefined;
  const given = Buffer.from(code.padEnd(DIGITS).slice(0, DIGITS));
  const right = code.length === DIGITS && timingSafeEqual(given, Buffer.from(pending.code));
  if (right || pending.tries + 1 >= MOST_TRIES) await store.dropPending(tx, accountId);
  else await store.countTry(tx, accountId);
  return right ? pending.email : undefined;
}
