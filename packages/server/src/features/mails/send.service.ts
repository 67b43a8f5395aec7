import type { Logger } from 'pino';
import type { Context } from '../../context.ts';
import { asOwner, withActor } from '../../db/actor.ts';
import type { Tx } from '../../db/database.ts';
import { actorOf, findAccount } from '../sessions/sessions.service.ts';
import type { AccountRow } from '../sessions/sessions.service.ts';
import { noticesOfMail } from '../notices/of-mail.service.ts';
import { findPending } from './address.store.ts';
import { composeConfirm, composeNotices, composeTest } from './compose.ts';
import type { Composed } from './compose.ts';
import { afterQuiet } from './mail-times.ts';
import type { MailSettings } from './mail-settings.ts';
import * as outbox from './outbox.store.ts';
import type { TakenMail } from './outbox.store.ts';
import { preferencesOf } from './preferences.store.ts';
import type { Preferences } from './preferences.store.ts';
import { openTransport } from './transport.ts';
import type { Delivery, Transport } from './transport.ts';

const MINUTE_MS = 60_000;
const EVERY_MS = 10_000;
/** Longer than any conversation with a server lasts. */
const LEASE_MS = 5 * MINUTE_MS;
/** Minutes until a mail that its server did not take now is tried again. */
const BACKOFF = [1, 5, 15, 60, 240, 720] as const;
const GIVE_UP_MS = 7 * 24 * 60 * MINUTE_MS;

/** Sends mails that are due. */
export interface Mailing {
  readonly transport: Transport;
  /** Where the pages are, without a stroke at the end. */
  readonly origin: string;
}

type Step = 'sent' | 'not-sent' | 'nothing' | 'server-down';

/** Sends all mails that are due; stops where the server takes none at all. Gives how many it took. */
export async function sendDue(context: Context, mailing: Mailing, goOn: () => boolean = () => true): Promise<number> {
  let sent = 0;
  while (goOn()) {
    const step = await sendNext(context, mailing);
    if (step === 'sent') sent += 1;
    if (step === 'nothing' || step === 'server-down') break;
  }
  return sent;
}

async function sendNext(context: Context, mailing: Mailing): Promise<Step> {
  const at = context.clock();
  const now = at.toISOString();
  const mail = await asOwner(context, (tx) => outbox.take(tx, now, new Date(at.getTime() + LEASE_MS).toISOString()));
  if (mail === undefined) return 'nothing';
  const prepared = await asOwner(context, (tx) => prepare(tx, mail, now));
  if (prepared === undefined) return 'not-sent';
  const { account, email } = prepared;
  const composed = await contentOf(context, mail, prepared, mailing.origin);
  if (composed === undefined) {
    await asOwner(context, (tx) => outbox.setEnded(tx, mail.id, 'dropped', 'settled'));
    return 'not-sent';
  }
  const to = { address: email, name: account.display_name };
  const delivery = await mailing.transport.send({ ...composed, to, messageId: mail.message_id });
  await asOwner(context, (tx) => conclude(tx, mail, delivery, context.clock()));
  return delivery.outcome === 'sent' ? 'sent' : delivery.outcome === 'server' ? 'server-down' : 'not-sent';
}

interface Prepared {
  readonly account: AccountRow;
  readonly email: string;
  readonly preferences: Preferences;
  /** Of an address that is to be confirmed. */
  readonly code: string | undefined;
}

/** Where a mail goes, with the code that it brings where it confirms an address. */
async function addressOf(
  tx: Tx,
  mail: TakenMail,
  account: AccountRow,
  now: string,
): Promise<Pick<Prepared, 'code'> & { email: string | null }> {
  if (mail.kind !== 'confirm') return { email: account.email, code: undefined };
  const pending = await findPending(tx, mail.account_id, now);
  return { email: pending?.email ?? null, code: pending?.code };
}

/** Looks at the reader as he is now; undefined where the mail does not leave now. */
async function prepare(tx: Tx, mail: TakenMail, now: string): Promise<Prepared | undefined> {
  const drop = async (reason: string): Promise<undefined> => {
    await outbox.setEnded(tx, mail.id, 'dropped', reason);
    return undefined;
  };
  const account = await findAccount(tx, mail.account_id, now);
  const preferences = (await preferencesOf(tx, [mail.account_id])).get(mail.account_id);
  if (account === undefined || preferences === undefined) return drop('disabled');
  const { email, code } = await addressOf(tx, mail, account, now);
  if (email === null) return drop('no-address');
  const told = outbox.OF_NOTICES.has(mail.kind);
  if (preferences.mail === 'none' && told) return drop('not-wanted');
  // The hours may have been changed since it was queued. Who asks for a test or a code waits for it.
  const wake = told ? afterQuiet(now, preferences) : now;
  if (wake !== now) {
    await outbox.setWaiting(tx, mail.id, { notBefore: wake, reason: '', untried: true });
    return undefined;
  }
  await outbox.gather(tx, mail, now);
  return { account, email, preferences, code };
}

/** What the mail says: what its reader sees today, by the policies of the database. Undefined where nothing is left to say. */
async function contentOf(
  context: Context,
  mail: TakenMail,
  { account, preferences: { language }, code }: Prepared,
  origin: string,
): Promise<Composed | undefined> {
  if (mail.kind === 'test') return composeTest(language, origin);
  if (code !== undefined) return composeConfirm(code, language, origin);
  const notices = await withActor(context, actorOf(account), ({ tx }) => noticesOfMail(tx, mail.id));
  return notices.length === 0 ? undefined : composeNotices(notices, language, origin);
}

async function conclude(tx: Tx, mail: TakenMail, delivery: Delivery, at: Date): Promise<void> {
  const now = at.toISOString();
  if (delivery.outcome === 'sent') return outbox.setSent(tx, mail.id, now);
  const { outcome, reason } = delivery;
  const old = at.getTime() - new Date(mail.created_at).getTime() > GIVE_UP_MS;
  if (outcome === 'refused' || (outcome === 'later' && old)) return outbox.setEnded(tx, mail.id, 'failed', reason);
  const minutes = outcome === 'server' ? 1 : (BACKOFF[mail.tries - 1] ?? BACKOFF.at(-1) ?? 1);
  const notBefore = new Date(at.getTime() + minutes * MINUTE_MS).toISOString();
  return outbox.setWaiting(tx, mail.id, { notBefore, reason, untried: outcome === 'server' });
}

/**
 * Sends what is due from now on; gives how to stop it, which waits for the mail under way. `alone`: no other process sends, so what is
 * still said to be on its way was left by one that died.
 */
export function keepMailing(
  context: Context & { readonly log: Logger },
  { settings, origin, alone }: { readonly settings: MailSettings; readonly origin: string; readonly alone: boolean },
): () => Promise<void> {
  const transport = openTransport(settings);
  let stopped = false;
  let released = !alone;
  let busy: Promise<void> | undefined;
  const pass = async (): Promise<void> => {
    if (!released) await asOwner(context, (tx) => outbox.releaseTaken(tx));
    released = true;
    await sendDue(context, { transport, origin }, () => !stopped);
  };
  const begin = (): void => {
    busy ??= pass()
      .catch((fault: unknown) => context.log.error({ err: fault }, 'mails could not be sent'))
      .finally(() => {
        busy = undefined;
      });
  };
  begin();
  const timer = setInterval(begin, EVERY_MS);
  timer.unref();
  return async () => {
    stopped = true;
    clearInterval(timer);
    await busy;
    transport.close();
  };
}
