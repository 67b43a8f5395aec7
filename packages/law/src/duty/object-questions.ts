import type { ObjectKind, Question } from '@ancam/knowledge';
import { questionsOf } from '../conditions.ts';
import type { Law } from '../law.ts';

/** Questions about an object of a kind that some duty looks at: whether it counts, and when it is due. */
export function questionsOfObject(law: Law, kind: ObjectKind): Question[] {
  const ids = law.duties.all
    .filter(({ duty }) => duty.evidence.each === kind)
    .flatMap(({ duty: { evidence, deadlines } }) => [
      ...(evidence.when === undefined ? [] : questionsOf(evidence.when)),
      ...(deadlines.some((deadline) => deadline.kind === 'cycle') ? ['level', 'checkMonths'] : []),
    ]);
  return [...new Set(ids)].flatMap((id) => law.questions.get(id) ?? []);
}
