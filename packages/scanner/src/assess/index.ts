export { buildAssessment } from './assessment.ts';
export type { AssessmentInput, HostNote } from './assessment.ts';
export { basisOf } from './basis.ts';
export { runChecks } from './check.ts';
export { derive, replay } from './derive.ts';
export type { Derived } from './derive.ts';
export { identify } from './identify.ts';
export { rollUp } from './roll-up.ts';
