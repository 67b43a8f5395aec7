import { standingAt } from '../../db/actor.ts';
import type { Actor, Placement } from '../../db/actor.ts';
import type { Id } from '@ancam/core';
import { permissionsOf } from '../../http/permissions.ts';

/** AnCam itself, in the place of the unit that answers for a scan or a schedule; `name`: who is told of in the trail. */
export function systemFor(row: Placement & { readonly steward_id: Id }, name = 'AnCam'): Actor {
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
