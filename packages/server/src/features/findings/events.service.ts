import type { Id } from '@ancam/core';
import type { Work } from '../../db/actor.ts';
import * as store from './findings.store.ts';

/** What a scan did to findings. */
export function listEventsOfScan(work: Work, scanId: Id): ReturnType<typeof store.listEventsOfScan> {
  return store.listEventsOfScan(work.tx, scanId);
}
