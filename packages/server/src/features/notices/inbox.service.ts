import { NoticeKind, NoticeSeverity } from '@ancam/contract';
import type { MarkBody, Notice, NoticeFilter, NoticeList, PageQuery } from '@ancam/contract';
import { AppError } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Context } from '../../context.ts';
import { pageOf, readCursor } from '../../cursor.ts';
import { withActor } from '../../db/actor.ts';
import type { Actor } from '../../db/actor.ts';
import * as store from './notices.store.ts';
import type { NoticeRow } from './notices.store.ts';
import { wordsOf } from './words.ts';

/** Whose inbox it is. A token or a delegation has none: see the permission of the routes. */
export function accountOf(actor: Actor): Id {
  if (actor.accountId === null) throw new AppError('auth.forbidden', 'the system has no inbox', { place: 'account' });
  return actor.accountId;
}

function view(row: NoticeRow): Notice {
  return {
    id: row.id,
    kind: NoticeKind.parse(row.kind),
    severity: NoticeSeverity.parse(row.severity),
    ...wordsOf(row.facts, row.unit_name, row),
    unit: { id: row.unit_id, name: row.unit_name },
    link: row.link,
    createdAt: row.created_at,
    readAt: row.read_at,
    doneAt: row.done_at,
    state: row.done_at !== null ? 'done' : row.read_at !== null ? 'read' : 'unread',
  };
}

/** One's own notices, newest first: those about what one may still see. */
export function list(context: Context, actor: Actor, { cursor, limit, ...filter }: PageQuery & NoticeFilter): Promise<NoticeList> {
  return withActor(context, actor, async ({ tx }) => {
    const after = readCursor(cursor, 2);
    const rows = await store.listNotices(tx, { accountId: accountOf(actor), filter, after, limit: limit + 1 });
    const { items, next } = pageOf(rows, limit, (row) => [row.created_at, row.id]);
    return { items: items.map(view), next };
  });
}

export function count(context: Context, actor: Actor): Promise<{ unread: number; urgent: number }> {
  return withActor(context, actor, ({ tx }) => store.countUnread(tx, accountOf(actor)));
}

/** Marks some notices, or all that a filter shows. Throws `input.invalid` where all were to become unread. */
export function mark(context: Context, actor: Actor, { as, ids, filter = {} }: MarkBody): Promise<{ marked: number }> {
  if (as === 'unread' && ids === undefined)
    throw new AppError('input.invalid', 'only named notices become unread', { place: 'ids', fix: 'name the notices' });
  return withActor(context, actor, async (work) => {
    const marked = await store.markNotices(work.tx, { accountId: accountOf(actor), as, ids, filter, now: work.now });
    if (marked > 0) work.audit({ action: `notice.${as}`, object: 'notices', summary: `${marked}` });
    return { marked };
  });
}
