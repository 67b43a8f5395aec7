import type { Delegation, DelegationBody, DelegationList } from '@ancam/contract';
import { AppError, newId } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Context } from '../../context.ts';
import { dayOf } from '../../day.ts';
import { asOwner, handsOf } from '../../db/actor.ts';
import type { Actor } from '../../db/actor.ts';
import { appendAudit } from '../../db/audit.ts';
import { grantable, limitedTo, narrowed, unitWithin } from '../acting/grants.service.ts';
import { actorOf, findAccount, findAccountByLogin } from '../sessions/sessions.service.ts';
import * as store from './delegations.store.ts';
import type { DelegationRow } from './delegations.store.ts';

export { revokeGiven } from './delegations.store.ts';

function view(row: DelegationRow, day: string): Delegation {
  const state = row.revoked_at !== null ? 'revoked' : row.valid_until < day ? 'expired' : row.valid_from > day ? 'not-yet' : 'valid';
  return {
    id: row.id,
    from: row.from_name,
    to: row.to_name,
    permissions: row.permissions,
    unit: { id: row.unit_id, name: row.unit_name },
    document: row.document,
    documentDate: row.document_date,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    state,
  };
}

function today(context: Context): string {
  return dayOf(context.clock().toISOString());
}

export function list(context: Context, actor: Actor, accountId: Id): Promise<DelegationList> {
  return asOwner(context, async (tx) => {
    const day = today(context);
    const [given, received] = [await store.listGiven(tx, accountId), await store.listReceived(tx, accountId)];
    return { given: given.map((row) => view(row, day)), received: received.map((row) => view(row, day)), grantable: grantable(actor) };
  });
}

/** Delegations by which the account may act today. */
export function listUsable(context: Context, accountId: Id): Promise<Delegation[]> {
  return asOwner(context, async (tx) => {
    const rows = await store.listReceived(tx, accountId);
    return rows.map((row) => view(row, today(context))).filter(({ state }) => state === 'valid');
  });
}

/** Delegates in writing a part of what one holds oneself. What was received by delegation is not one's own and cannot be handed on. */
export function create(context: Context, actor: Actor, accountId: Id, body: DelegationBody): Promise<Delegation> {
  const permissions = narrowed(actor, body.permissions);
  const day = today(context);
  if (body.validUntil < body.validFrom || body.validUntil < day) {
    throw new AppError('input.invalid', 'the delegation ends before it begins', { place: 'validUntil', fix: 'give a later day' });
  }
  return asOwner(context, async (tx) => {
    const unit = await unitWithin(tx, [actor.scopePath], body.unitId ?? actor.unitId);
    const taker = await findAccountByLogin(tx, body.to, context.clock().toISOString());
    // Nobody of another body is found, whether there is such an account or not.
    if (taker === undefined || taker.home_id !== actor.homeId) throw new AppError('not-found', 'no such account', { place: 'to' });
    if (taker.id === accountId)
      throw new AppError('input.invalid', 'one cannot delegate to oneself', { place: 'to', fix: 'name another person' });
    const id = newId();
    const now = context.clock().toISOString();
    const { document, documentDate, validFrom, validUntil } = body;
    const row = { id, from: accountId, to: taker.id, permissions, unitId: unit.id, document, documentDate, validFrom, validUntil, now };
    await store.insertDelegation(tx, row);
    const summary = `${taker.display_name}: ${permissions.join(', ')}; ${unit.name}; ${document}; ${validFrom} – ${validUntil}`;
    const by = { actor, instanceId: context.instanceId, now };
    await appendAudit(tx, by, [{ action: 'delegation.given', object: `delegation/${id}`, summary }]);
    const kept = await store.findDelegation(tx, id);
    if (kept === undefined) throw new AppError('store.failed', 'the new delegation is not there');
    return view(kept, day);
  });
}

/** Either side may end a delegation. */
export function revoke(context: Context, actor: Actor, accountId: Id, id: Id): Promise<void> {
  return asOwner(context, async (tx) => {
    const row = await store.findDelegation(tx, id);
    if (row === undefined || (row.from_account !== accountId && row.to_account !== accountId)) {
      throw new AppError('not-found', 'no such delegation', { place: id });
    }
    if (row.revoked_at !== null) throw new AppError('conflict', 'the delegation has been ended already', { place: id });
    const now = context.clock().toISOString();
    await store.setRevoked(tx, id, now, actor.name);
    const summary = `${row.from_name} – ${row.to_name}: ${row.document}`;
    await appendAudit(tx, { actor, instanceId: context.instanceId, now }, [
      { action: 'delegation.revoked', object: `delegation/${id}`, summary },
    ]);
  });
}

/**
 * The actor in the name of the one who delegated: what that account may do today, cut down to what the paper says. Both persons stand
 * behind it, so that whoever proposes never approves through another's hand. Throws `auth.forbidden` where the term is over.
 */
export function actorByDelegation(context: Context, actor: Actor, accountId: Id, id: Id): Promise<Actor> {
  return asOwner(context, async (tx) => {
    const row = await store.findDelegation(tx, id);
    const valid = row !== undefined && row.to_account === accountId && view(row, today(context)).state === 'valid';
    const account = valid ? await findAccount(tx, row.from_account, context.clock().toISOString()) : undefined;
    const giver = account === undefined ? undefined : actorOf(account);
    const unit =
      giver === undefined || row === undefined ? undefined : await unitWithin(tx, [giver.scopePath], row.unit_id).catch(() => undefined);
    if (row === undefined || giver === undefined || unit === undefined) {
      throw new AppError('auth.forbidden', 'there is no such delegation, or its term is over', {
        place: 'delegation',
        fix: 'act in your own name',
      });
    }
    return {
      ...limitedTo(giver, unit, row.permissions),
      accountId,
      persons: [accountId, ...handsOf(giver)],
      name: `${actor.name} (thay mặt ${giver.name})`,
    };
  });
}
