import type { Id } from '@ancam/core';
import type { KnowledgeIndex } from '@ancam/knowledge';
import type { Work } from '../../db/actor.ts';
import * as store from './cameras.store.ts';
import type { CameraRecord } from './cameras.store.ts';
import { labelOf } from './label.ts';

/** A camera with the result it is assessed by: of a scanned host, or made from its label. */
export interface AssessedCamera {
  readonly id: Id;
  readonly name: string;
  readonly place: string;
  readonly purchasedOn: string | null;
  readonly hostId: Id | null;
  readonly label?: { readonly hostId: Id; readonly text: string };
}

function assessed(knowledge: KnowledgeIndex, row: CameraRecord, hostId: Id | null): AssessedCamera {
  const { id, name, place, purchased_on: purchasedOn } = row;
  const label = hostId === null ? labelOf(knowledge, row) : undefined;
  if (label === undefined) return { id, name, place, purchasedOn, hostId };
  return { id, name, place, purchasedOn, hostId, label: { hostId: label.id, text: JSON.stringify(label) } };
}

/** One camera, or all in use in order of address, each with its last result. */
export async function listAssessed(knowledge: KnowledgeIndex, work: Work, id: Id | undefined): Promise<AssessedCamera[]> {
  return (await store.listForAssessment(work.tx, id)).map((row) => assessed(knowledge, row, row.last_host_id));
}

/** The cameras that a scan saw, each with the result of that scan. */
export async function listOfScan(knowledge: KnowledgeIndex, work: Work, scanId: Id): Promise<AssessedCamera[]> {
  return (await store.listSeenInScan(work.tx, scanId)).map((row) => assessed(knowledge, row, row.host_id));
}

/** The body whose cameras these are. */
export function unitName(work: Work): Promise<string> {
  return store.unitName(work.tx, work.actor.unitId);
}
