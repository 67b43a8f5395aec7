import { newId } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Context } from '../../context.ts';
import type { Tx } from '../../db/database.ts';
import { dayOf } from '../../day.ts';
import { mailTime } from './mail-times.ts';
import * as outbox from './outbox.store.ts';
import type { NewMail } from './outbox.store.ts';
import { preferencesOf } from './preferences.store.ts';
import type { Preferences } from './preferences.store.ts';

/** A notice that may have to be mailed. `key`: what it is about and its rung, or what comes together. */
export interface MailOfNotice {
  readonly noticeId: Id;
  readonly account: { readonly id: Id; readonly email: string | null };
  readonly key: string;
}

/** A stable id by which a mail program knows a mail again; its right side is the domain of the sender. */
export function messageIdOf(context: Context, id: Id): string {
  return `<${id}@${context.mail?.from.split('@')[1] ?? 'localhost'}>`;
}

/** Queues mails for new notices, as their accounts want to be told, in the transaction that made them. Nothing where no mail server is set. */
export async function queueMails(context: Context, tx: Tx, notices: readonly MailOfNotice[], now: string): Promise<void> {
  const reachable = notices.filter(({ account }) => account.email !== null);
  if (context.mail === undefined || reachable.length === 0) return;
  const preferences = await preferencesOf(tx, [...new Set(reachable.map(({ account }) => account.id))]);
  const wanted = reachable.flatMap((notice) => {
    const preference = preferences.get(notice.account.id);
    return preference === undefined || preference.mail === 'none'
      ? []
      : [{ notice, ...timeAndKey(notice, preference, preference.mail, now) }];
  });
  const late = await put(context, tx, wanted, now);
  // The mail that it would have come with has left: it goes in one of its own, or with the next digest.
  await put(
    context,
    tx,
    late.map((each) => ({ ...each, key: `${each.key}/${each.notice.noticeId}` })),
    now,
  );
}

interface Wanted {
  readonly notice: MailOfNotice;
  readonly key: string;
  readonly kind: NewMail['kind'];
  readonly notBefore: string;
}

function timeAndKey(
  { key }: MailOfNotice,
  preference: Preferences,
  choice: Exclude<Preferences['mail'], 'none'>,
  now: string,
): Omit<Wanted, 'notice'> {
  const notBefore = mailTime(now, choice, preference);
  return choice === 'each' ? { key, kind: 'notice', notBefore } : { key: `digest/${dayOf(notBefore)}`, kind: 'digest', notBefore };
}

/** Puts notices into mails; gives those whose mail has been tried or sent before. */
async function put(context: Context, tx: Tx, wanted: readonly Wanted[], now: string): Promise<Wanted[]> {
  if (wanted.length === 0) return [];
  const byMail = new Map(wanted.map((each) => [keyOf(each.notice.account.id, each.key), each]));
  const mails = [...byMail.values()].map(({ notice, key, kind, notBefore }): NewMail => {
    const id = newId();
    return { id, account_id: notice.account.id, key, kind, message_id: messageIdOf(context, id), not_before: notBefore };
  });
  const queued = await outbox.queue(tx, mails, { instanceId: context.instanceId, now });
  const ids = new Map(queued.map(({ id, account_id, key }) => [keyOf(account_id, key), id]));
  const mailOf = ({ notice, key }: Wanted): Id | undefined => ids.get(keyOf(notice.account.id, key));
  await outbox.joinNotices(
    tx,
    wanted.flatMap((each) => {
      const mail = mailOf(each);
      return mail === undefined ? [] : [{ notice: each.notice.noticeId, mail }];
    }),
  );
  return wanted.filter((each) => mailOf(each) === undefined);
}

function keyOf(accountId: Id, key: string): string {
  return `${accountId} ${key}`;
}
