import type { Id } from '@ancam/core';
import type { RegisterId } from '@ancam/knowledge';
import type { DutyEvent } from '@ancam/law';
import type { Tx } from '../../db/database.ts';
import { camerasOfUnits, noteLookedAt } from './states.store.ts';
import type { UnitCameras } from './states.store.ts';
import * as told from './told.store.ts';

/** A fact that holds while the figures of a unit say so. */
interface StateFact {
  readonly register: RegisterId;
  readonly fact: string;
  readonly holds: (cameras: UnitCameras) => boolean;
}

const STATES: readonly StateFact[] = [
  { register: 'cameras', fact: 'cameras.papers-complete', holds: ({ paperless }) => paperless === 0 },
  { register: 'warnings', fact: 'cameras.none-forbidden', holds: ({ warned, paperless }) => warned === 0 && paperless === 0 },
  { register: 'findings', fact: 'regulation.applied', holds: ({ unchecked }) => unchecked === 0 },
];

/**
 * Tells of units what their figures show to hold, from the day on which they first show it; a unit without cameras shows nothing. As the owner
 * of the schema, with the units held. Gives those of which something else is told now.
 */
export async function tellStates(tx: Tx, units: readonly Id[], day: string): Promise<Id[]> {
  const changed = new Set<Id>();
  if (units.length === 0) return [];
  for (const cameras of await camerasOfUnits(tx, units)) {
    const place = { home_id: cameras.home_id, unit_id: cameras.id, scope_path: cameras.scope_path, place_path: cameras.place_path };
    for (const { register, fact, holds } of STATES) {
      const was = cameras.told.find((each) => each.fact === fact);
      const is = cameras.cameras > 0 && holds(cameras);
      if (is === (was !== undefined) && (was === undefined || was.path === cameras.scope_path)) continue;
      const events: DutyEvent[] = is ? [{ fact, on: was?.on ?? day }] : [];
      await told.replaceEvents(tx, { register, id: cameras.id }, { ...place, classification: 0 }, events, day);
      changed.add(cameras.id);
    }
  }
  await noteLookedAt(tx, units);
  return [...changed];
}
