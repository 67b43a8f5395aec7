import { AccountRole, ROLES } from '@ancam/contract';
import type { Actions, Role } from '@ancam/contract';
import type { Actor } from '../../db/actor.ts';
import { permissionsOf } from '../../http/permissions.ts';

/** Roles that an actor may give: an administrator any, in the own subtree; everybody else none that may more than the own. */
export function givableRoles(actor: Actor): Role[] {
  if (!actor.permissions.includes('account.write')) return [];
  if (actor.role === 'administrator') return [...ROLES];
  return ROLES.filter((role) => permissionsOf(role).every((each) => actor.permissions.includes(each)));
}

const ALL = ['edit', 'invite', 'disable', 'enable'] as const;

/** What an actor may do with an account. Nobody changes the own: neither role nor unit, nor does anybody shut himself out. */
export function actionsOf(actor: Actor, row: { id: string; state: string; role: string }): Actions {
  const { state } = row;
  if (!actor.permissions.includes('account.write'))
    return { state, may: [], blockers: ALL.map((action) => ({ action, reason: 'no-permission' })) };
  if (actor.accountId === row.id) return { state, may: [], blockers: ALL.map((action) => ({ action, reason: 'own-account' })) };
  const role = AccountRole.safeParse(row.role);
  if (!role.success || !givableRoles(actor).includes(role.data)) {
    return { state, may: [], blockers: ALL.map((action) => ({ action, reason: 'role-too-high' })) };
  }
  const disabled = state === 'disabled';
  return {
    state,
    may: disabled ? ['edit', 'enable'] : ['edit', 'invite', 'disable'],
    blockers: disabled ? [{ action: 'invite', reason: 'disabled' }] : [],
  };
}
