import type { Id } from '@ancam/core';
import type { Work } from './actor.ts';
import type { AuditObject } from './audit-objects.ts';

/** Kinds of objects that can be restricted, by what their list is called. */
const LISTS = {
  authorisation: 'authorisations',
  camera: 'cameras',
  check: 'checks',
  dossier: 'dossiers',
  group: 'groups',
  plan: 'plans',
  probe: 'probes',
  record: 'register',
  report: 'reports',
  scan: 'scans',
  schedule: 'schedules',
  site: 'sites',
  system: 'systems',
} as const satisfies Record<string, AuditObject>;

/** A row as far as its being read matters. */
interface Shown {
  readonly id: Id;
  readonly classification: number;
}

/** Notes which of the rows that leave for the reader are restricted. Of open rows nothing is noted. */
export function noteRead(work: Pick<Work, 'audit'>, kind: keyof typeof LISTS, rows: readonly Shown[]): void {
  const restricted = rows.filter(({ classification }) => classification > 0).map(({ id }) => id);
  const [first] = restricted;
  if (first === undefined) return;
  const single = restricted.length === 1;
  work.audit({
    action: `${kind}.read`,
    object: single ? `${kind}/${first}` : LISTS[kind],
    summary: single ? 'restricted' : `restricted: ${restricted.join(', ')}`,
  });
}
