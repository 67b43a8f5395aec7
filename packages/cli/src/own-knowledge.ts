import { loadKnowledge } from '@ancam/knowledge/compiled';
import type { KnowledgeIndex } from '@ancam/knowledge';

/** Option of the commands that judge: a folder with records of the user's own. */
export interface KnowledgeOption {
  readonly knowledge?: string;
}

/** The product's knowledge, with that of the named folder added. Throws `file.unreadable` or `knowledge.invalid`. */
export async function knowledgeOf({ knowledge }: KnowledgeOption): Promise<KnowledgeIndex> {
  const base = loadKnowledge();
  if (knowledge === undefined) return base;
  const { addOwnKnowledge } = await import('@ancam/knowledge');
  return addOwnKnowledge(knowledge, base);
}
