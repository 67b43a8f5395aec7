import { lintLaw } from '../law/lint.ts';
import type { Problem } from '../problem.ts';
import type { Tree } from '../tree.ts';
import { lintAdditions } from './additions.ts';
import { lintChecks } from './checks.ts';
import { lintExploitedFlaws } from './exploited-flaws.ts';
import { lintIds } from './ids.ts';
import { lintMarks } from './marks.ts';
import { lintPlaces } from './places.ts';
import { lintRegulations } from './regulations.ts';
import { lintVendors } from './vendors.ts';

/** The semantic faults: what a schema of one file cannot see. */
export function lintTree(tree: Tree): Problem[] {
  return [
    ...lintIds(tree),
    ...lintRegulations(tree),
    ...lintVendors(tree),
    ...lintChecks(tree),
    ...lintExploitedFlaws(tree),
    ...lintMarks(tree),
    ...lintPlaces(tree),
    ...lintLaw(tree),
  ];
}

/** As `lintTree`, for records of a user that are added to the product's: laws, places and regulations are not theirs to change. */
export function lintOwnTree(tree: Tree): Problem[] {
  return [...lintIds(tree), ...lintVendors(tree), ...lintChecks(tree), ...lintMarks(tree), ...lintAdditions(tree)];
}
