import { loadKnowledge, addOwnKnowledge } from '@ancam/knowledge';
import type { KnowledgeIndex } from '@ancam/knowledge';

/** Option of the commands that judge: a folder with records of the user's own. */
export interface KnowledgeOption {
  readonly knowledge?: string;
}

/** The product's knowledge, with that of the named folder added. Throws `file.unreadable` or `knowledge.invalid`. */
export function knowledgeOf({ knowledge }: KnowledgeOption): KnowledgeIndex {
  const base = loadKnowledge();
  return knowledge === undefined ? base : addOwnKnowledge(knowledge, base);
}
