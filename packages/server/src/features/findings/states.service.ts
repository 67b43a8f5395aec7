import type { Id, ReportFinding } from '@ancam/core';
import type { Work } from '../../db/actor.ts';
import { listByCameras } from './findings.store.ts';
import { statusOn } from './findings.view.ts';

type State = NonNullable<ReportFinding['state']>;

/** Where the findings of cameras stand on a day, by camera and check. */
export async function statesByCamera(work: Work, cameraIds: readonly Id[], day: string): Promise<Map<Id, Record<string, State>>> {
  const states = new Map<Id, Record<string, State>>();
  for (const row of await listByCameras(work.tx, cameraIds)) {
    const status = statusOn(row, day);
    const reason = status === 'open' || row.reason === null ? {} : { reason: row.reason };
    const until = status !== 'accepted' || row.accepted_until === null ? {} : { until: row.accepted_until };
    states.set(row.camera_id, { ...states.get(row.camera_id), [row.check_id]: { status, ...reason, ...until } });
  }
  return states;
}
