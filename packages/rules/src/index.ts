export * from './condition.ts';
export { evaluate } from './evaluate.ts';
export type { Answer, Evaluation } from './evaluate.ts';
export { factView } from './fact-view.ts';
export type { FactView } from './fact-view.ts';
export { compareFirmware, parseFirmware } from './firmware/index.ts';
export { modelMatches } from './model.ts';
export { modelKey, nameKey } from './name-key.ts';
export { compileRegex, regexCapture, regexFault } from './regex.ts';
