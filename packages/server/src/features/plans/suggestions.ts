import type { Context } from '../../context.ts';

/** Keys of requirements that a check bears on, as the statute book maps them. */
export function suggestedFor({ knowledge, law }: Pick<Context, 'knowledge' | 'law'>, checkId: string): ReadonlySet<string> {
  const check = knowledge.checks.find(({ id }) => id === checkId);
  const groups = new Set((check?.requirements ?? []).map(({ id }) => id.split('.').slice(0, 2).join('.')));
  return new Set(
    law.data.requirements.filter(({ findings }) => findings?.some((group) => groups.has(group)) === true).map(({ key }) => key),
  );
}
