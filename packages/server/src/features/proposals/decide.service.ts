import type { AcceptAllBody, AcceptedAll, Proposal } from '@ancam/contract';
import { AppError } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Context } from '../../context.ts';
import { assertMayChange, withActor } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import { applyClaims, lockClaims } from '../cameras/claims.service.ts';
import { valuesOf } from './claims.ts';
import type { Claims, Values } from './claims.ts';
import * as list from './list.store.ts';
import { MOST, waitingFor } from './list.service.ts';
import { summaryOf } from './propose.service.ts';
import * as store from './proposals.store.ts';
import type { ProposalRow } from './proposals.store.ts';
import { settleScans } from './waiting.service.ts';
import { actionsOf, keptValues, viewProposal } from './proposals.view.ts';

type Action = 'accept' | 'refuse' | 'reopen';

/** A proposal that may be decided so, with its camera, both locked. */
interface Deciding {
  readonly row: ProposalRow;
  readonly recorded: Claims;
}

async function lock(work: Work, id: Id, action: Action): Promise<Deciding> {
  const seen = await store.findProposal(work.tx, id);
  if (seen === undefined) throw new AppError('not-found', 'no such proposal', { place: id });
  assertMayChange(work.actor, seen);
  const row = await store.lockProposal(work.tx, id);
  const recorded = await lockClaims(work, seen.camera_id);
  if (row === undefined || recorded === undefined) throw new AppError('not-found', 'no such proposal', { place: id });
  const { may } = actionsOf({ ...row, camera_status: recorded.status ?? '' }, work.actor);
  if (!may.includes(action)) {
    throw new AppError('conflict', `a proposal that is ${row.state} cannot be decided so`, { place: id, reason: row.state });
  }
  return { row, recorded };
}

async function view(work: Work, id: Id): Promise<Proposal> {
  const row = await list.findRow(work.tx, id);
  if (row === undefined) throw new AppError('not-found', 'no such proposal', { place: id });
  return viewProposal(row, work.actor);
}

/** The columns that accepting writes. */
function acceptedValues({ kind, after }: ProposalRow, recorded: Claims): Values {
  if (kind !== 'new') return keptValues(after);
  // the row itself is what was proposed
  return recorded.status === 'proposed' ? { status: 'in-use' } : {};
}

/** Accepts one; gives the scans that spoke of it. */
async function acceptOne(work: Work, id: Id): Promise<Id[]> {
  const { row, recorded } = await lock(work, id, 'accept');
  const values = acceptedValues(row, recorded);
  if (Object.keys(values).length > 0) await applyClaims(work, row.camera_id, values);
  // what the register held until now: a person may have changed it since the scan
  const before = row.kind === 'new' ? {} : valuesOf(recorded, values);
  await store.decide(work, id, { state: 'accepted', before });
  const summary = summaryOf(row.kind, before, keptValues(row.after));
  work.audit({ action: 'proposal.accepted', object: `camera/${row.camera_id}`, summary });
  return [row.scan_id, row.last_scan_id];
}

/** Takes what a scan proposes into the register. */
export function accept(context: Context, actor: Actor, id: Id): Promise<Proposal> {
  return withActor(context, actor, async (work) => {
    await settleScans(work, await acceptOne(work, id));
    return view(work, id);
  });
}

/** Leaves the register as it is. A new device is then not the unit's; it comes up again only where its facts change. */
export function refuse(context: Context, actor: Actor, id: Id, reason: string): Promise<Proposal> {
  return withActor(context, actor, async (work) => {
    const { row, recorded } = await lock(work, id, 'refuse');
    if (row.kind === 'new' && recorded.status === 'proposed') await applyClaims(work, row.camera_id, { status: 'not-ours' });
    await store.decide(work, id, { state: 'refused', reason });
    await settleScans(work, [row.scan_id, row.last_scan_id]);
    const summary = `${row.kind}: ${reason}`.slice(0, 400);
    work.audit({ action: 'proposal.refused', object: `camera/${row.camera_id}`, summary });
    return view(work, id);
  });
}

/** Takes a refusal back: it waits again. */
export function reopen(context: Context, actor: Actor, id: Id): Promise<Proposal> {
  return withActor(context, actor, async (work) => {
    const { row } = await lock(work, id, 'reopen');
    if (await store.hasLive(work.tx, row)) {
      throw new AppError('conflict', 'a later scan has proposed the like', { place: id, reason: 'open', fix: 'decide that one' });
    }
    if (row.kind === 'new') await applyClaims(work, row.camera_id, { status: 'proposed' });
    await store.decide(work, id, { state: 'open' });
    work.audit({ action: 'proposal.reopened', object: `camera/${row.camera_id}`, summary: row.kind });
    return view(work, id);
  });
}

const AT_ONCE = 50;

/** Accepts all open proposals of a filter, oldest first; nothing where another number waits than the person was told. */
export async function acceptAll(context: Context, actor: Actor, { count, ...filter }: AcceptAllBody): Promise<AcceptedAll> {
  const ids = await withActor(context, actor, async (work) => list.listIds(work.tx, await waitingFor(work, filter), MOST));
  if (ids.length !== count) {
    throw new AppError('conflict', 'another number of proposals waits by now', {
      place: 'body.count',
      reason: 'changed',
      fix: 'look at the list again',
    });
  }
  let accepted = 0;
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    const chunk = ids.slice(start, start + AT_ONCE);
    accepted += await withActor(context, actor, async (work) => {
      // what another person has decided in between is no fault of this one
      const open = await store.listOpen(work.tx, chunk);
      const scans: Id[] = [];
      for (const id of open) scans.push(...(await acceptOne(work, id)));
      await settleScans(work, scans);
      return open.length;
    });
  }
  return { accepted };
}
