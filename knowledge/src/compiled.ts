import { readFileSync } from 'node:fs';
import { AppError } from '@ancam/core';
import type { KnowledgeIndex } from './schema.ts';

export { canonicalJson, contentHash } from './canonical.ts';
export { exploitedOf } from './exploited.ts';

const COMPILED = new URL('../index.generated.json', import.meta.url);

let loaded: KnowledgeIndex | undefined;

/** The compiled knowledge that comes with the product; read once per process. */
export function loadKnowledge(): KnowledgeIndex {
  loaded ??= readCompiled();
  return loaded;
}

function readCompiled(): KnowledgeIndex {
  try {
    return JSON.parse(readFileSync(COMPILED, 'utf8')) as KnowledgeIndex; // written by the compiler from validated records
  } catch (cause) {
    const fix = 'run: node knowledge/src/compile.ts';
    throw new AppError('knowledge.invalid', 'compiled knowledge cannot be read', { place: COMPILED.pathname, fix }, cause);
  }
}
