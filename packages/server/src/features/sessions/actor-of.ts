import { ROLES } from '@ancam/contract';
import type { Role } from '@ancam/contract';
import type { Actor } from '../../db/actor.ts';
import { permissionsOf } from '../../http/permissions.ts';
import type { AccountRow } from './sessions.store.ts';

/** Roles that change what their part of the tree has recorded; the others read. */
const WRITERS: ReadonlySet<Role> = new Set(['administrator', 'officer', 'approver']);

/** Who an account is: what its role permits, where its unit stands. A role that this version does not know may only look. */
export function actorOf(row: AccountRow): Actor {
  const role = ROLES.find((each) => each === row.role) ?? 'viewer';
  const own = row.scope_path;
  return {
    accountId: row.id,
    // What another proposed in one's name is one's own proposal.
    persons: [row.id, ...row.proposers],
    name: row.display_name,
    role,
    permissions: permissionsOf(role),
    homeId: row.home_id,
    unitId: row.unit_id,
    scopePath: own,
    placePath: row.place_path,
    scopes: [...new Set([own, ...row.former_paths, ...row.granted_scopes])],
    writeScopes: WRITERS.has(role) ? [own] : [],
    places: row.granted_places,
    adminScopes: role !== 'administrator' ? [] : [row.of_host ? '/' : own],
    clearance: row.clearance,
  };
}
