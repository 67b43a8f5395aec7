import type { Permission, Role } from '@ancam/contract';
import { PERMISSIONS } from '@ancam/contract';

/** Held by a session of a browser, never by a role. */
const BY_SESSION: ReadonlySet<Permission> = new Set(['public', 'own.enrol', 'own.manage']);
const READING: readonly Permission[] = [
  'session',
  'authorisation.read',
  'scan.read',
  'camera.read',
  'assessment.export',
  'unit.read',
  'system.read',
  'record.read',
  'evidence.read',
  'report.read',
];

/** What roles may do. An officer enters and scans, an approver decides, an auditor reads everything including the audit. */
const GRANTED: Record<Role, readonly Permission[]> = {
  administrator: PERMISSIONS.filter((each) => !BY_SESSION.has(each)),
  officer: [
    ...READING,
    'authorisation.write',
    'scan.run',
    'camera.write',
    'finding.decide',
    'system.write',
    'dossier.move',
    'model.write',
    'warning.propose',
    'reorganisation.propose',
    'record.write',
    'evidence.write',
    'report.write',
  ],
  approver: [...READING, 'finding.decide', 'dossier.move', 'warning.publish', 'reorganisation.approve', 'record.approve', 'report.approve'],
  viewer: READING,
  auditor: [...READING, 'audit.read', 'account.read'],
};

/** The permissions of a role. */
export function permissionsOf(role: Role): readonly Permission[] {
  return GRANTED[role];
}
