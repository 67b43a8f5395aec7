import { FACTS } from '@ancam/core';
import { regexFault } from '@ancam/rules';
import type { Condition, FactTest } from '@ancam/rules';
import type { Problem } from '../problem.ts';
import type { YamlFile } from '../yaml-file.ts';

/** A test on a fact with its place in the file. */
interface PlacedTest {
  readonly test: FactTest;
  readonly path: readonly PropertyKey[];
}

/** Every test of a condition, depth first. */
function testsOf(condition: Condition, path: readonly PropertyKey[]): PlacedTest[] {
  if ('all' in condition) return condition.all.flatMap((each, n) => testsOf(each, [...path, 'all', n]));
  if ('any' in condition) return condition.any.flatMap((each, n) => testsOf(each, [...path, 'any', n]));
  if ('not' in condition) return testsOf(condition.not, [...path, 'not']);
  return [{ test: condition, path }];
}

/** Faults inside one condition: unsafe patterns, tests that ask nothing or cannot hold, makers that nobody described. */
export function lintCondition(file: YamlFile, condition: Condition, path: readonly PropertyKey[], makers: ReadonlySet<string>): Problem[] {
  const problems: Problem[] = [];
  for (const { test, path: at } of testsOf(condition, path)) {
    const say = (message: string, fix: string) => problems.push({ file: file.file, line: file.lineOf(at), message, fix });
    const fault = test.regex === undefined ? undefined : regexFault(test.regex);
    if (fault !== undefined) say(`pattern ${test.regex}: ${fault}`, 'write a pattern without nested or overlapping repetition');
    if (Object.keys(test).length === 1)
      say(`${test.fact}: the test asks nothing`, 'add exists, equals, oneOf, regex, above, below, model or firmware');
    const { type } = FACTS[test.fact];
    const wanted = typeWanted(test);
    if (wanted !== undefined && !(type === wanted || (type === 'list' && wanted === 'string'))) {
      say(`${test.fact} holds a ${type}, the test wants a ${wanted}`, 'test it as what it is');
    }
    if (test.fact === 'identity.maker') {
      const named = [test.equals, ...(test.oneOf ?? [])].filter((each) => each !== undefined);
      for (const maker of named.map(String).filter((each) => !makers.has(each)))
        say(`no maker ${maker}`, 'name a folder of devices/vendors');
    }
  }
  return problems;
}

function typeWanted(test: FactTest): string | undefined {
  if (test.regex !== undefined || test.model || test.firmware) return 'string';
  if (test.above !== undefined || test.below !== undefined) return 'number';
  const scalar = test.equals ?? test.oneOf?.[0];
  return scalar === undefined ? undefined : typeof scalar;
}
