import type { InvitationUse, InvitationView } from '@ancam/contract';
import { AppError, newId } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Context } from '../../context.ts';
import { asOwner } from '../../db/actor.ts';
import type { Tx } from '../../db/database.ts';
import { hashSecret, newSecret } from '../../secrets.ts';
import { clearFactors } from '../factors/factors.service.ts';
import { hashPassword } from '../sessions/password.ts';
import * as sessions from '../sessions/sessions.service.ts';
import type { AccountRow, OpenedSession, Visitor } from '../sessions/sessions.service.ts';
import * as store from './invitations.store.ts';
import type { OpenInvitation } from './invitations.store.ts';

const DAY_MS = 86_400_000;

/** A one-time link; the token stands behind `#`, so that it is in no log of a server or proxy. */
export interface MintedLink {
  readonly path: string;
  readonly expiresAt: string;
}

interface Wanted {
  readonly accountId: Id;
  readonly days: number;
  readonly clearsFactors: boolean;
  readonly createdBy: string;
}

/** Mints the one-time link of an account; earlier open ones end. The link itself is kept nowhere. */
export async function mint(context: Pick<Context, 'clock'>, tx: Tx, wanted: Wanted): Promise<MintedLink> {
  const token = newSecret();
  const now = context.clock();
  const expiresAt = new Date(now.getTime() + wanted.days * DAY_MS).toISOString();
  const { accountId, clearsFactors, createdBy } = wanted;
  await store.revokeInvitations(tx, accountId, now.toISOString());
  const row = { id: newId(), accountId, tokenHash: hashSecret(token), clearsFactors, createdBy, now: now.toISOString(), expiresAt };
  await store.insertInvitation(tx, row);
  return { path: `/invitation#token=${token}`, expiresAt };
}

export function revokeAll(context: Context, tx: Tx, accountId: Id): Promise<void> {
  return store.revokeInvitations(tx, accountId, context.clock().toISOString());
}

/** The same refusal for an unknown, used, revoked or outdated link, and for one of a disabled account. */
async function findOpen(context: Context, tx: Tx, token: string): Promise<{ invitation: OpenInvitation; account: AccountRow }> {
  const invitation = await store.findOpen(tx, hashSecret(token), context.clock().toISOString());
  const account =
    invitation === undefined ? undefined : await sessions.findAccount(tx, invitation.account_id, context.clock().toISOString());
  if (invitation === undefined || account === undefined) {
    throw new AppError('invitation.invalid', 'the link is not valid or was used', {
      place: 'token',
      fix: 'ask your administrator for a new link',
    });
  }
  return { invitation, account };
}

/** Whom a link is for. */
export function lookAt(context: Context, token: string): Promise<InvitationView> {
  return asOwner(context, async (tx) => {
    const { invitation, account } = await findOpen(context, tx, token);
    return {
      login: account.login,
      displayName: account.display_name,
      unitName: account.unit_name,
      expiresAt: invitation.expires_at,
      clearsFactors: invitation.clears_factors,
    };
  });
}

/** Takes up an account: sets the password, ends all its sessions and opens one. */
export async function take(context: Context, body: InvitationUse, visitor: Visitor): Promise<OpenedSession> {
  await lookAt(context, body.token);
  const passwordHash = await hashPassword(body.password);
  return asOwner(context, async (tx) => {
    const { invitation, account } = await findOpen(context, tx, body.token);
    await store.setUsed(tx, hashSecret(body.token), context.clock().toISOString());
    await sessions.setPassword(tx, account.id, passwordHash);
    await sessions.endSessions(tx, account.id);
    await sessions.forgetDevices(tx, account.id);
    if (invitation.clears_factors) await clearFactors(tx, account.id);
    const how = invitation.clears_factors ? 'link used, second factors removed' : 'link used';
    await sessions.note(context, tx, account, { action: 'invitation.used', summary: how });
    return sessions.openSession(context, tx, account, { method: 'link', secondFactor: false, visitor });
  });
}
