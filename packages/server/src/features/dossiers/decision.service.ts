import { formatDate } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Work } from '../../db/actor.ts';
import { listOfSystems } from './dossiers.store.ts';

/** The decision by which the level of a system was approved. */
export interface LevelDecision {
  readonly number: string;
  /** `yyyy-mm-dd`. */
  readonly on: string;
  readonly issuer: string;
}

/** The decision that is in force for a system; undefined where there is none, or the reader may not see its dossier. */
export async function decisionOf({ tx }: Pick<Work, 'tx'>, systemId: Id): Promise<LevelDecision | undefined> {
  const row = (await listOfSystems(tx, [systemId])).find(({ state }) => state === 'approved');
  if (row?.approved_on == null) return undefined;
  return { number: row.decision_number, on: row.approved_on, issuer: row.decision_issuer };
}

/** A decision as it is cited in one line. */
export function citeDecision({ number, on, issuer }: LevelDecision): string {
  return [`${number} ngày ${formatDate(on)}`, issuer].filter((each) => each !== '').join(', ');
}
