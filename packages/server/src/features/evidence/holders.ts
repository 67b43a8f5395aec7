import type { Holder, Permission } from '@ancam/contract';
import { locateAuthorisation } from '../authorisations/holder.service.ts';
import { locateCamera } from '../cameras/holder.service.ts';
import { locateFinding } from '../findings/holder.service.ts';
import { locateCertificate } from '../models/holder.service.ts';
import { locateRecord } from '../records/holder.service.ts';
import { locateSystem } from '../systems/holder.service.ts';
import { locateJurisdiction } from '../units/holder.service.ts';
import { locateWarning } from '../warnings/holder.service.ts';
import type { Locate } from './holder.ts';

/** Everything that files can be attached to: what one needs to read the kind at all, and how its feature finds one. */
export const HOLDER_KINDS: Readonly<Record<Holder, { readonly read: Permission; readonly locate: Locate }>> = {
  records: { read: 'record.read', locate: locateRecord },
  cameras: { read: 'camera.read', locate: locateCamera },
  findings: { read: 'camera.read', locate: locateFinding },
  systems: { read: 'system.read', locate: locateSystem },
  authorisations: { read: 'authorisation.read', locate: locateAuthorisation },
  certificates: { read: 'camera.read', locate: locateCertificate },
  warnings: { read: 'camera.read', locate: locateWarning },
  jurisdictions: { read: 'unit.read', locate: locateJurisdiction },
};
