import type { HostResult, Id } from '@ancam/core';
import type { Work } from '../../db/actor.ts';
import * as store from './scans.store.ts';

/** The full result of one host of a scan. */
export function findHostResult(work: Work, hostId: Id): Promise<HostResult | undefined> {
  return store.findHostResult(work.tx, hostId);
}

/** Results of hosts as JSON texts, by id; for those who hand them on unread. */
export function readHostTexts(work: Work, hostIds: readonly Id[]): Promise<Map<Id, string>> {
  return store.readHostTexts(work.tx, hostIds);
}
