import { randomInt } from 'node:crypto';
import { AppError } from '@ancam/core';
import type { Id } from '@ancam/core';
import { Secret, TOTP } from 'otpauth';
import type { Context } from '../../context.ts';
import type { Tx } from '../../db/database.ts';
import { hashSecret } from '../../secrets.ts';
import * as store from './factors.store.ts';

const PERIOD_SECONDS = 30;
/** One period to either side, for clocks that differ. */
const WINDOW = 1;
const RECOVERY_CODES = 10;
/** Without letters and digits that are mistaken for each other. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789';

interface Holder {
  readonly id: Id;
  readonly login: string;
}

function totpOf(login: string, secret: string): TOTP {
  return new TOTP({ issuer: 'AnCam', label: login, secret: Secret.fromBase32(secret), period: PERIOD_SECONDS, digits: 6 });
}

/** Period in which the code is right, undefined where it is wrong. The library compares in constant time. */
function periodOf(context: Context, login: string, secret: string, code: string): number | undefined {
  const now = context.clock().getTime();
  const delta = totpOf(login, secret).validate({ token: code, timestamp: now, window: WINDOW });
  return delta === null ? undefined : Math.floor(now / (PERIOD_SECONDS * 1000)) + delta;
}

function part(): string {
  return Array.from({ length: 5 }, () => SIGNS.charAt(randomInt(SIGNS.length))).join('');
}

function newRecoveryCode(): string {
  return `${part()}-${part()}-${part()}`;
}

function recoveryHash(accountId: Id, code: string): string {
  return hashSecret(`${accountId} ${code.toLowerCase().replaceAll(/[^a-z0-9]/g, '')}`);
}

/** A secret for the authenticator app; it counts only once a first code has confirmed it. */
export async function start(context: Context, tx: Tx, { id, login }: Holder): Promise<{ uri: string; secret: string }> {
  const known = await store.findCode(tx, id);
  if (known !== undefined && known.confirmed_at !== null) {
    throw new AppError('conflict', 'an authenticator app is enrolled already', { place: 'code', fix: 'remove it first' });
  }
  const secret = new Secret({ size: 20 }).base32;
  await store.replaceCode(tx, id, secret, context.clock().toISOString());
  return { uri: totpOf(login, secret).toString(), secret };
}

/** Ten new codes for the day the app is lost, in the place of all earlier ones. */
export async function renewRecoveryCodes(tx: Tx, accountId: Id): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode);
  await store.replaceRecoveryCodes(
    tx,
    accountId,
    codes.map((code) => recoveryHash(accountId, code)),
  );
  return codes;
}

/** Confirms the app by a first code; undefined where the code is wrong. */
export async function confirm(context: Context, tx: Tx, { id, login }: Holder, code: string): Promise<string[] | undefined> {
  const row = await store.findCode(tx, id);
  if (row === undefined || row.confirmed_at !== null) {
    throw new AppError('conflict', 'no enrolment is under way', { place: 'code', fix: 'begin the enrolment again' });
  }
  const period = periodOf(context, login, row.secret, code);
  if (period === undefined) return undefined;
  await store.confirmCode(tx, id, context.clock().toISOString(), period);
  return renewRecoveryCodes(tx, id);
}

/** Whether a code of the app or a recovery code is right. Each counts once: it cannot be overheard and used again. */
export async function spend(context: Context, tx: Tx, { id, login }: Holder, code: string): Promise<boolean> {
  const row = await store.findCode(tx, id);
  if (row === undefined || row.confirmed_at === null) return false;
  if (!/^\d{6}$/.test(code)) return store.spendRecoveryCode(tx, id, recoveryHash(id, code), context.clock().toISOString());
  const period = periodOf(context, login, row.secret, code);
  if (period === undefined || period <= row.last_period) return false;
  await store.setLastPeriod(tx, id, period);
  return true;
}

export function remove(tx: Tx, accountId: Id): Promise<void> {
  return store.deleteCode(tx, accountId);
}
