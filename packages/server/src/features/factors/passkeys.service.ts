import type { NewPasskey, PasskeyAnswer, PasskeyQuestion } from '@ancam/contract';
import { AppError } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import type { Context } from '../../context.ts';
import { asOwner } from '../../db/actor.ts';
import { keep, take } from './challenges.service.ts';
import * as store from './factors.store.ts';
import type { PasskeyRow } from './factors.store.ts';

// The library is imported where a passkey is made or shown: it brings three hundred modules, a quarter of a second of every start.

const TERM_SECONDS = 300;
const MOST_PASSKEYS = 20;

interface Holder {
  readonly id: Id;
  readonly login: string;
  readonly displayName: string;
}

/** The name to which browsers bind passkeys. Throws where the pages are open under a bare address, which WebAuthn does not know. */
function relyingParty(origin: string): string {
  const { hostname } = new URL(origin);
  if (/^[\d.]+$|:/.test(hostname)) {
    throw new AppError('input.invalid', 'passkeys need a host name, not an address', {
      place: 'ANCAM_PUBLIC_URL',
      fix: {
        vi: 'Mở AnCam bằng tên máy (ví dụ http://localhost:8023) hoặc đặt ANCAM_PUBLIC_URL là địa chỉ có tên miền.',
        en: 'Open AnCam under a host name (for example http://localhost:8023) or set ANCAM_PUBLIC_URL to an address with one.',
      },
    });
  }
  return hostname;
}

function plain(options: object): PasskeyQuestion {
  return { options: Object.fromEntries(Object.entries(options)) };
}

/** What the browser must ask its authenticator to make a passkey that stands for both factors. */
export async function askNew(context: Context, origin: string, holder: Holder): Promise<PasskeyQuestion> {
  const known = await asOwner(context, (tx) => store.listPasskeys(tx, holder.id));
  if (known.length >= MOST_PASSKEYS) {
    throw new AppError('conflict', `there are ${MOST_PASSKEYS} passkeys already`, { place: 'passkeys', fix: 'remove one first' });
  }
  const { generateRegistrationOptions } = await import('@simplewebauthn/server');
  const options = await generateRegistrationOptions({
    rpName: 'AnCam',
    rpID: relyingParty(origin),
    userName: holder.login,
    userDisplayName: holder.displayName,
    userID: new Uint8Array(Buffer.from(holder.id)),
    excludeCredentials: known.map(({ id }) => ({ id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  await keep(context, { key: options.challenge, kind: 'passkey-add', seconds: TERM_SECONDS, accountId: holder.id });
  return plain(options);
}

/** A challenge that is ours, unspent, and meant for this account. */
async function isOurs(context: Context, kind: 'passkey-add' | 'passkey-enter', challenge: string, accountId: Id | null): Promise<boolean> {
  const taken = await take(context, { key: challenge, kind });
  return taken !== undefined && taken.account_id === accountId;
}

function refused(cause?: unknown): AppError {
  return new AppError('auth.failed', 'the passkey was not accepted', { place: 'passkey', fix: 'try again' }, cause);
}

/** Verifies what an authenticator made; gives the row to keep. Throws `auth.failed`. */
export async function verifyNew(
  context: Context,
  origin: string,
  holder: Holder,
  body: NewPasskey,
): Promise<Omit<PasskeyRow, 'last_used_at'>> {
  const { verifyRegistrationResponse } = await import('@simplewebauthn/server');
  const verified = await verifyRegistrationResponse({
    response: body.answer as unknown as RegistrationResponseJSON, // the library reads it as hostile input
    expectedChallenge: (challenge) => isOurs(context, 'passkey-add', challenge, holder.id),
    expectedOrigin: origin,
    expectedRPID: relyingParty(origin),
    requireUserVerification: true,
  }).catch((thrown: unknown) => {
    throw refused(thrown);
  });
  if (!verified.verified) throw refused();
  const { credential } = verified.registrationInfo;
  return {
    id: credential.id,
    account_id: holder.id,
    name: body.name,
    public_key: Buffer.from(credential.publicKey).toString('base64url'),
    counter: credential.counter,
    transports: credential.transports ?? [],
    created_at: context.clock().toISOString(),
  };
}

export const insert = store.insertPasskey;
export const remove = store.deletePasskey;

/** What the browser must ask its authenticator to sign in; the same for everybody, so that it tells nothing of accounts. */
export async function askEntry(context: Context, origin: string): Promise<PasskeyQuestion> {
  const { generateAuthenticationOptions } = await import('@simplewebauthn/server');
  const options = await generateAuthenticationOptions({ rpID: relyingParty(origin), userVerification: 'required', allowCredentials: [] });
  await keep(context, { key: options.challenge, kind: 'passkey-enter', seconds: TERM_SECONDS });
  return plain(options);
}

/** Verifies a passkey; gives the account that it belongs to. Throws `auth.failed`, the same for an unknown passkey and a wrong answer. */
export async function verifyEntry(context: Context, origin: string, { answer }: PasskeyAnswer): Promise<Id> {
  const row = await asOwner(context, (tx) => store.findPasskey(tx, answer.id));
  if (row === undefined) throw refused();
  const { verifyAuthenticationResponse } = await import('@simplewebauthn/server');
  const verified = await verifyAuthenticationResponse({
    response: answer as unknown as AuthenticationResponseJSON, // the library reads it as hostile input
    expectedChallenge: (challenge) => isOurs(context, 'passkey-enter', challenge, null),
    expectedOrigin: origin,
    expectedRPID: relyingParty(origin),
    credential: {
      id: row.id,
      publicKey: new Uint8Array(Buffer.from(row.public_key, 'base64url')),
      counter: row.counter,
      transports: row.transports,
    },
    requireUserVerification: true,
  }).catch((thrown: unknown) => {
    throw refused(thrown);
  });
  if (!verified.verified) throw refused();
  const { newCounter } = verified.authenticationInfo;
  await asOwner(context, (tx) => store.notePasskeyUse(tx, row.id, newCounter, context.clock().toISOString()));
  return row.account_id;
}
