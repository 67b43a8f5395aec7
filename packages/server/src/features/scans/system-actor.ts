import { standingAt } from '../../db/actor.ts';
import type { Actor } from '../../db/actor.ts';
import { permissionsOf } from '../../http/permissions.ts';
import type { ScanRow } from './scans.store.ts';

/** AnCam itself, in the place of the unit that answers for a scan; `name`: who is told of in the trail. */
export function systemFor(row: ScanRow, name = 'AnCam'): Actor {
  return {
    accountId: null,
    name,
    role: 'administrator',
    permissions: permissionsOf('administrator'),
    // who answers for it today: the unit that started it may have ended
    ...standingAt({ ...row, unit_id: row.steward_id }),
    clearance: row.classification,
  };
}
