import type { Permission } from '@ancam/contract';
import { AppError } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Actor } from '../../db/actor.ts';
import type { Tx } from '../../db/database.ts';
import { findUnitWithin } from './grants.store.ts';
import type { GrantUnit } from './grants.store.ts';

/** What is one's own and is never handed on: proving who one is, and giving others access. */
const NEVER: ReadonlySet<Permission> = new Set(['public', 'session', 'own.enrol', 'own.manage', 'account.write']);

/** What an actor may hand on to a token or another person at most. */
export function grantable(actor: Actor): Permission[] {
  return actor.permissions.filter((each) => !NEVER.has(each));
}

/** The permissions asked for, where each is the actor's to give. Throws `auth.forbidden`. */
export function narrowed(actor: Actor, asked: readonly string[]): Permission[] {
  const own = grantable(actor);
  const beyond = asked.filter((each) => !own.some((permission) => permission === each));
  if (beyond.length > 0) {
    throw new AppError('auth.forbidden', 'more is asked than one holds', { place: beyond.join(', '), fix: 'ask for less' });
  }
  return own.filter((each) => asked.includes(each));
}

/** An actor cut down to some permissions in the subtree of a unit; it manages neither units nor accounts. */
export function limitedTo(actor: Actor, unit: GrantUnit, permissions: readonly string[]): Actor {
  const limited = {
    ...actor,
    permissions: actor.permissions.filter((each) => each === 'session' || permissions.includes(each)),
    adminScopes: [],
  };
  if (unit.id === actor.unitId) return limited;
  const below = [unit.scope_path];
  const stands = { homeId: unit.home_id, unitId: unit.id, scopePath: unit.scope_path, placePath: unit.place_path };
  return { ...limited, ...stands, scopes: below, writeScopes: actor.writeScopes.length === 0 ? [] : below, places: [] };
}

/** A unit at or below one of the path prefixes. Throws `not-found` alike where it is elsewhere and where there is none. */
export async function unitWithin(tx: Tx, prefixes: readonly string[], id: Id): Promise<GrantUnit> {
  const unit = await findUnitWithin(tx, prefixes, id);
  if (unit === undefined) throw new AppError('not-found', 'no such unit', { place: id });
  return unit;
}
