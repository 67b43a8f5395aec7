import { LevelFindings } from '@ancam/contract';
import type { Id } from '@ancam/core';
import type { Work } from '../../db/actor.ts';
import { find } from './levels.store.ts';

/** The criteria that a determination found to match, with their grounds and clauses as they were worded then. */
export async function groundsOf({ tx }: Pick<Work, 'tx'>, determinationId: Id): Promise<LevelFindings['matches']> {
  const row = await find(tx, determinationId);
  const findings = LevelFindings.safeParse(row?.result);
  return findings.success ? findings.data.matches : [];
}
