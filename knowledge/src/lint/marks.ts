import type { Problem } from '../problem.ts';
import type { DeviceSign, NotCamera } from '../schema.ts';
import { filesOf, makersOf } from '../tree.ts';
import type { Tree } from '../tree.ts';
import { lintCondition } from './conditions.ts';
import { lintExtractions } from './vendors.ts';

/** Conditions and extractions of device signs and of what is no camera. */
export function lintMarks(tree: Tree): Problem[] {
  const makers = makersOf(tree);
  const problems: Problem[] = [];
  for (const file of [...filesOf(tree, 'sign'), ...filesOf(tree, 'not-camera')]) {
    const mark = file.data as NotCamera & Partial<DeviceSign>; // both kinds hold `when`
    problems.push(...lintCondition(file, mark.when, ['when'], makers));
    problems.push(...lintExtractions(file, mark.extractions ?? [], ['extractions']));
  }
  return problems;
}
