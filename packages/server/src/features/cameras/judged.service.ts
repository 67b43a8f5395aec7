import type { HostResult, Id } from '@ancam/core';
import type { KnowledgeIndex } from '@ancam/knowledge';
import type { Placement, Work } from '../../db/actor.ts';
import { placementOf } from '../../db/actor.ts';
import { findHostResult } from '../scans/results.service.ts';
import * as store from './cameras.store.ts';
import { labelOf } from './label.ts';

/** A camera as people judge it: where it stands, and what the last scan or its label said. */
export interface JudgedCamera {
  readonly placement: Placement;
  readonly result: HostResult | undefined;
}

/** A camera with its last result; undefined where the actor sees none. */
export async function cameraWithResult(knowledge: KnowledgeIndex, work: Work, id: Id): Promise<JudgedCamera | undefined> {
  const row = await store.findCamera(work.tx, id);
  if (row === undefined) return undefined;
  const result = row.last_host_id === null ? labelOf(knowledge, row) : await findHostResult(work, row.last_host_id);
  return { placement: placementOf(row), result };
}
