import type { CheckResult, RequirementResult, RequirementVerdict } from '@ancam/core';
import type { KnowledgeIndex, Requirement } from '@ancam/knowledge';

/** What a scan says about each requirement of the binding regulations. It never says that one is met. */
export function rollUp(checks: readonly CheckResult[], knowledge: KnowledgeIndex): RequirementResult[] {
  const byRequirement = clauses(knowledge);
  const results = new Map(checks.map((each) => [each.check, each]));
  return knowledge.regulations
    .filter((regulation) => regulation.kind === 'regulation')
    .flatMap((regulation) =>
      regulation.groups.flatMap((group) =>
        group.requirements.map((requirement) => {
          const speaking = (byRequirement.get(requirement.id) ?? []).flatMap(({ check, power }) => {
            const result = results.get(check);
            return result && result.outcome !== 'not-applicable' ? [{ result, power }] : [];
          });
          return {
            regulation: regulation.id,
            requirement: requirement.id,
            verdict: verdict(requirement, speaking),
            checks: speaking.map(({ result }) => result.check),
          };
        }),
      ),
    );
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

type Clauses = ReadonlyMap<string, readonly { readonly check: string; readonly power: 'fail' | 'support' }[]>;

const cache = new WeakMap<KnowledgeIndex, Clauses>();

function clauses(knowledge: KnowledgeIndex): Clauses {
  const known = cache.get(knowledge);
  if (known) return known;
  const built = new Map<string, { check: string; power: 'fail' | 'support' }[]>();
  for (const check of knowledge.checks) {
    for (const { id, power } of check.requirements) built.set(id, [...(built.get(id) ?? []), { check: check.id, power }]);
  }
  cache.set(knowledge, built);
  return built;
}
