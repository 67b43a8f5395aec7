import type { AcceptBody, Finding, ReasonBody } from '@ancam/contract';
import { AppError } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Context } from '../../context.ts';
import { assertMayChange, placementOf, withActor } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import { dayOf } from '../../day.ts';
import { countingCameras } from '../figures/figures.service.ts';
import * as store from './findings.store.ts';
import type { FindingChange, FindingRow } from './findings.store.ts';
import { actionsOf, viewFindings } from './findings.view.ts';
import { recountOpen } from './open-counts.store.ts';

async function decide(
  context: Context,
  actor: Actor,
  id: Id,
  decision: {
    readonly action: 'accept' | 'fix' | 'reopen';
    readonly event: 'accepted' | 'fixed' | 'reopened';
    readonly reason: string;
    readonly change: FindingChange;
  },
): Promise<Finding> {
  return withActor(context, actor, async (work) => {
    const row = await getRow(work, id);
    assertMayChange(actor, row);
    const actions = actionsOf(row, actor, dayOf(work.now));
    if (!actions.may.includes(decision.action)) {
      throw new AppError('conflict', `a finding that is ${actions.state} cannot be changed so`, {
        place: id,
        state: actions.state,
        reason: actions.blockers.find(({ action }) => action === decision.action)?.reason,
      });
    }
    await countingCameras(work, [row.camera_id], async () => {
      await store.updateFinding(work.tx, id, decision.change);
      await recountOpen(work.tx, [row.camera_id], dayOf(work.now));
    });
    const { event, reason } = decision;
    await store.insertEvents(work, [
      {
        placement: placementOf(row),
        findingId: id,
        scanId: null,
        at: work.now,
        by: actor.name,
        event,
        reason: reason === '' ? null : reason,
        until: event === 'accepted' ? (decision.change.accepted_until ?? null) : null,
      },
    ]);
    work.audit({ action: `finding.${event}`, object: `finding/${id}`, summary: `${row.check_id}: ${reason}`.slice(0, 500) });
    const [view] = await viewFindings(context, work, [await getRow(work, id)]);
    if (view === undefined) throw new AppError('not-found', 'no such finding', { place: id });
    return view;
  });
}

async function getRow(work: Work, id: Id): Promise<FindingRow> {
  const row = await store.findFinding(work.tx, id);
  if (row === undefined) throw new AppError('not-found', 'no such finding', { place: id });
  return row;
}

/** Accepts the risk of a finding until a date; afterwards it counts as open again. */
export function accept(context: Context, actor: Actor, id: Id, body: AcceptBody): Promise<Finding> {
  if (body.until < dayOf(context.clock())) {
    throw new AppError('input.invalid', 'the date has passed', { place: 'body.until', fix: 'give today or a later date' });
  }
  const change = { status: 'accepted', fixed_by: null, reason: body.reason, accepted_until: body.until };
  return decide(context, actor, id, { action: 'accept', event: 'accepted', reason: body.reason, change });
}

/** A person says that it is fixed; the next scan confirms it or opens it again. */
export function fix(context: Context, actor: Actor, id: Id, body: ReasonBody): Promise<Finding> {
  const change = { status: 'fixed', fixed_by: 'person', reason: body.reason === '' ? null : body.reason, accepted_until: null };
  return decide(context, actor, id, { action: 'fix', event: 'fixed', reason: body.reason, change });
}

/** Takes a decision back. */
export function reopen(context: Context, actor: Actor, id: Id, body: ReasonBody): Promise<Finding> {
  const change = { status: 'open', fixed_by: null, reason: null, accepted_until: null };
  return decide(context, actor, id, { action: 'reopen', event: 'reopened', reason: body.reason, change });
}
