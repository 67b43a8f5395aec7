import { AppError } from '@ancam/core';
import type { Store } from '../../db/actor.ts';
import { asOwner } from '../../db/actor.ts';
import { appendAudit } from '../../db/audit.ts';
import * as invitations from '../invitations/invitations.service.ts';
import * as sessions from '../sessions/sessions.service.ts';
import * as store from './accounts.store.ts';

const BY = 'ancam reset-admin';

/** A one-time link for an administrator. */
export interface ResetLink extends invitations.MintedLink {
  readonly login: string;
}

/**
 * A one-time link for an administrator when all access is lost; taking it up also removes the second factors. For one who holds the data
 * folder or the database and could change everything anyway. Throws `not-found` where there is no such administrator.
 */
export function resetAdministrator(context: Store, login?: string): Promise<ResetLink> {
  return asOwner(context, async (tx) => {
    const named = await store.findAdministrator(tx, login);
    if (named === undefined)
      throw new AppError('not-found', 'no such administrator', { place: login ?? 'account', fix: 'name the login of one' });
    await store.setDisabled(tx, named.id, null);
    const link = await invitations.mint(context, tx, { accountId: named.id, days: 1, clearsFactors: true, createdBy: BY });
    const row = await sessions.findAccount(tx, named.id, context.clock().toISOString());
    if (row === undefined) throw new AppError('store.failed', 'the account is not there');
    const actor = { ...sessions.actorOf(row), accountId: null, name: BY };
    const by = { actor, instanceId: context.instanceId, now: context.clock().toISOString() };
    await appendAudit(tx, by, [{ action: 'account.reset', object: `account/${row.id}`, summary: row.login }]);
    return { login: named.login, ...link };
  });
}
