import type { CheckResult, RequirementResult, RequirementVerdict } from '@ancam/core';
import type { KnowledgeIndex, Requirement } from '@ancam/knowledge';

/** What a scan says about each requirement of the binding regulations. It never says that one is met. */
export function rollUp(checks: readonly CheckResult[], knowledge: KnowledgeIndex): RequirementResult[] {
  const results = new Map(checks.map((each) => [each.check, each]));
  return clauses(knowledge).map(({ regulation, requirement, powers }) => {
    const speaking = powers.flatMap(({ check, power }) => {
      const result = results.get(check);
      return result && result.outcome !== 'not-applicable' ? [{ result, power }] : [];
    });
    return {
      regulation,
      requirement: requirement.id,
      verdict: verdict(requirement, speaking),
      checks: speaking.map(({ result }) => result.check),
    };
  });
}

interface Speaking {
  readonly result: CheckResult;
  readonly power: 'fail' | 'support';
}

/**
 * A check that only supports never makes an indication: its failure is one hint among evidence a scan cannot see. Neither does one that
 * is merely possible: somebody has to look first.
 */
function verdict(requirement: Requirement, speaking: readonly Speaking[]): RequirementVerdict {
  if (requirement.remote !== 'fail') return 'not-visible';
  const deciding = speaking.filter(({ power }) => power === 'fail').map(({ result }) => result);
  if (deciding.some(({ outcome, certainty }) => outcome === 'fail' && certainty !== 'possible')) return 'indication';
  return deciding.length > 0 && deciding.every(({ outcome }) => outcome === 'pass') ? 'no-indication' : 'not-checked';
}

/** A requirement of a binding regulation, with the checks that say something about it. */
interface Clause {
  readonly regulation: string;
  readonly requirement: Requirement;
  readonly powers: readonly { readonly check: string; readonly power: 'fail' | 'support' }[];
}

const cache = new WeakMap<KnowledgeIndex, readonly Clause[]>();

function clauses(knowledge: KnowledgeIndex): readonly Clause[] {
  const known = cache.get(knowledge);
  if (known) return known;
  const powers = new Map<string, Clause['powers'][number][]>();
  for (const check of knowledge.checks) {
    for (const { id, power } of check.requirements) powers.set(id, [...(powers.get(id) ?? []), { check: check.id, power }]);
  }
  const built = knowledge.regulations
    .filter((regulation) => regulation.kind === 'regulation')
    .flatMap(({ id, groups }) =>
      groups.flatMap((group) =>
        group.requirements.map((requirement) => ({ regulation: id, requirement, powers: powers.get(requirement.id) ?? [] })),
      ),
    );
  cache.set(knowledge, built);
  return built;
}
