import type { Answers, Question } from '@ancam/knowledge';
import type { Law } from './law.ts';

/** What is wrong with an answer, by the question that it is given to. */
export interface AnswerFault {
  readonly question: string;
  /** `unknown`: no such question here. `kind`: not what the question takes. */
  readonly fault: 'unknown' | 'kind';
  /** What it takes, e.g. `number`, `one of internal, other`. */
  readonly takes: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/u;

/** Answers to questions that there are none of among those asked about, and values that a question cannot have. Empty where all is sound. */
export function answerFaults(law: Law, answers: Answers, about: readonly Question['about'][]): AnswerFault[] {
  return Object.entries(answers).flatMap(([id, value]): AnswerFault[] => {
    const question = law.questions.get(id);
    if (question === undefined || !about.includes(question.about)) return [{ question: id, fault: 'unknown', takes: '' }];
    return value === null || takes(question, value) ? [] : [{ question: id, fault: 'kind', takes: wordsOf(question) }];
  });
}

function takes({ kind, choices = [] }: Question, value: Answers[string]): boolean {
  const known = (each: unknown): boolean => choices.some(({ id }) => id === each);
  switch (kind) {
    case 'flag':
      return typeof value === 'boolean';
    case 'number':
      return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
    case 'choice':
      return known(value);
    case 'choices':
      return Array.isArray(value) && new Set(value).size === value.length && value.every(known);
    case 'day':
      return typeof value === 'string' && DAY.test(value) && isDay(value);
    case 'text':
      return typeof value === 'string' && value.trim() !== '';
    default:
      return kind satisfies never;
  }
}

/** The engine takes 31 February for 3 March. */
function isDay(value: string): boolean {
  const ms = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(value);
}

function wordsOf({ kind, choices = [] }: Question): string {
  const ids = choices.map(({ id }) => id).join(', ');
  return {
    flag: 'true or false',
    number: 'a whole number',
    choice: `one of ${ids}`,
    choices: `some of ${ids}`,
    day: 'a day',
    text: 'words',
  }[kind];
}
