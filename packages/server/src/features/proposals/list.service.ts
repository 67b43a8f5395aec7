import type { AcceptancePreview, PageQuery, ProposalFilter, ProposalKind, ProposalList, ProposalState, Total } from '@ancam/contract';
import { AppError } from '@ancam/core';
import type { Context } from '../../context.ts';
import { pageOf } from '../../cursor.ts';
import { holds, mayChange, withActor } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import { noteRead } from '../../db/note-read.ts';
import { reachOf } from '../../reach.ts';
import * as store from './list.store.ts';
import type { Question } from './list.store.ts';
import { viewProposal } from './proposals.view.ts';

/** Counted no further. */
const COUNTED = 1000;
/** Accepted at once. */
export const MOST = 500;

/** A filter as the database is asked. An unknown unit and one that the actor does not see are the same. */
export async function questionOf(work: Work, { under, ...filter }: ProposalFilter & { state: ProposalState | 'all' }): Promise<Question> {
  const path = under === undefined ? undefined : await store.unitPath(work.tx, under);
  if (under !== undefined && path === undefined) throw new AppError('not-found', 'no such unit', { place: under });
  return { filter, under: path, reach: reachOf(work.actor, { under: path }) };
}

/** Open proposals of a filter that the actor may decide. */
export async function waitingFor(work: Work, filter: ProposalFilter): Promise<Question> {
  return { ...(await questionOf(work, { ...filter, state: 'open' })), writable: work.actor.writeScopes };
}

function totalOf(counts: readonly { readonly count: number }[]): Total {
  const count = counts.reduce((sum, each) => sum + each.count, 0);
  return { count: Math.min(count, COUNTED), exact: count <= COUNTED };
}

/** A page of proposals. The total comes with the first. */
export function list(
  context: Context,
  actor: Actor,
  { cursor, limit, ...filter }: PageQuery & ProposalFilter & { state: ProposalState | 'all' },
): Promise<ProposalList> {
  return withActor(context, actor, async (work) => {
    const question = await questionOf(work, filter);
    const page = pageOf(await store.listRows(work.tx, question, { cursor, limit }), limit, (row) => [row.created_at, row.id]);
    noteRead(
      work,
      'camera',
      page.items.map(({ camera_id: id, classification }) => ({ id, classification })),
    );
    const permitted = holds(actor, 'camera.write') && page.items.some((row) => mayChange(actor, row));
    const may = permitted && filter.state === 'open' ? ['accept-all'] : [];
    const reason = permitted ? filter.state : 'no-permission';
    return {
      items: page.items.map((row) => viewProposal(row, actor)),
      next: page.next,
      total: cursor === undefined ? totalOf(await store.countRows(work.tx, question, COUNTED + 1)) : null,
      actions: { state: filter.state, may, blockers: may.length > 0 ? [] : [{ action: 'accept-all', reason }] },
    };
  });
}

/** How many wait for a decision of the actor. */
export async function waitingCount(work: Work): Promise<Total> {
  return totalOf(await store.countRows(work.tx, await waitingFor(work, {}), COUNTED + 1));
}

/** The same, for the navigation. */
export function countWaiting(context: Context, actor: Actor): Promise<{ waiting: Total }> {
  return withActor(context, actor, async (work) => ({ waiting: await waitingCount(work) }));
}

const KINDS: Readonly<Record<ProposalKind, number>> = { new: 0, changed: 0, moved: 0, gone: 0 };

/** What accepting all of a filter would decide: at most so many at once. */
export function previewAcceptance(context: Context, actor: Actor, filter: ProposalFilter): Promise<AcceptancePreview> {
  return withActor(context, actor, async (work) => {
    const counts = await store.countRows(work.tx, await waitingFor(work, filter), MOST + 1);
    const all = counts.reduce((sum, { count }) => sum + count, 0);
    return {
      count: Math.min(all, MOST),
      kinds: { ...KINDS, ...Object.fromEntries(counts.map(({ kind, count }) => [kind, count])) },
      more: all > MOST,
    };
  });
}
