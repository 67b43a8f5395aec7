import type { ProposalCounts } from '@ancam/contract';
import type { Id } from '@ancam/core';
import type { Work } from '../../db/actor.ts';
import { listCounts } from './proposals.store.ts';

const NONE: ProposalCounts = { new: 0, changed: 0, moved: 0, gone: 0, byRule: 0, waiting: 0 };

/** What scans proposed, first or again, and what became of it, by scan. */
export async function countsOfScans({ tx }: Work, scanIds: readonly Id[]): Promise<(scanId: Id) => ProposalCounts> {
  const rows = await listCounts(tx, scanIds);
  const counts = new Map(rows.map(({ scan, ...each }) => [scan, each]));
  return (scanId) => counts.get(scanId) ?? NONE;
}
