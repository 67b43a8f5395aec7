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
    homeId: row.home_id,
    // who answers for it today: the unit that started it may have ended
    unitId: row.steward_id,
    scopePath: row.scope_path,
    placePath: row.place_path,
    scopes: [row.scope_path],
    writeScopes: [row.scope_path],
    places: [],
    adminScopes: [],
    clearance: row.classification,
  };
}
