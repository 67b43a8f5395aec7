import type { Permission } from '@ancam/contract';
import type { Actor } from '../db/actor.ts';

/** What roles may do. */
const GRANTED: Record<Actor['role'], ReadonlySet<Permission>> = {
  administrator: new Set<Permission>([
    'session',
    'authorisation.read',
    'authorisation.write',
    'scan.read',
    'scan.run',
    'camera.read',
    'camera.write',
    'finding.decide',
    'assessment.export',
    'audit.read',
  ]),
  viewer: new Set<Permission>(['session', 'authorisation.read', 'scan.read', 'camera.read', 'assessment.export']),
};

/** The permissions of a role, for the page. */
export function permissionsOf(role: Actor['role']): Permission[] {
  return [...GRANTED[role]];
}

/** Whether a role holds a permission. */
export function holds(role: Actor['role'], permission: Permission): boolean {
  return GRANTED[role].has(permission);
}
