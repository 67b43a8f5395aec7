import type { AssignBody, PageQuery, ReorganisationDetail, UnresolvedList } from '@ancam/contract';
import { AppError } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Context } from '../../context.ts';
import { pageOf, readCursor } from '../../cursor.ts';
import { withActor, withinAsOwner } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import { getRow as getUnit } from '../units/units.service.ts';
import { moveCounted } from './apply.ts';
import { keepStewards, standingOf } from './moving.store.ts';
import { OBJECTS } from './objects.ts';
import { get } from './reorganisations.service.ts';
import * as store from './unresolved.store.ts';

/** Objects of an event that no rule has placed, of those that the actor sees. */
export async function listUnresolved(context: Context, actor: Actor, id: Id, query: PageQuery): Promise<UnresolvedList> {
  await get(context, actor, id);
  return withActor(context, actor, async ({ tx }) => {
    const after = readCursor(query.cursor, 1)?.[0];
    const rows = await store.listUnresolved(tx, id, after === undefined ? null : String(after), query.limit + 1);
    return pageOf(rows, query.limit, (row) => [row.id]);
  });
}

/** Gives unplaced objects to a unit below the one where they stand. All or nothing. */
export async function assign(context: Context, actor: Actor, id: Id, body: AssignBody): Promise<ReorganisationDetail> {
  const event = await get(context, actor, id);
  const reason = event.actions.blockers.find(({ action }) => action === 'assign')?.reason;
  if (reason !== undefined) {
    throw new AppError(reason === 'no-permission' ? 'auth.forbidden' : 'conflict', `assign is not possible: ${reason}`, {
      place: 'assign',
      reason,
    });
  }
  await withActor(context, actor, async (work) => {
    const { unit, open } = await assignable(work, id, body);
    work.audit({ action: 'reorganisation.assigned', object: `reorganisation/${id}`, summary: `${unit.name}: ${open.length}` });
    await withinAsOwner(work, async (tx) => {
      for (const [table, rows] of Map.groupBy(open, (each) => each.table)) {
        const objects = OBJECTS.find((each) => each.table === table);
        if (objects === undefined) continue;
        const standing = await standingOf(
          tx,
          objects,
          rows.map((each) => each.id),
        );
        const moves = standing.map((object) => ({ object, steward: unit.id, path: unit.scope_path, place: object.place }));
        await moveCounted({ tx, now: work.now }, objects, moves);
        await keepStewards(tx, { id, effectiveOn: event.effectiveOn }, table, moves);
      }
      await store.setAssigned(tx, id, body.objects, { to: body.to, at: work.now, by: actor.name });
    });
  });
  return get(context, actor, id);
}

/** What may be assigned is what the actor sees and may change, still unplaced; the target is a unit that stands, below where they stand. */
async function assignable(
  work: Work,
  id: Id,
  body: AssignBody,
): Promise<{ unit: Awaited<ReturnType<typeof getUnit>>; open: store.OpenObject[] }> {
  const unit = await getUnit(work, body.to);
  if (unit.closed_on !== null) throw new AppError('conflict', 'the unit has been closed', { place: 'to', reason: 'closed' });
  await withinAsOwner(work, (tx) => store.holdUnresolved(tx, id, body.objects));
  const open = await store.findUnresolved(work.tx, id, body.objects);
  if (open.length < new Set(body.objects).size)
    throw new AppError('not-found', 'one of the objects is not unresolved', { place: 'objects' });
  const isBelow = open.every(
    ({ parent_path: path }) => unit.scope_path.startsWith(path) && work.actor.writeScopes.some((prefix) => path.startsWith(prefix)),
  );
  if (!isBelow) {
    throw new AppError('auth.forbidden', 'the unit is not below the one where the objects stand', {
      place: 'to',
      fix: 'choose a unit below it',
    });
  }
  return { unit, open };
}
