import type { Holder, Permission } from '@ancam/contract';
import type { Id } from '@ancam/core';
import type { AUDITED, AuditObject } from '../../db/audit-objects.ts';
import { locateAuthorisation } from '../authorisations/holder.service.ts';
import { locateCamera } from '../cameras/holder.service.ts';
import { locateCheck } from '../checks/holder.service.ts';
import { locateDossier } from '../dossiers/holder.service.ts';
import { locateFinding } from '../findings/holder.service.ts';
import { locateCertificate } from '../models/holder.service.ts';
import { locateRecord } from '../records/holder.service.ts';
import { locateReport } from '../reports/holder.service.ts';
import { locateSystem } from '../systems/holder.service.ts';
import { locateJurisdiction } from '../units/holder.service.ts';
import { locateWarning } from '../warnings/holder.service.ts';
import type { Locate } from './holder.ts';

interface HolderKind {
  /** What one needs to read the kind at all. */
  readonly read: Permission;
  /** How its feature finds one. */
  readonly locate: Locate;
  /** What the trail calls it. */
  readonly audited: keyof typeof AUDITED;
}

/** Everything that files can be attached to. */
export const HOLDER_KINDS: Readonly<Record<Holder, HolderKind>> = {
  records: { read: 'record.read', locate: locateRecord, audited: 'record' },
  cameras: { read: 'camera.read', locate: locateCamera, audited: 'camera' },
  findings: { read: 'camera.read', locate: locateFinding, audited: 'finding' },
  systems: { read: 'system.read', locate: locateSystem, audited: 'system' },
  authorisations: { read: 'authorisation.read', locate: locateAuthorisation, audited: 'authorisation' },
  certificates: { read: 'camera.read', locate: locateCertificate, audited: 'certificate' },
  warnings: { read: 'camera.read', locate: locateWarning, audited: 'warning' },
  jurisdictions: { read: 'unit.read', locate: locateJurisdiction, audited: 'jurisdiction' },
  reports: { read: 'report.read', locate: locateReport, audited: 'report' },
  checks: { read: 'system.read', locate: locateCheck, audited: 'check' },
  dossiers: { read: 'system.read', locate: locateDossier, audited: 'dossier' },
};

/** What a file belongs to, as the trail names it, e.g. `camera/<id>`. */
export function auditedAs(kind: Holder, id: Id): AuditObject {
  return `${HOLDER_KINDS[kind].audited}/${id}`;
}
