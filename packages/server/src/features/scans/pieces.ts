import type { ScanHead, ScanStats } from '@ancam/core';
import { statsOfPiece } from './pieces.store.ts';
import type { PieceRow } from './pieces.store.ts';

const MOST_NOTES = 256;

/** How a scan ended whose pieces have ended: complete only where every piece is. `known`: its addresses, and the devices found. */
export function headOfPieces(pieces: readonly PieceRow[], known: ScanStats): Pick<ScanHead, 'status' | 'stats' | 'notes'> {
  const worst = (['failed', 'limit'] as const).find((status) => pieces.some((piece) => piece.status === status));
  const all = pieces.flatMap((piece) => statsOfPiece(piece) ?? []);
  const sum = (key: 'silent' | 'connects' | 'exchanges'): number => all.reduce((total, each) => total + each[key], 0);
  const stats = { ...known, silent: sum('silent'), connects: sum('connects'), exchanges: sum('exchanges') };
  const notes = [...new Set(pieces.flatMap((piece) => piece.notes))].slice(0, MOST_NOTES);
  return { status: worst ?? 'completed', stats, notes };
}
