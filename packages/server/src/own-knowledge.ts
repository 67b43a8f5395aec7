import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadKnowledge, readOwnKnowledge } from '@ancam/knowledge';
import type { KnowledgeIndex, OwnKnowledge } from '@ancam/knowledge';

/** What the server judges by, and what it read of its operator's own records. */
export interface ServerKnowledge {
  readonly knowledge: KnowledgeIndex;
  /** Absent where the data folder holds none. */
  readonly ownKnowledge?: Pick<OwnKnowledge, 'records' | 'problems'>;
}

/** Where a server looks for records of its operator's own. */
export function ownKnowledgeFolder(dataFolder: string): string {
  return join(dataFolder, 'knowledge');
}

/**
 * The product's knowledge with that of `knowledge/` in the data folder, read once at the start. Where the folder has faults the server runs
 * without it, and the knowledge page names them: a register must not stand still for a slip in a rule.
 */
export function readServerKnowledge(dataFolder: string): ServerKnowledge {
  const folder = ownKnowledgeFolder(dataFolder);
  const base = loadKnowledge();
  if (!existsSync(folder)) return { knowledge: base };
  const { knowledge, records, problems } = readOwnKnowledge(folder, base);
  return { knowledge, ownKnowledge: { records, problems } };
}

/** What a thread is told to judge by: nothing where it is the product's own, which the thread reads itself. */
export function knowledgeForThread({ knowledge }: { readonly knowledge: KnowledgeIndex }): { readonly knowledge?: KnowledgeIndex } {
  return knowledge.hash === loadKnowledge().hash ? {} : { knowledge };
}
