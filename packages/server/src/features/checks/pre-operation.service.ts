import type { CheckOutcome } from '@ancam/contract';
import type { Id } from '@ancam/core';
import type { Work } from '../../db/actor.ts';
import { dayOf } from '../../day.ts';
import { findBeforeOperation } from './system-checks.store.ts';

/** The concluded check of a system before operation, for whoever asks whether it may go live: dossiers at their gate. */
export interface PreOperationCheck {
  /** The check. */
  readonly id: Id;
  /** Its day, `yyyy-mm-dd`. */
  readonly on: string;
  readonly outcome: CheckOutcome;
  readonly assessor: string;
  /** Shortcomings that are neither retested well nor accepted today. */
  readonly open: number;
  /** It speaks for going live: it did not fail, and none of what it found is open. */
  readonly passed: boolean;
}

/** The latest concluded check of a system before operation; undefined where there is none, or the reader may not see it. */
export async function preOperationCheckOf(work: Pick<Work, 'tx' | 'now'>, systemId: Id): Promise<PreOperationCheck | undefined> {
  const row = await findBeforeOperation(work.tx, systemId, dayOf(work.now));
  if (row?.ended_on == null || row.outcome === null) return undefined;
  const { id, ended_on: on, outcome, assessor, n_open: open } = row;
  return { id, on, outcome, assessor, open, passed: outcome !== 'failed' && open === 0 };
}
