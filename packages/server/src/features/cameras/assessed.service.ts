import type { HostResult, Id } from '@ancam/core';
import type { Work } from '../../db/actor.ts';
import { findHostResult } from '../scans/results.service.ts';
import * as store from './cameras.store.ts';
import { lastResult } from './cameras.service.ts';

/** A camera with the result it is assessed by. */
export interface AssessedCamera {
  readonly id: Id;
  readonly name: string;
  readonly place: string;
  readonly purchasedOn: string | null;
  readonly host: HostResult;
}

/** One camera, or all in use in order of address, each with its last result. */
export async function listAssessed(work: Work, id: Id | undefined): Promise<AssessedCamera[]> {
  const rows = await store.listForAssessment(work.tx, id);
  const assessed: AssessedCamera[] = [];
  for (const row of rows) {
    const host = await lastResult(work, row);
    if (host !== undefined) assessed.push({ id: row.id, name: row.name, place: row.place, purchasedOn: row.purchased_on, host });
  }
  return assessed;
}

/** The cameras that a scan saw, each with the result of that scan. */
export async function listOfScan(work: Work, scanId: Id): Promise<AssessedCamera[]> {
  const assessed: AssessedCamera[] = [];
  for (const row of await store.listSeenInScan(work.tx, scanId)) {
    const host = await findHostResult(work, row.host_id);
    if (host !== undefined) assessed.push({ id: row.id, name: row.name, place: row.place, purchasedOn: row.purchased_on, host });
  }
  return assessed;
}

/** The body whose cameras these are. */
export function unitName(work: Work): Promise<string> {
  return store.unitName(work.tx, work.actor.unitId);
}
