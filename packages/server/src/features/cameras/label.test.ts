import { loadKnowledge } from '@ancam/knowledge';
import { describe, expect, test } from 'vitest';
import { knowledgeOfLabels, resultOfLabel } from './label.ts';

const knowledge = loadKnowledge();
const NOW = '2026-11-22T08:00:00.000Z';

/** Labels as the examples of the checks tell them, under the names that makers go by. */
function labels(): { maker: string; model: string; firmware: string; address: string }[] {
  const names = new Map(knowledge.vendors.map(({ id, name }) => [id, name]));
  return knowledge.checks.flatMap(({ examples }) =>
    examples.flatMap(({ facts }) => {
      const told = (name: string): string => String(facts.find((fact) => fact.name === name)?.value ?? '');
      const maker = told('identity.maker');
      return maker === ''
        ? []
        : [{ maker: names.get(maker) ?? maker, model: told('identity.model'), firmware: told('identity.firmware'), address: '' }];
    }),
  );
}

describe('what can speak of labels', () => {
  test('is all that fails, passes or identifies by a label', () => {
    const all = labels();
    expect(all.length).toBeGreaterThan(30);
    let failed = 0;
    for (const label of all) {
      const whole = resultOfLabel(knowledge, label, NOW);
      const narrow = resultOfLabel(knowledgeOfLabels(knowledge), label, NOW);
      expect(narrow.identity).toEqual(whole.identity);
      const telling = whole.checks.filter(({ outcome }) => outcome === 'fail' || outcome === 'pass');
      failed += telling.filter(({ outcome }) => outcome === 'fail').length;
      expect(narrow.checks.filter(({ outcome }) => outcome === 'fail' || outcome === 'pass')).toEqual(telling);
    }
    expect(failed).toBeGreaterThan(0);
  });
});
