import type { HostResult, Id } from '@ancam/core';
import type { Work } from '../../db/actor.ts';
import * as store from './scans.store.ts';

/** The full result of one host of a scan. */
export function findHostResult(work: Work, hostId: Id): Promise<HostResult | undefined> {
  return store.findHostResult(work.tx, hostId);
}
