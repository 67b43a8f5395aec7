import type { MailFilter, MailState } from '@ancam/contract';
import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import { json } from '../../db/database.ts';
import type { Tx } from '../../db/database.ts';

/** A mail that is about to be queued. */
export interface NewMail {
  readonly id: Id;
  readonly account_id: Id;
  readonly key: string;
  readonly kind: 'notice' | 'digest' | 'test' | 'confirm';
  readonly message_id: string;
  readonly not_before: string;
}

interface Queued {
  readonly id: Id;
  readonly account_id: Id;
  readonly key: string;
}

/**
 * Queues mails; where one with the key waits untried already, that one. It stays locked until the end of the transaction, so that nobody
 * sends it before what joins it is there. What has been tried or sent is left out of the answer.
 */
export async function queue(tx: Tx, mails: readonly NewMail[], by: { readonly instanceId: Id; readonly now: string }): Promise<Queued[]> {
  const { rows } = await sql<Queued>`
    insert into mail_outbox (id, instance_id, account_id, key, kind, message_id, state, not_before, created_at)
    select v.id, ${by.instanceId}::uuid, v.account_id, v.key, v.kind, v.message_id, 'waiting', v.not_before, ${by.now}::timestamptz
    from jsonb_to_recordset(${json(mails)}::text::jsonb) as v (id uuid, account_id uuid, key text, kind text, message_id text, not_before timestamptz)
    order by v.account_id, v.key
    on conflict (account_id, key) do update set key = excluded.key where mail_outbox.state = 'waiting' and mail_outbox.tries = 0
    returning id, account_id, key`.execute(tx);
  return rows;
}

/** Puts notices into the mails that tell them. */
export async function joinNotices(tx: Tx, pairs: readonly { readonly notice: Id; readonly mail: Id }[]): Promise<void> {
  await sql`update notice n set mail_id = v.mail from jsonb_to_recordset(${json(pairs)}::text::jsonb) as v (notice uuid, mail uuid) where n.id = v.notice`.execute(
    tx,
  );
}

/** A mail that this process has taken to send. */
export interface TakenMail {
  readonly id: Id;
  readonly account_id: Id;
  readonly kind: 'notice' | 'digest' | 'test' | 'confirm';
  readonly message_id: string;
  readonly tries: number;
  readonly created_at: string;
}

/** Takes the next mail that is due, or one whose sender has not said what came of it, for so long; undefined where there is none. */
export async function take(tx: Tx, now: string, until: string): Promise<TakenMail | undefined> {
  const { rows } = await sql<TakenMail>`
    update mail_outbox set state = 'sending', tries = tries + 1, lease_until = ${until}::timestamptz where id = (
      select id from mail_outbox where (state = 'waiting' and not_before <= ${now}::timestamptz) or (state = 'sending' and lease_until <= ${now}::timestamptz)
      order by not_before, id limit 1 for update skip locked)
    returning id, account_id, kind, message_id, tries, created_at`.execute(tx);
  return rows[0];
}

/** Mails that tell notices: they may come together, and not at every hour. */
export const OF_NOTICES: ReadonlySet<string> = new Set(['notice', 'digest']);

/**
 * What else waits for the same account and is due comes with this mail: after a night or an outage one mail, not twenty. Only before a
 * mail is first tried, so that what is sent again is what was sent.
 */
export async function gather(tx: Tx, mail: TakenMail, now: string): Promise<void> {
  if (mail.tries > 1 || !OF_NOTICES.has(mail.kind)) return;
  await sql`with others as (
      select id from mail_outbox where account_id = ${mail.account_id} and state = 'waiting' and tries = 0 and kind in ('notice', 'digest')
        and not_before <= ${now}::timestamptz for update skip locked),
    merged as (update mail_outbox m set state = 'dropped', last_error = 'merged' from others where m.id = others.id returning m.id)
    update notice n set mail_id = ${mail.id} from merged where n.mail_id = merged.id`.execute(tx);
}

export async function setSent(tx: Tx, id: Id, now: string): Promise<void> {
  await sql`update mail_outbox set state = 'sent', sent_at = ${now}::timestamptz, last_error = '', lease_until = null where id = ${id}`.execute(
    tx,
  );
}

/** Ends a mail that is not sent: `failed` with what the server said, `dropped` with a code of ours. */
export async function setEnded(tx: Tx, id: Id, state: 'failed' | 'dropped', reason: string): Promise<void> {
  await sql`update mail_outbox set state = ${state}, last_error = ${reason}, lease_until = null where id = ${id}`.execute(tx);
}

/** Lets a mail wait; `untried` where the try says nothing about the mail itself. */
export async function setWaiting(
  tx: Tx,
  id: Id,
  { notBefore, reason, untried }: { readonly notBefore: string; readonly reason: string; readonly untried: boolean },
): Promise<void> {
  await sql`update mail_outbox set state = 'waiting', not_before = ${notBefore}::timestamptz, last_error = ${reason}, lease_until = null,
    tries = tries - ${untried ? 1 : 0} where id = ${id}`.execute(tx);
}

/** Gives back what a process took that is no more. */
export async function releaseTaken(tx: Tx): Promise<void> {
  await sql`update mail_outbox set state = 'waiting', lease_until = null where state = 'sending'`.execute(tx);
}

/** A mail as administrators see it. */
export interface MailRow {
  readonly id: Id;
  readonly kind: string;
  readonly state: MailState;
  readonly account_id: Id;
  readonly login: string;
  readonly display_name: string;
  readonly email: string | null;
  readonly unit_name: string;
  readonly tries: number;
  readonly last_error: string;
  readonly created_at: string;
  readonly not_before: string;
  readonly sent_at: string | null;
}

interface Wanted {
  /** Path prefixes that the caller reaches. */
  readonly prefixes: readonly string[];
  readonly filter: MailFilter;
  readonly after: readonly (string | number)[] | undefined;
  readonly limit: number;
}

/** Mails to accounts of a subtree, newest first. */
export async function listMails(tx: Tx, { prefixes, filter: { state, kind }, after, limit }: Wanted): Promise<MailRow[]> {
  const all = [
    sql<boolean>`u.scope_path ^@ any (${[...prefixes]}::text[])`,
    ...(state === undefined ? [] : [sql<boolean>`m.state = ${state}`]),
    ...(kind === undefined ? [] : [sql<boolean>`m.kind = ${kind}`]),
    ...(after === undefined ? [] : [sql<boolean>`(m.created_at, m.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`]),
  ];
  const { rows } = await sql<MailRow>`select m.id, m.kind, m.state, m.account_id, a.login, a.display_name,
      case m.kind when 'confirm' then coalesce(c.email, a.email) else a.email end as email, u.name as unit_name, m.tries, m.last_error,
      m.created_at, m.not_before, m.sent_at
    from mail_outbox m join account a on a.id = m.account_id join unit u on u.id = a.unit_id left join email_change c on c.account_id = a.id
    where ${sql.join(all, sql` and `)} order by m.created_at desc, m.id desc limit ${limit}`.execute(tx);
  return rows;
}

/** Lets mails of a subtree that failed be tried again; gives how many, per account. */
export async function retry(tx: Tx, prefixes: readonly string[], ids: readonly Id[], now: string): Promise<{ login: string }[]> {
  const { rows } = await sql<{ login: string }>`update mail_outbox m set state = 'waiting', not_before = ${now}::timestamptz, tries = 0
    from account a join unit u on u.id = a.unit_id where m.account_id = a.id and m.id = any(${[...ids]}::uuid[]) and m.state = 'failed'
      and u.scope_path ^@ any (${[...prefixes]}::text[]) returning a.login`.execute(tx);
  return rows;
}
