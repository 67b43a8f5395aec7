import { newId } from '@ancam/core';
import type { Actor } from '../src/db/actor.ts';
import { permissionsOf } from '../src/http/permissions.ts';

/** An administrator of a unit at a path; other facts as given. */
export function actorAt(scopePath: string, given: Partial<Actor> = {}): Actor {
  const id = newId();
  const role = given.role ?? 'administrator';
  return {
    accountId: null,
    name: 'Ai đó',
    role,
    permissions: permissionsOf(role),
    homeId: id,
    unitId: id,
    scopePath,
    placePath: '',
    scopes: [scopePath],
    writeScopes: [scopePath],
    places: [],
    adminScopes: [],
    clearance: 0,
    ...given,
  };
}
