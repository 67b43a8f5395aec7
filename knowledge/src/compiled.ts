import { generated } from './generated.ts';

export { canonicalJson, contentHash } from './canonical.ts';
export { exploitedOf } from './exploited.ts';

/** The compiled knowledge that comes with the product. */
export const loadKnowledge = generated('index.generated.json', 'compiled knowledge');
