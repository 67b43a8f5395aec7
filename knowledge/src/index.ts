export { canonicalJson, contentHash } from './canonical.ts';
export { compileKnowledge, lintKnowledge, loadKnowledge } from './knowledge.ts';
export { formatProblem } from './problem.ts';
export type { Problem } from './problem.ts';
export * from './schema.ts';
