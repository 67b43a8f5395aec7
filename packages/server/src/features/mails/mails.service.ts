import { MailKind } from '@ancam/contract';
import type { Actions, Mail, MailFilter, MailList, PageQuery } from '@ancam/contract';
import { AppError, newId } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Context } from '../../context.ts';
import { pageOf, readCursor } from '../../cursor.ts';
import { asOwner, holds } from '../../db/actor.ts';
import type { Actor } from '../../db/actor.ts';
import { appendAudit } from '../../db/audit.ts';
import { findAccount } from '../sessions/sessions.service.ts';
import * as outbox from './outbox.store.ts';
import type { MailRow } from './outbox.store.ts';
import { messageIdOf } from './queue.service.ts';

/** The outbox is out of the reach of the role of requests: each query names the subtree that the actor administers, or reads as auditor. */
function reach(actor: Actor): readonly string[] {
  return holds(actor, 'account.write') ? actor.adminScopes : actor.scopes;
}

function actionsOf(actor: Actor, row: MailRow): Actions {
  const reason = holds(actor, 'account.write') ? (row.state === 'failed' ? undefined : row.state) : 'no-permission';
  return reason === undefined
    ? { state: row.state, may: ['retry'], blockers: [] }
    : { state: row.state, may: [], blockers: [{ action: 'retry', reason }] };
}

function view(actor: Actor, row: MailRow): Mail {
  return {
    id: row.id,
    kind: MailKind.parse(row.kind),
    state: row.state,
    account: { id: row.account_id, login: row.login, displayName: row.display_name },
    email: row.email,
    unitName: row.unit_name,
    tries: row.tries,
    lastError: row.last_error,
    createdAt: row.created_at,
    notBefore: row.not_before,
    sentAt: row.sent_at,
    actions: actionsOf(actor, row),
  };
}

/** Whether a test mail can be sent to the one who asks. */
function testActions(context: Context, actor: Actor, email: string | null): Actions {
  const reason = !holds(actor, 'account.write')
    ? 'no-permission'
    : context.mail === undefined
      ? 'no-mail-server'
      : email === null
        ? 'no-address'
        : undefined;
  return reason === undefined
    ? { state: 'list', may: ['test'], blockers: [] }
    : { state: 'list', may: [], blockers: [{ action: 'test', reason }] };
}

/** Mails to the accounts that the actor administers, newest first. */
export function list(context: Context, actor: Actor, { cursor, limit, ...filter }: PageQuery & MailFilter): Promise<MailList> {
  return asOwner(context, async (tx) => {
    const after = readCursor(cursor, 2);
    const rows = await outbox.listMails(tx, { prefixes: reach(actor), filter, after, limit: limit + 1 });
    const { items, next } = pageOf(rows, limit, (row) => [row.created_at, row.id]);
    const own = actor.accountId === null ? undefined : await findAccount(tx, actor.accountId, context.clock().toISOString());
    return { items: items.map((row) => view(actor, row)), next, actions: testActions(context, actor, own?.email ?? null) };
  });
}

/** Lets failed mails be tried again. Those of others, and those that did not fail, are passed over. */
export function retry(context: Context, actor: Actor, ids: readonly Id[]): Promise<{ again: number }> {
  return asOwner(context, async (tx) => {
    const now = context.clock().toISOString();
    const again = await outbox.retry(tx, actor.adminScopes, ids, now);
    const summary = again.map(({ login }) => login).join(', ');
    if (again.length > 0)
      await appendAudit(tx, { actor, instanceId: context.instanceId, now }, [{ action: 'mail.retried', object: 'mails', summary }]);
    return { again: again.length };
  });
}

/** Queues a test mail to oneself. Throws `conflict` where there is no mail server or no address. */
export function sendTest(context: Context, actor: Actor): Promise<{ done: true }> {
  return asOwner(context, async (tx) => {
    const now = context.clock().toISOString();
    const own = actor.accountId === null ? undefined : await findAccount(tx, actor.accountId, now);
    const reason = testActions(context, actor, own?.email ?? null).blockers[0]?.reason;
    if (own === undefined || reason !== undefined) {
      const fix = reason === 'no-mail-server' ? 'set ANCAM_SMTP_URL' : 'give the account an e-mail address';
      throw new AppError('conflict', `no test mail: ${reason ?? 'no-account'}`, { place: 'test', reason, fix });
    }
    const id = newId();
    const mail = {
      id,
      account_id: own.id,
      key: `test/${id}`,
      kind: 'test',
      message_id: messageIdOf(context, id),
      not_before: now,
    } as const;
    await outbox.queue(tx, [mail], { instanceId: context.instanceId, now });
    await appendAudit(tx, { actor, instanceId: context.instanceId, now }, [
      { action: 'mail.tested', object: `mail/${id}`, summary: own.login },
    ]);
    return { done: true };
  });
}
