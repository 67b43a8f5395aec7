import { loadLaw } from '@ancam/knowledge';
import { describe, expect, it } from 'vitest';
import { createLaw } from './law.ts';
import { ladderOn, rungOn } from './reminders.ts';

const law = createLaw(loadLaw());

describe('the ladder of reminders', () => {
  it.each(law.data.ladders.flatMap((ladder) => ladder.examples.map((example) => ({ ladder, ...example }))))(
    '$about',
    ({ ladder, due, on, expect: rung }) => {
      expect(rungOn(ladder, due, on)?.id ?? null).toBe(rung);
    },
  );

  it('climbs: whoever is told of a late unit stays told on the rungs after it', () => {
    const reach = ladderOn(law, '2026-11-26').rungs.map(({ to }) => to.length);
    expect(reach).toEqual(reach.toSorted((a, b) => a - b));
    expect(new Set(reach).size).toBeGreaterThan(1);
  });

  it('is not guessed for a day before the Directive', () => {
    expect(() => ladderOn(law, '2020-01-01')).toThrow(/no reminders/);
  });
});
