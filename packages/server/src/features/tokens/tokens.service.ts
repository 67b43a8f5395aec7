import type { ApiToken, ApiTokenBody, NewApiToken } from '@ancam/contract';
import { AppError, newId } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Context } from '../../context.ts';
import { dayOf, endOfDay } from '../../day.ts';
import { asOwner } from '../../db/actor.ts';
import type { Actor } from '../../db/actor.ts';
import { appendAudit } from '../../db/audit.ts';
import { hashSecret, newSecret } from '../../secrets.ts';
import { actorOf, findAccount } from '../sessions/sessions.service.ts';
import { grantable, limitedTo, narrowed, unitWithin } from '../acting/grants.service.ts';
import * as store from './tokens.store.ts';
import type { TokenRow } from './tokens.store.ts';

/** Begins every token, so that one found in a file or log is known for what it is. */
const PREFIX = 'ancam_';
const TOUCH_MS = 60_000;
const MOST_LIVE = 50;
const LONGEST_DAYS = 366;

function view(row: TokenRow, now: string): ApiToken {
  return {
    id: row.id,
    name: row.name,
    permissions: row.permissions,
    unit: { id: row.unit_id, name: row.unit_name },
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    lastAddress: row.last_address,
    state: row.revoked_at !== null ? 'revoked' : row.expires_at <= now ? 'expired' : 'valid',
  };
}

export function list(context: Context, actor: Actor, accountId: Id): Promise<{ items: ApiToken[]; grantable: string[] }> {
  return asOwner(context, async (tx) => {
    const rows = await store.listTokens(tx, accountId);
    const now = context.clock().toISOString();
    return { items: rows.map((row) => view(row, now)), grantable: grantable(actor) };
  });
}

/** Makes a token that can do no more than its maker can, in a part of what he reaches, for a year at most. */
export function create(context: Context, actor: Actor, accountId: Id, body: ApiTokenBody): Promise<NewApiToken> {
  const permissions = narrowed(actor, body.permissions);
  const now = context.clock();
  const today = dayOf(now.toISOString());
  const latest = dayOf(new Date(now.getTime() + LONGEST_DAYS * 86_400_000).toISOString());
  if (body.until < today || body.until > latest) {
    throw new AppError('input.invalid', 'the term must end within a year', { place: 'until', fix: `give a day up to ${latest}` });
  }
  const secret = `${PREFIX}${newSecret()}`;
  return asOwner(context, async (tx) => {
    const unit = await unitWithin(tx, [actor.scopePath], body.unitId ?? actor.unitId);
    const at = now.toISOString();
    const live = (await store.listTokens(tx, accountId)).filter((row) => view(row, at).state === 'valid');
    if (live.length >= MOST_LIVE)
      throw new AppError('conflict', `there are ${MOST_LIVE} tokens already`, { place: 'tokens', fix: 'end one first' });
    const id = newId();
    const row = { id, accountId, name: body.name, tokenHash: hashSecret(secret), permissions, unitId: unit.id, now: at };
    await store.insertToken(tx, { ...row, expiresAt: endOfDay(body.until) });
    const summary = `${body.name}: ${permissions.join(', ')}; ${unit.name}; ${body.until}`;
    await appendAudit(tx, { actor, instanceId: context.instanceId, now: at }, [
      { action: 'token.created', object: `token/${id}`, summary },
    ]);
    const kept = await store.findToken(tx, id);
    if (kept === undefined) throw new AppError('store.failed', 'the new token is not there');
    return { token: view(kept, at), secret };
  });
}

export function revoke(context: Context, actor: Actor, accountId: Id, id: Id): Promise<void> {
  return asOwner(context, async (tx) => {
    const now = context.clock().toISOString();
    const name = await store.revokeToken(tx, accountId, id, now);
    if (name === undefined) throw new AppError('not-found', 'no such token', { place: id });
    await appendAudit(tx, { actor, instanceId: context.instanceId, now }, [
      { action: 'token.revoked', object: `token/${id}`, summary: name },
    ]);
  });
}

export const revokeAll = store.revokeTokens;

/** Who acts by a token: its account as it now stands, cut down to what the token was given. Undefined where it is not valid. */
export async function actorOfToken(context: Context, secret: string, address: string): Promise<Actor | undefined> {
  if (!secret.startsWith(PREFIX)) return undefined;
  return asOwner(context, async (tx) => {
    const now = context.clock();
    const row = await store.findLive(tx, hashSecret(secret), now.toISOString());
    const account = row === undefined ? undefined : await findAccount(tx, row.account_id, context.clock().toISOString());
    if (row === undefined || account === undefined) return undefined;
    const used = row.last_used_at === null ? 0 : new Date(row.last_used_at).getTime();
    if (now.getTime() - used > TOUCH_MS || row.last_address !== address) await store.noteUse(tx, row.id, address, now.toISOString());
    const owner = actorOf(account);
    const unit = await unitWithin(tx, [owner.scopePath], row.unit_id).catch(() => undefined);
    if (unit === undefined) return undefined;
    return {
      ...limitedTo(owner, unit, row.permissions),
      name: `${owner.name} (API: ${row.name})`,
    };
  });
}
