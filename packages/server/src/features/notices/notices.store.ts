import type { NoticeFilter } from '@ancam/contract';
import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Placement } from '../../db/actor.ts';
import { json } from '../../db/database.ts';
import type { Tx } from '../../db/database.ts';
import type { NoticeFacts } from './words.ts';

/** A notice that is about to be kept. */
export interface NewNotice extends Placement {
  readonly id: Id;
  readonly account_id: Id;
  /** By which delegation it is told, and who gave that; null and empty in one's own name. */
  readonly delegation_id: Id | null;
  readonly given_by: string;
  readonly kind: string;
  readonly severity: string;
  readonly about: string;
  readonly link: string;
  readonly facts: NoticeFacts;
  readonly key: string;
}

/** Keeps notices whose account has not been told the same; gives those that are new. */
export async function insertNotices(
  tx: Tx,
  notices: readonly NewNotice[],
  by: { readonly instanceId: Id; readonly now: string },
): Promise<Set<Id>> {
  const { rows } = await sql<{ id: Id }>`
    insert into notice (id, instance_id, home_id, unit_id, scope_path, place_path, classification, account_id, delegation_id, given_by, kind, severity, about, link, facts, key, created_at)
    select v.id, ${by.instanceId}::uuid, v.home_id, v.unit_id, v.scope_path, v.place_path, v.classification, v.account_id, v.delegation_id, v.given_by, v.kind, v.severity, v.about, v.link,
      v.facts, v.key, ${by.now}::timestamptz
    from jsonb_to_recordset(${json(notices)}::text::jsonb) as v (id uuid, home_id uuid, unit_id uuid, scope_path text, place_path text, classification smallint,
      account_id uuid, delegation_id uuid, given_by text, kind text, severity text, about text, link text, facts jsonb, key text)
    on conflict (account_id, key) do nothing returning id`.execute(tx);
  return new Set(rows.map(({ id }) => id));
}

/** What hangs on things that are settled is done; mails about it that have not left will find nothing to tell. */
export async function settleAbout(tx: Tx, about: readonly string[], now: string): Promise<void> {
  if (about.length === 0) return;
  await sql`update notice set done_at = ${now}::timestamptz where about = any(${[...about]}::text[]) and done_at is null and kind <> 'decided'`.execute(
    tx,
  );
}

/** What notices of some kinds that are not done are about. */
export async function listOpenAbout(tx: Tx, kinds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{
    about: string;
  }>`select distinct about from notice where kind = any(${[...kinds]}::text[]) and done_at is null`.execute(tx);
  return rows.map(({ about }) => about);
}

/** Keys of notices about some things: what has been told to anybody, done or not. */
export async function listKeys(tx: Tx, about: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ key: string }>`select distinct key from notice where about = any(${[...about]}::text[])`.execute(tx);
  return new Set(rows.map(({ key }) => key));
}

/** Who may no longer read of a thing is no longer shown what was told of it. */
export async function restrictAbout(tx: Tx, about: string, classification: number): Promise<void> {
  await sql`update notice set classification = ${classification} where about = ${about} and classification < ${classification}`.execute(tx);
}

/** A notice as its account reads it. */
export interface NoticeRow {
  readonly id: Id;
  readonly kind: string;
  readonly severity: string;
  readonly facts: NoticeFacts;
  readonly link: string;
  readonly given_by: string;
  readonly unit_id: Id;
  readonly unit_name: string;
  readonly classification: number;
  readonly created_at: string;
  readonly read_at: string | null;
  readonly done_at: string | null;
}

// The unit's name stands open to whoever may read the notice; a police officer sees no directory of units.
const COLUMNS = sql`n.id, n.kind, n.severity, n.facts, n.link, n.given_by, n.unit_id, coalesce(u.name, '') as unit_name, n.classification, n.created_at, n.read_at, n.done_at`;

function conditions({ state, kind, severity }: NoticeFilter): RawBuilder<boolean>[] {
  const states = {
    unread: sql<boolean>`n.read_at is null and n.done_at is null`,
    read: sql<boolean>`n.read_at is not null and n.done_at is null`,
    done: sql<boolean>`n.done_at is not null`,
  };
  return [
    ...(state === undefined ? [] : [states[state]]),
    ...(kind === undefined ? [] : [sql<boolean>`n.kind = ${kind}`]),
    ...(severity === undefined ? [] : [sql<boolean>`n.severity = ${severity}`]),
  ];
}

interface Wanted {
  readonly accountId: Id;
  readonly filter: NoticeFilter;
  readonly after: readonly (string | number)[] | undefined;
  readonly limit: number;
}

/** Notices of an account that the policy shows, newest first. */
export async function listNotices(tx: Tx, { accountId, filter, after, limit }: Wanted): Promise<NoticeRow[]> {
  const all = [
    sql<boolean>`n.account_id = ${accountId}`,
    ...conditions(filter),
    ...(after === undefined ? [] : [sql<boolean>`(n.created_at, n.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`]),
  ];
  const { rows } = await sql<NoticeRow>`select ${COLUMNS} from notice n left join unit u on u.id = n.unit_id
    where ${sql.join(all, sql` and `)} order by n.created_at desc, n.id desc limit ${limit}`.execute(tx);
  return rows;
}

/** What a mail has to tell: what the policy still shows its reader and nobody has done. */
export async function listOfMail(tx: Tx, mailId: Id): Promise<NoticeRow[]> {
  const { rows } = await sql<NoticeRow>`select ${COLUMNS} from notice n left join unit u on u.id = n.unit_id
    where n.mail_id = ${mailId} and n.done_at is null order by n.created_at, n.id`.execute(tx);
  return rows;
}

export async function countUnread(tx: Tx, accountId: Id): Promise<{ unread: number; urgent: number }> {
  const { rows } = await sql<{ unread: number; urgent: number }>`
    select count(*)::int as unread, (count(*) filter (where severity = 'urgent'))::int as urgent
    from notice where account_id = ${accountId} and read_at is null and done_at is null`.execute(tx);
  return rows[0] ?? { unread: 0, urgent: 0 };
}

const MARKS = {
  unread: sql`read_at = null, done_at = null`,
  read: (now: string) => sql`read_at = coalesce(read_at, ${now}::timestamptz), done_at = null`,
  done: (now: string) => sql`read_at = coalesce(read_at, ${now}::timestamptz), done_at = coalesce(done_at, ${now}::timestamptz)`,
};

interface Marking {
  readonly accountId: Id;
  readonly as: 'unread' | 'read' | 'done';
  readonly ids: readonly Id[] | undefined;
  readonly filter: NoticeFilter;
  readonly now: string;
}

/** Marks some notices of an account, or all that a filter shows; gives how many. Ids of others are passed over. */
export async function markNotices(tx: Tx, { accountId, as, ids, filter, now }: Marking): Promise<number> {
  const mark = as === 'unread' ? MARKS.unread : MARKS[as](now);
  const already = conditions({ state: as })[0] ?? sql<boolean>`false`;
  const all = [
    sql<boolean>`n.account_id = ${accountId}`,
    sql<boolean>`not (${already})`,
    // What is done is taken up again one by one.
    ...(ids === undefined ? [sql<boolean>`n.done_at is null`] : []),
    ...conditions(filter),
    ...(ids === undefined ? [] : [sql<boolean>`n.id = any(${[...ids]}::uuid[])`]),
  ];
  const { numAffectedRows } = await sql`update notice n set ${mark} where ${sql.join(all, sql` and `)}`.execute(tx);
  return Number(numAffectedRows ?? 0);
}
