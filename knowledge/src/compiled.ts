import { generated } from './generated.ts';
import type { KnowledgeIndex } from './schema.ts';

export { canonicalJson, contentHash } from './canonical.ts';
export { exploitedOf } from './exploited.ts';

/** The compiled knowledge that comes with the product. */
export const loadKnowledge = generated<KnowledgeIndex>('index.generated.json', 'compiled knowledge');
