import type { AnswerTest, Answers, LawCondition } from '@ancam/knowledge';

export type Verdict = 'yes' | 'no' | 'unknown';

/** An answer of a condition: the questions that decide it, and those without an answer that could still change it. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly decided: readonly string[];
  readonly open: readonly string[];
}

/**
 * Three-valued evaluation (Kleene) of a condition over answers. What is not answered is unknown; `null` is known to be none and satisfies no
 * test but `given: false`.
 */
export function judge(condition: LawCondition, answers: Answers): Judgement {
  if ('all' in condition) return combine(condition.all, answers, 'no');
  if ('any' in condition) return combine(condition.any, answers, 'yes');
  if ('not' in condition) {
    const { verdict, decided, open } = judge(condition.not, answers);
    return { verdict: verdict === 'unknown' ? verdict : opposite(verdict), decided, open };
  }
  const verdict = test(condition, answers);
  return verdict === 'unknown' ? { verdict, decided: [], open: [condition.answer] } : { verdict, decided: [condition.answer], open: [] };
}

/** The questions that a condition looks at. */
export function questionsOf(condition: LawCondition): string[] {
  if ('all' in condition) return condition.all.flatMap(questionsOf);
  if ('any' in condition) return condition.any.flatMap(questionsOf);
  if ('not' in condition) return questionsOf(condition.not);
  return [condition.answer];
}

function opposite(verdict: 'yes' | 'no'): 'yes' | 'no' {
  return verdict === 'yes' ? 'no' : 'yes';
}

/** `decisive` ends the work; else unknown if any part is unknown; else the opposite, resting on all parts. */
function combine(parts: readonly LawCondition[], answers: Answers, decisive: 'yes' | 'no'): Judgement {
  const decided = new Set<string>();
  const open = new Set<string>();
  for (const part of parts) {
    const result = judge(part, answers);
    if (result.verdict === decisive) return { verdict: decisive, decided: result.decided, open: [] };
    for (const question of result.decided) decided.add(question);
    for (const question of result.open) open.add(question);
  }
  return { verdict: open.size > 0 ? 'unknown' : opposite(decisive), decided: [...decided], open: [...open] };
}

function test(wanted: AnswerTest, answers: Answers): Verdict {
  const value = answers[wanted.answer];
  if (value === undefined) return 'unknown';
  if (value === null) return yesIf(wanted.given === false);
  if (wanted.given === false) return 'no';
  return yesIf(typeof value === 'object' ? onList(value, wanted) : onScalar(value, wanted));
}

function onList(list: readonly string[], { includes, includesAny, only, equals, oneOf }: AnswerTest): boolean {
  if (equals !== undefined || oneOf !== undefined) return false;
  return (
    (includes === undefined || list.includes(includes)) &&
    (includesAny === undefined || includesAny.some((each) => list.includes(each))) &&
    (only === undefined || (list.length > 0 && list.every((each) => only.includes(each))))
  );
}

function onScalar(value: string | number | boolean, wanted: AnswerTest): boolean {
  if (wanted.includes !== undefined || wanted.includesAny !== undefined || wanted.only !== undefined) return false;
  if (wanted.equals !== undefined && value !== wanted.equals) return false;
  if (wanted.oneOf !== undefined && !wanted.oneOf.includes(value)) return false;
  return within(value, wanted.atLeast, wanted.below) && within(value, wanted.onOrAfter, wanted.before);
}

/** Numbers against numbers, days against days: not below the one, below the other. */
function within<T extends string | number>(value: string | number | boolean, least: T | undefined, limit: T | undefined): boolean {
  if (least === undefined && limit === undefined) return true;
  if (typeof value !== typeof (least ?? limit)) return false;
  return (least === undefined || value >= least) && (limit === undefined || value < limit);
}

function yesIf(holds: boolean): Verdict {
  return holds ? 'yes' : 'no';
}
