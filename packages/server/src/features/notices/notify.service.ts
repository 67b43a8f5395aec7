import type { NoticeKind, NoticeSeverity } from '@ancam/contract';
import { newId } from '@ancam/core';
import type { Context } from '../../context.ts';
import { placementOf, withinAsOwner } from '../../db/actor.ts';
import type { Placement, Work } from '../../db/actor.ts';
import type { Tx } from '../../db/database.ts';
import { queueMails } from '../mails/queue.service.ts';
import * as store from './notices.store.ts';
import { recipientsOf } from './recipients.service.ts';
import type { OwnPlace, Recipient, Recipients } from './recipients.service.ts';
import type { NoticeFacts } from './words.ts';

/** What is told. */
export interface Told {
  /** The thing, e.g. `warning/<id>`. */
  readonly about: string;
  /** What of it is told, e.g. `proposed`: one account is told one rung of one thing once. */
  readonly rung: string;
  /** Path of the page where the reader goes on. */
  readonly link: string;
  /** Where the thing stands; with its reader, where its rows are shown by more than their place. */
  readonly place: Placement | OwnPlace;
  readonly facts: NoticeFacts;
  /** `attention` where absent. */
  readonly severity?: NoticeSeverity;
  /** Notices with one group come in one mail; each in its own where absent. */
  readonly group?: string;
}

/** A notice for one account. */
export interface ToldAccount extends Told {
  readonly account: Pick<Recipient, 'id' | 'email' | 'home_id' | 'unit_id' | 'scope_path' | 'place_path' | 'by'>;
}

/**
 * Tells accounts in the inbox and, as each has chosen, by mail: in the transaction of what causes it. Whoever may not see where the thing
 * stands is not told. Telling the same rung again is without effect.
 */
export async function notify(context: Context, work: Work, to: Recipients, told: Told): Promise<void> {
  await withinAsOwner(work, async (tx) => {
    const accounts = await recipientsOf(tx, to, told.place, work.now);
    await tell(
      context,
      tx,
      accounts.map((account) => ({ ...told, account })),
      work.now,
    );
  });
}

/** The thing has been settled: nobody has to be told of it any more. */
export async function settle(work: Work, about: string): Promise<void> {
  await withinAsOwner(work, (tx) => store.settleAbout(tx, [about], work.now));
}

/** A thing has been restricted: what was told of it is as restricted from now on. */
export async function restrictNotices(work: Work, about: string, classification: number): Promise<void> {
  await withinAsOwner(work, (tx) => store.restrictAbout(tx, about, classification));
}

/** As `settle`, of several things, for a transaction of the owner. */
export function settleAll(tx: Tx, about: readonly string[], now: string): Promise<void> {
  return store.settleAbout(tx, about, now);
}

/** What of these, by subject and rung, has been told to nobody yet. */
export async function untold<T extends Pick<Told, 'about' | 'rung'>>(tx: Tx, all: readonly T[]): Promise<T[]> {
  const keys = await store.listKeys(
    tx,
    all.map(({ about }) => about),
  );
  return all.filter((told) => !keys.has(keyOf(told)));
}

/** Of notices of some kinds only those about some things still call for something: the others are done. */
export async function settleOthers(tx: Tx, kinds: readonly NoticeKind[], about: ReadonlySet<string>, now: string): Promise<void> {
  const open = await store.listOpenAbout(tx, kinds);
  await store.settleAbout(
    tx,
    open.filter((each) => !about.has(each)),
    now,
  );
}

function keyOf({ about, rung }: Pick<Told, 'about' | 'rung'>): string {
  return `${about}/${rung}`;
}

/** Keeps notices whose recipients have been chosen, with their mails, as the owner; gives how many are new. */
export async function tell(context: Context, tx: Tx, all: readonly ToldAccount[], now: string): Promise<number> {
  if (all.length === 0) return 0;
  const notices = all.map((told) => ({ id: newId(), told }));
  const rows = notices.map(({ id, told }) => ({
    id,
    ...placementOf('own' in told.place ? { ...(told.account.by ?? told.account), classification: told.place.own } : told.place),
    account_id: told.account.id,
    delegation_id: told.account.by?.delegation_id ?? null,
    given_by: told.account.by?.given_by ?? '',
    kind: told.facts.kind,
    severity: told.severity ?? 'attention',
    about: told.about,
    link: told.link,
    facts: told.facts,
    key: keyOf(told),
  }));
  const fresh = await store.insertNotices(tx, rows, { instanceId: context.instanceId, now });
  const news = notices.filter(({ id }) => fresh.has(id));
  await queueMails(
    context,
    tx,
    news.map(({ id, told }) => ({ noticeId: id, account: told.account, key: told.group ?? keyOf(told) })),
    now,
  );
  return news.length;
}
