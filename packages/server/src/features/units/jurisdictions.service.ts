import type { Done, JurisdictionBody, JurisdictionList } from '@ancam/contract';
import { AppError, newId } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Context } from '../../context.ts';
import { withActor } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import { dayOf } from '../../day.ts';
import { getRow } from './units.service.ts';
import * as store from './units.store.ts';
import { viewJurisdiction, within } from './units.view.ts';

async function listOf(work: Work, unitId: Id): Promise<JurisdictionList> {
  const rows = await store.listJurisdictions(work.tx, unitId);
  return { items: rows.map((row) => viewJurisdiction(row, work.actor, dayOf(work.now))) };
}

/** Rights of a unit to read outside of its own place in the tree. */
export function list(context: Context, actor: Actor, unitId: Id): Promise<JurisdictionList> {
  return withActor(context, actor, async (work) => {
    await getRow(work, unitId);
    return listOf(work, unitId);
  });
}

/** Gives a right. A part of the tree is opened by who administers it; a territory by the administrators of the installation. */
export function grant(context: Context, actor: Actor, unitId: Id, body: JurisdictionBody): Promise<JurisdictionList> {
  return withActor(context, actor, async (work) => {
    const unit = await getRow(work, unitId);
    if (unit.closed_on !== null) throw new AppError('conflict', 'the unit has been closed', { place: unitId, reason: 'closed' });
    if (body.validUntil !== null && body.validUntil < body.validFrom) {
      throw new AppError('input.invalid', 'the right ends before it begins', { place: 'validUntil', fix: 'give a later date' });
    }
    const path = await pathOf(work, body);
    const open = body.axis === 'scope' ? within(path, actor.adminScopes) : actor.adminScopes.includes('/');
    if (!open) {
      throw new AppError('auth.forbidden', 'only who administers it opens it', { place: body.axis, fix: 'ask its administrator' });
    }
    const id = newId();
    await store.insertJurisdiction(work, { id, unitId, path }, body);
    work.audit({ action: 'jurisdiction.granted', object: `unit/${unitId}`, summary: `${unit.name}: ${path}, ${body.legalBasis}` });
    return listOf(work, unitId);
  });
}

async function pathOf(work: Work, body: JurisdictionBody): Promise<string> {
  if (body.axis === 'place' && body.place !== undefined) return body.place;
  if (body.axis === 'scope' && body.over !== undefined) return (await getRow(work, body.over)).scope_path;
  const place = body.axis === 'place' ? 'place' : 'over';
  throw new AppError('input.invalid', 'what is opened is missing', { place, fix: 'name the unit or the territory' });
}

/** Ends a right now. */
export function revoke(context: Context, actor: Actor, id: Id): Promise<Done> {
  return withActor(context, actor, async (work) => {
    const row = await store.findJurisdiction(work.tx, id);
    if (row === undefined) throw new AppError('not-found', 'no such right', { place: id });
    const { actions } = viewJurisdiction(row, actor, dayOf(work.now));
    const reason = actions.blockers[0]?.reason;
    if (reason === 'no-permission')
      throw new AppError('auth.forbidden', 'only who administers it closes it', { fix: 'ask its administrator' });
    if (reason !== undefined) throw new AppError('conflict', 'the right has been ended already', { place: id, reason });
    await store.setRevoked(work.tx, id, work.now);
    work.audit({ action: 'jurisdiction.revoked', object: `unit/${row.unit_id}`, summary: `${row.path}, ${row.legal_basis}` });
    return { done: true };
  });
}
