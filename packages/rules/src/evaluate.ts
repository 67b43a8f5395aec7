import type { Fact, FactName } from '@ancam/core';
import type { Condition, FactTest } from './condition.ts';
import type { FactView } from './fact-view.ts';
import { orderAgainst } from './firmware/index.ts';
import { modelMatches } from './model.ts';
import { compileRegex, regexFinds } from './regex.ts';

export type Answer = 'yes' | 'no' | 'unknown';

/** An answer with the facts that decide it; without facts where silence decides. */
export interface Evaluation {
  readonly answer: Answer;
  readonly evidence: readonly Fact[];
}

type Evaluator = (view: FactView) => Evaluation;
type Scalar = string | number | boolean;
type ValueTest = (value: Scalar) => Answer;

const compiled = new WeakMap<Condition, Evaluator>();
const SILENT: readonly Fact[] = [];

/**
 * Three-valued evaluation (Kleene) of a condition over the facts of a host. A fact that is absent, or present only with
 * values that do not satisfy, is a "no" only where its probe answered all its questions. Compiled once per condition.
 */
export function evaluate(condition: Condition, view: FactView): Evaluation {
  let evaluator = compiled.get(condition);
  if (!evaluator) {
    evaluator = compile(condition);
    compiled.set(condition, evaluator);
  }
  return evaluator(view);
}

function compile(condition: Condition): Evaluator {
  if ('all' in condition) return combine(condition.all.map(compile), 'no', 'yes');
  if ('any' in condition) return combine(condition.any.map(compile), 'yes', 'no');
  if ('not' in condition) {
    const inner = compile(condition.not);
    return (view) => {
      const { answer, evidence } = inner(view);
      return { answer: negate(answer), evidence };
    };
  }
  return compileTest(condition);
}

/** `decisive` ends the work; else unknown if any part is unknown; else `otherwise`, resting on all parts. */
function combine(parts: readonly Evaluator[], decisive: Answer, otherwise: Answer): Evaluator {
  return (view) => {
    const evidence: Fact[] = [];
    let unknown = false;
    for (const part of parts) {
      const result = part(view);
      if (result.answer === decisive) return result;
      if (result.answer === 'unknown') unknown = true;
      for (const fact of result.evidence) if (!evidence.includes(fact)) evidence.push(fact);
    }
    return { answer: unknown ? 'unknown' : otherwise, evidence };
  };
}

function negate(answer: Answer): Answer {
  if (answer === 'unknown') return 'unknown';
  return answer === 'yes' ? 'no' : 'yes';
}

function compileTest(test: FactTest): Evaluator {
  if (test.exists === false) return absence(test.fact);
  const tests = valueTests(test);
  return (view) => {
    const facts = view.facts(test.fact);
    const satisfied: Fact[] = [];
    const doubtful: Fact[] = [];
    for (const fact of facts) {
      const answer = onValue(fact.value, tests, test.every === true);
      if (answer === 'yes') satisfied.push(fact);
      else if (answer === 'unknown') doubtful.push(fact);
    }
    if (satisfied.length > 0) return { answer: 'yes', evidence: satisfied };
    if (doubtful.length > 0) return { answer: 'unknown', evidence: doubtful };
    return { answer: view.concluded(test.fact) ? 'no' : 'unknown', evidence: facts };
  };
}

function absence(name: FactName): Evaluator {
  return (view) => {
    const facts = view.facts(name);
    if (facts.length > 0) return { answer: 'no', evidence: facts };
    return { answer: view.concluded(name) ? 'yes' : 'unknown', evidence: SILENT };
  };
}

/** A list is tested element by element; all tests must hold for the same element, or for each where `every` asks so. */
function onValue(value: Fact['value'], tests: readonly ValueTest[], every: boolean): Answer {
  const elements = Array.isArray(value) ? value : [value];
  const answers = elements.map((element) => onElement(element, tests));
  if (every) {
    if (answers.length === 0 || answers.includes('no')) return 'no';
    return answers.includes('unknown') ? 'unknown' : 'yes';
  }
  if (answers.includes('yes')) return 'yes';
  return answers.includes('unknown') ? 'unknown' : 'no';
}

function onElement(element: Scalar, tests: readonly ValueTest[]): Answer {
  let answer: Answer = 'yes';
  for (const test of tests) {
    const result = test(element);
    if (result === 'no') return 'no';
    if (result === 'unknown') answer = 'unknown';
  }
  return answer;
}

function valueTests(test: FactTest): ValueTest[] {
  const tests: ValueTest[] = [];
  const { equals, oneOf, above, below, model, firmware } = test;
  if (equals !== undefined) tests.push((value) => yesIf(value === equals));
  if (oneOf) tests.push((value) => yesIf(oneOf.includes(value)));
  if (test.regex !== undefined) {
    const regex = compileRegex(test.regex, test.ignoreCase);
    tests.push((value) => yesIf(typeof value === 'string' && regexFinds(regex, value)));
  }
  if (above !== undefined) tests.push((value) => onNumber(value, test.absolute, (number) => number > above));
  if (below !== undefined) tests.push((value) => onNumber(value, test.absolute, (number) => number < below));
  if (model) tests.push((value) => yesIf(typeof value === 'string' && model.some((pattern) => modelMatches(pattern, value))));
  if (firmware) tests.push(withinBounds(firmware));
  return tests;
}

function onNumber(value: Scalar, absolute: boolean | undefined, holds: (number: number) => boolean): Answer {
  return yesIf(typeof value === 'number' && holds(absolute === true ? Math.abs(value) : value));
}

/** Bounds are a conjunction; a version that cannot be ordered against one of them leaves the answer open. */
function withinBounds({ grammar, before, upTo, atLeast }: NonNullable<FactTest['firmware']>): ValueTest {
  const bounds: ((version: string) => Answer)[] = [];
  const add = (bound: string | undefined, holds: (sign: number) => boolean): void => {
    if (bound === undefined) return;
    const order = orderAgainst(grammar, bound);
    bounds.push((version) => ordered(order(version), holds));
  };
  add(before, (sign) => sign < 0);
  add(upTo, (sign) => sign <= 0);
  add(atLeast, (sign) => sign >= 0);
  return (value) => {
    if (typeof value !== 'string') return 'unknown';
    const answers = new Set(bounds.map((bound) => bound(value)));
    if (answers.has('no')) return 'no';
    return answers.has('unknown') ? 'unknown' : 'yes';
  };
}

function ordered(sign: number | undefined, holds: (sign: number) => boolean): Answer {
  return sign === undefined ? 'unknown' : yesIf(holds(sign));
}

function yesIf(holds: boolean): Answer {
  return holds ? 'yes' : 'no';
}
