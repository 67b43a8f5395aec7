import type { DeadlineBody, DutyDeadline, DutyDeadlines, PageQuery } from '@ancam/contract';
import { AppError, newId } from '@ancam/core';
import type { Id } from '@ancam/core';
import { getDuty } from '@ancam/law';
import type { Law } from '@ancam/law';
import type { Context } from '../../context.ts';
import { pageOf } from '../../cursor.ts';
import { assertMayChange, holds, mayChange, withActor, withinAsOwner } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import { dayOf } from '../../day.ts';
import * as store from './deadlines.store.ts';
import type { DeadlineRecord } from './deadlines.store.ts';
import { markBelow } from './statuses.store.ts';

/** Whether an actor sets days for the units below its own. */
function maySet(actor: Actor): boolean {
  return holds(actor, 'record.approve') && mayChange(actor, { scope_path: actor.scopePath });
}

function view(row: DeadlineRecord, actor: Actor): DutyDeadline {
  const refusal =
    row.withdrawn_on !== null ? 'withdrawn' : holds(actor, 'record.approve') && mayChange(actor, row) ? undefined : 'no-permission';
  return {
    id: row.id,
    duty: row.duty,
    milestone: row.milestone,
    document: row.document,
    on: row.on_day,
    strictly: row.strictly,
    unit: { id: row.unit_id, name: row.unit_name ?? '' },
    setAt: row.set_at,
    setBy: row.set_by,
    withdrawnOn: row.withdrawn_on,
    withdrawnReason: row.withdrawn_reason,
    actions: {
      state: row.withdrawn_on === null ? 'set' : 'withdrawn',
      may: refusal === undefined ? ['withdraw'] : [],
      blockers: refusal === undefined ? [] : [{ action: 'withdraw', reason: refusal }],
    },
  };
}

/** Days that have been set, as far as the actor reads them. */
export function listDeadlines(
  context: Context,
  actor: Actor,
  query: PageQuery & { readonly duty?: string | undefined },
): Promise<DutyDeadlines> {
  return withActor(context, actor, async (work) => {
    const { items, next } = pageOf(await store.listDeadlines(work.tx, query), query.limit, (row) => [row.set_at, row.id]);
    const may = maySet(actor);
    return {
      items: items.map((row) => view(row, actor)),
      next,
      actions: { state: '', may: may ? ['add'] : [], blockers: may ? [] : [{ action: 'add', reason: 'no-permission' }] },
    };
  });
}

function assertMilestone(law: Law, { duty, milestone }: DeadlineBody): void {
  const { evidence } = law.duties.byId.has(duty) ? getDuty(law, duty) : { evidence: { milestones: [] } };
  if (evidence.milestones.some(({ id }) => id === milestone)) return;
  throw new AppError('input.invalid', 'the duty has no such milestone', {
    place: law.duties.byId.has(duty) ? 'body.milestone' : 'body.duty',
    fix: 'take a duty of the book and one of its milestones',
  });
}

/** Sets a day for all units below the actor's own. They are looked at again, those of a whole province within seconds. */
export function addDeadline(context: Context, actor: Actor, body: DeadlineBody): Promise<DutyDeadline> {
  assertMilestone(context.law, body);
  return withActor(context, actor, async (work) => {
    if (!maySet(actor)) throw new AppError('auth.forbidden', 'a day is set for the units below by a unit above', { place: actor.unitId });
    const id = newId();
    await store.insertDeadline(work, id, body);
    await withinAsOwner(work, (tx) => markBelow(tx, actor.scopePath));
    work.audit({ action: 'deadline.set', object: `deadline/${id}`, summary: `${body.duty} ${body.on}: ${body.document}` });
    return view(await getDeadline(work, id), actor);
  });
}

async function getDeadline(work: Work, id: Id): Promise<DeadlineRecord> {
  const row = await store.findDeadline(work.tx, id);
  if (row === undefined) throw new AppError('not-found', 'no such day', { place: id });
  return row;
}

/** Takes back a day; the units below are looked at again. Throws `conflict` where that has been done. */
export function withdrawDeadline(context: Context, actor: Actor, id: Id, reason: string): Promise<DutyDeadline> {
  return withActor(context, actor, async (work) => {
    const row = await getDeadline(work, id);
    assertMayChange(actor, row);
    if (row.withdrawn_on !== null) throw new AppError('conflict', 'it has been taken back', { place: id, reason: 'withdrawn' });
    await store.withdrawDeadline(work, id, dayOf(work.now), reason);
    await withinAsOwner(work, (tx) => markBelow(tx, row.unit_path));
    work.audit({ action: 'deadline.withdrawn', object: `deadline/${id}`, summary: `${row.duty} ${row.on_day}: ${reason}` });
    return view(await getDeadline(work, id), actor);
  });
}
