import type { PieceEnd, ProbePiece } from '@ancam/contract';
import { toAppError } from '@ancam/core';
import type { KnowledgeIndex } from '@ancam/knowledge';
import { runScan } from '@ancam/scanner';
import { instanceId } from '../instance.ts';
import { firstForbidden } from './allow.ts';
import type { Spool } from './spool.ts';

/** What the work on a piece needs. */
export interface Bench {
  readonly folder: string;
  readonly spool: Spool;
  readonly knowledge: KnowledgeIndex;
  /** Something new waits to be sent. */
  readonly onResult: () => void;
}

/**
 * Scans a piece from where it stands: what was finished before is not asked again. Asks the local file first, each time. Writes the end, but
 * not where the signal cut it short: then it goes on another time.
 */
export async function workOn({ folder, spool, knowledge, onResult }: Bench, piece: ProbePiece, signal: AbortSignal): Promise<void> {
  const end = await scan();
  if (signal.aborted) return;
  spool.end(piece.id, end);
  onResult();

  async function scan(): Promise<PieceEnd> {
    try {
      const forbidden = await firstForbidden(folder, piece.plan.targets);
      if (forbidden !== undefined) return { status: 'refused', stats: null, notes: [] };
      const head = await runScan({
        plan: piece.plan,
        knowledge,
        instanceId: instanceId(),
        scanId: piece.scanId,
        ...(piece.authorisation === null ? {} : { authorisation: piece.authorisation }),
        prior: spool.prior(piece.id),
        journal: spool.journalOf(piece.id),
        signal,
        onEvent(event) {
          if (event.type !== 'host') return;
          spool.keep(piece.id, event.host);
          onResult();
        },
      });
      return { status: head.status === 'completed' ? 'completed' : 'limit', stats: head.stats, notes: head.notes };
    } catch (thrown) {
      return { status: 'failed', stats: null, notes: [toAppError(thrown).message.slice(0, 500)] };
    }
  }
}
