import type { AnswerTest, Answers, LawCondition } from './common.ts';
import type { LawData } from './data.ts';
import type { LawFault } from './lint-place.ts';
import type { Question } from './worksheet.ts';

/** The tests of a condition, depth first. */
function testsOf(condition: LawCondition): AnswerTest[] {
  if ('all' in condition) return condition.all.flatMap(testsOf);
  if ('any' in condition) return condition.any.flatMap(testsOf);
  if ('not' in condition) return testsOf(condition.not);
  return [condition];
}

interface Placed {
  readonly id: string;
  readonly when: LawCondition | undefined;
  readonly examples?: readonly { readonly about: string; readonly answers: Answers }[] | undefined;
}

function placed(data: LawData): Placed[] {
  return [
    ...data.questions.map(({ id, askedWhen }) => ({ id, when: askedWhen })),
    ...data.transitions.map(({ id, when, examples }) => ({ id, when, examples })),
    ...data.criteria,
    ...data.cameraRule.treatments.map(({ when }) => ({ id: data.cameraRule.id, when, examples: data.cameraRule.examples })),
    ...data.authorities.map(({ id, when }) => ({ id, when })),
    ...data.owners,
    ...data.parts.map(({ id, when }) => ({ id, when })),
    ...data.gates.map(({ id, when }) => ({ id, when })),
    ...data.incidentClocks,
    ...data.duties.flatMap(({ id, when, evidence }) => [
      { id, when },
      { id, when: evidence.when },
    ]),
  ];
}

/** Questions that nobody asks, values that they cannot have, criteria without both kinds of examples. */
export function lintConditions(data: LawData): LawFault[] {
  const questions = new Map(data.questions.map((each) => [each.id, each]));
  const faults: LawFault[] = [];
  for (const { id, when, examples = [] } of placed(data)) {
    const say = (message: string, fix: string) => faults.push({ id, message: `${id}: ${message}`, fix });
    for (const test of when === undefined ? [] : testsOf(when)) {
      const fault = testFault(test, questions.get(test.answer));
      if (fault !== undefined) say(fault, 'follow law/questions.yaml');
    }
    for (const { about, answers } of examples) {
      for (const [name, value] of Object.entries(answers)) {
        const fault = answerFault(name, value, questions.get(name));
        if (fault !== undefined) say(`example "${about}": ${fault}`, 'follow law/questions.yaml');
      }
    }
  }
  return [...faults, ...namesFaults(data, questions), ...exampleFaults(data)];
}

function testFault(test: AnswerTest, question: Question | undefined): string | undefined {
  if (question === undefined) return `there is no question ${test.answer}`;
  if (Object.keys(test).length === 1) return `the test on ${test.answer} asks nothing`;
  const named = [test.equals, ...(test.oneOf ?? []), test.includes, ...(test.includesAny ?? []), ...(test.only ?? [])].filter(
    (each) => each !== undefined,
  );
  const stray = named.find((value) => !fits(question, value));
  if (stray !== undefined) return `${test.answer} cannot be ${String(stray)}`;
  return kindsWanted(test).includes(question.kind) ? undefined : `${test.answer} is a ${question.kind}, the test wants something else`;
}

/** The kinds of questions that a test can be about. */
function kindsWanted(test: AnswerTest): readonly Question['kind'][] {
  if (test.includes !== undefined || test.includesAny !== undefined || test.only !== undefined) return ['choices'];
  if (test.atLeast !== undefined || test.below !== undefined) return ['number'];
  if (test.onOrAfter !== undefined || test.before !== undefined) return ['day'];
  if (test.equals !== undefined || test.oneOf !== undefined) return ['flag', 'number', 'choice', 'day', 'text'];
  return ['flag', 'number', 'choice', 'choices', 'day', 'text'];
}

function fits(question: Question, value: unknown): boolean {
  switch (question.kind) {
    case 'flag':
      return typeof value === 'boolean';
    case 'number':
      return typeof value === 'number';
    case 'choice':
    case 'choices':
      return (question.choices ?? []).some(({ id }) => id === value);
    case 'day':
    case 'text':
      return typeof value === 'string';
    default:
      return question.kind satisfies never;
  }
}

function answerFault(name: string, value: Answers[string] | undefined, question: Question | undefined): string | undefined {
  if (question === undefined) return `there is no question ${name}`;
  if (value === null || value === undefined) return undefined;
  const values = question.kind === 'choices' && Array.isArray(value) ? (value as readonly unknown[]) : [value];
  const stray = values.find((each) => !fits(question, each));
  return stray === undefined ? undefined : `${name} cannot be ${JSON.stringify(stray)}`;
}

/** Questions that are named outside of conditions. */
function namesFaults(data: LawData, questions: ReadonlyMap<string, Question>): LawFault[] {
  const named = [
    ...data.gates.flatMap(({ id, needs }) => needs.map((name) => ({ id, name }))),
    ...data.cameraRule.treatments.flatMap(({ justification }) => justification.map((name) => ({ id: data.cameraRule.id, name }))),
    ...data.transitions.flatMap(({ id, due }) => (due?.unless === undefined ? [] : [{ id, name: due.unless }])),
  ];
  return [
    ...named
      .filter(({ name }) => !questions.has(name))
      .map(({ id, name }) => ({ id, message: `${id}: there is no question ${name}`, fix: 'add it to law/questions.yaml' })),
    ...data.questions
      .filter(({ kind, choices }) => (kind === 'choice' || kind === 'choices') !== (choices !== undefined))
      .map(({ id }) => ({ id, message: `${id}: choices belong to a choice, and a choice needs them`, fix: 'add or remove them' })),
  ];
}

/** A criterion nobody can see match, or fail to match, has not been understood. */
function exampleFaults(data: LawData): LawFault[] {
  return data.criteria.flatMap(({ id, examples }) =>
    (['match', 'no-match'] as const)
      .filter((wanted) => !examples.some(({ expect }) => expect === wanted))
      .map((wanted) => ({ id, message: `${id} has no example that must ${wanted === 'match' ? '' : 'not '}match`, fix: 'add one' })),
  );
}
