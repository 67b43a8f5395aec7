import { AppError } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Actor, Work } from '../../db/actor.ts';
import type { Context } from '../../context.ts';
import { dayOf } from '../../day.ts';
import { nameOfPlace } from '../figures/place-names.ts';
import * as store from './reading.store.ts';

/** A node that duties are read of: a unit with all below it, the whole installation, or a territory. */
export interface DutyNode {
  readonly axis: 'scope' | 'place';
  readonly path: string;
  readonly unit: Id | null;
  readonly name: string;
  readonly kind: string;
}

/** Whether an actor reads what stands at a path of the tree, or in a territory. */
function mayRead({ scopes, places }: Actor, scopePath: string, placePath: string): boolean {
  return scopes.some((scope) => scopePath.startsWith(scope)) || places.some((place) => placePath !== '' && placePath.startsWith(place));
}

function notFound(place: string): AppError {
  return new AppError('not-found', 'no such unit or territory', { place });
}

/** A unit whose duties the actor may read; the own one where none is named. Throws `not-found`. */
export async function unitNode(work: Work, unit: Id | undefined): Promise<DutyNode & { readonly unit: Id }> {
  const row = await store.findUnit(work.tx, unit ?? work.actor.unitId);
  if (row === undefined || !mayRead(work.actor, row.scope_path, row.place_path)) throw notFound(unit ?? 'unit');
  return { axis: 'scope', path: row.scope_path, unit: row.id, name: row.name, kind: row.kind };
}

/** The node that is asked about. Without a name: all that the actor sees of the tree. Throws `not-found` outside of that. */
export async function nodeOf(
  context: Context,
  work: Work,
  { unit, place }: { readonly unit?: Id | undefined; readonly place?: string | undefined },
): Promise<DutyNode> {
  const { actor } = work;
  if (place !== undefined) {
    if (!actor.places.some((each) => place.startsWith(each)) && !actor.scopes.includes('/')) throw notFound(place);
    return { axis: 'place', path: place, unit: null, ...nameOfPlace(context, place, dayOf(work.now)) };
  }
  if (unit === undefined && actor.scopes.includes('/')) return { axis: 'scope', path: '/', unit: null, name: '', kind: 'whole' };
  const node = await unitNode(work, unit);
  // What lies below a unit is summed up for those who read all of it.
  if (!actor.scopes.some((scope) => node.path.startsWith(scope))) throw notFound(node.unit);
  return node;
}

/** The nodes above, the highest first, as far as the actor reads them. */
export async function aboveOf({ tx, actor }: Work, { axis, path }: DutyNode): Promise<{ unit: Id | null; name: string }[]> {
  if (axis === 'place' || path === '/') return [];
  const above = (await store.unitsAbove(tx, path)).filter(({ scope_path }) => actor.scopes.some((scope) => scope_path.startsWith(scope)));
  const whole = actor.scopes.includes('/') ? [{ unit: null, name: '' }] : [];
  return [...whole, ...above.map(({ id, name }) => ({ unit: id, name }))];
}
