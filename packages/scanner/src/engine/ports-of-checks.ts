import type { KnowledgeIndex } from '@ancam/knowledge';
import type { Condition } from '@ancam/rules';

const known = new WeakMap<KnowledgeIndex, readonly number[]>();

function portsIn(condition: Condition): number[] {
  if ('all' in condition) return condition.all.flatMap(portsIn);
  if ('any' in condition) return condition.any.flatMap(portsIn);
  if ('not' in condition) return portsIn(condition.not);
  if (condition.fact !== 'tcp.open') return [];
  return [condition.equals, ...(condition.oneOf ?? [])].filter((value) => typeof value === 'number');
}

/** The ports that checks ask about by number: only where all of them were tried is an absent one known to be closed. */
export function portsOfChecks(knowledge: KnowledgeIndex): readonly number[] {
  const found = known.get(knowledge) ?? [...new Set(knowledge.checks.flatMap((check) => portsIn(check.fail)))];
  known.set(knowledge, found);
  return found;
}
