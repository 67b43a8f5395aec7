import type { ScanHead, ScanStats } from '@ancam/core';
import { statsOfPiece } from './pieces.store.ts';
import type { PieceRow } from './pieces.store.ts';

const MOST_NOTES = 256;

/** How a scan ended whose pieces have ended: complete only where every piece is. `known`: its addresses, and the devices found. */
export function headOfPieces(pieces: readonly PieceRow[], known: ScanStats): Pick<ScanHead, 'status' | 'stats' | 'notes'> {
  const worst = (['failed', 'limit'] as const).find((status) => pieces.some((piece) => piece.status === status));
  const stats = pieces.map(statsOfPiece).reduce<ScanStats>(
    (sum, each) => ({
      ...sum,
      silent: sum.silent + (each?.silent ?? 0),
      connects: sum.connects + (each?.connects ?? 0),
      exchanges: sum.exchanges + (each?.exchanges ?? 0),
    }),
    { ...known, silent: 0, connects: 0, exchanges: 0 },
  );
  const notes = [...new Set(pieces.flatMap((piece) => piece.notes))].slice(0, MOST_NOTES);
  return { status: worst ?? 'completed', stats, notes };
}
