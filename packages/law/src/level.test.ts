import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadLaw } from '@ancam/knowledge';
import type { Answers, Question } from '@ancam/knowledge';
import { cameraRule } from './camera-rule.ts';
import { judge } from './conditions.ts';
import { createLaw } from './law.ts';
import { determineLevel, highestLevel, worksheet } from './level.ts';

const law = createLaw(loadLaw());
const DAY_OF = { A: '2023-03-20', B: '2026-11-21' } as const;
const system = law.data.questions.filter(({ about }) => about === 'system');

const examples = law.data.criteria.flatMap((criterion) =>
  criterion.examples.map((example) => ({ id: criterion.id, criterion, ...example })),
);

describe('every criterion on its examples', () => {
  it.each(examples)('$id: $about', ({ criterion, answers, expect: wanted }) => {
    const verdict = judge(criterion.when, answers).verdict;
    expect(verdict).toBe({ match: 'yes', 'no-match': 'no', open: 'unknown' }[wanted]);
    const matched = determineLevel(law, answers, DAY_OF[criterion.regime]).matches.some((match) => match.criterion === criterion.id);
    expect(matched).toBe(wanted === 'match');
  });
});

describe('the level of a system', () => {
  it('is the highest of all that match, with their grounds and clauses', () => {
    const answers = { serviceTypes: ['internal', 'infrastructure'], informationKinds: ['personal'], infrastructureReach: 'province' };
    const result = determineLevel(law, answers, '2023-03-20');
    expect(result.level).toBe(3);
    expect(result.matches.map(({ criterion }) => criterion)).toEqual(['A3.3', 'A2.1']);
    expect(result.grounds.vi).toContain('khoản 3 Điều 9 Nghị định 85/2016/NĐ-CP');
    expect(result.grounds.en).toContain('Decree 85/2016/NĐ-CP, article 8, clause 1');
    expect(result.confidence).toBe('found');
  });

  it('names the questions that could still raise it', () => {
    const result = determineLevel(law, { serviceTypes: ['internal'], informationKinds: ['private'] }, '2023-03-20');
    expect(result.level).toBe(2);
    expect(result.unanswered).toContain('servesSecurity');
    expect(result.unanswered).not.toContain('controlledWorks');
    expect(result.doubts.map(({ criterion }) => criterion)).toContain('A3.1');
  });

  it('follows the regime of the day: 50,000 users are level 3 before and level 2 after', () => {
    const answers: Answers = {
      serviceTypes: ['public-service'],
      otherOnlineService: true,
      usersWithData: 50_000,
      basicDataSubjects: 50_000,
      sensitiveDataSubjects: 0,
    };
    expect(determineLevel(law, answers, '2026-08-18')).toMatchObject({ regime: 'A', level: 3 });
    expect(determineLevel(law, answers, '2026-08-19')).toMatchObject({ regime: 'B', level: 2, confidence: 'inferred' });
    const begun = { investmentStartedOn: '2026-03-01', running: false };
    expect(determineLevel(law, answers, '2026-11-21', begun)).toMatchObject({ regime: 'A', level: 3 });
  });

  it('is undefined where nothing matches', () => {
    expect(determineLevel(law, {}, '2023-03-20')).toMatchObject({ level: undefined, matches: [] });
    expect(highestLevel([])).toBeUndefined();
  });

  it('spares questions that the answers rule out', () => {
    const items = worksheet(law, { serviceTypes: ['internal'] }, '2023-03-20');
    expect(items.find(({ question }) => question.id === 'controlledWorks')?.state).toBe('spared');
    expect(items.find(({ question }) => question.id === 'informationKinds')?.state).toBe('asked');
    expect(items.find(({ question }) => question.id === 'serviceTypes')?.state).toBe('answered');
  });
});

/** Any answer to a question, or none. */
function answerTo({ kind, choices = [] }: Question): fc.Arbitrary<Answers[string]> {
  const ids = choices.map(({ id }) => id);
  if (kind === 'flag') return fc.boolean();
  if (kind === 'number')
    return fc.oneof(fc.constantFrom(0, 1, 2, 3, 4, 5, 9_999, 10_000, 99_999, 100_000), fc.integer({ min: 0, max: 200_000 }));
  if (kind === 'choice') return fc.constantFrom(...ids);
  return fc.uniqueArray(fc.constantFrom(...ids), { minLength: 1 });
}

const full = fc.record(Object.fromEntries(system.map((question) => [question.id, answerTo(question)])));
const partial = fc.record(Object.fromEntries(system.map((question) => [question.id, answerTo(question)])), { requiredKeys: [] });
const asOf = fc.constantFrom(...Object.values(DAY_OF));

describe('laws of the level', () => {
  it('the same answers give the same result, in whatever order they were given', () => {
    fc.assert(
      fc.property(partial, asOf, (answers, on) => {
        const given = Object.entries(answers).flatMap(([id, value]) => (value === undefined ? [] : [[id, value] as const]));
        expect(determineLevel(law, Object.fromEntries(given.toReversed()), on)).toEqual(determineLevel(law, Object.fromEntries(given), on));
      }),
    );
  });

  it('one more answer never lowers the level', () => {
    fc.assert(
      fc.property(full, fc.subarray(system.map(({ id }) => id)), asOf, (answers, kept, on) => {
        const fewer = Object.fromEntries(kept.map((id) => [id, answers[id] ?? null]));
        expect(determineLevel(law, answers, on).level ?? 0).toBeGreaterThanOrEqual(determineLevel(law, fewer, on).level ?? 0);
      }),
    );
  });

  it('what could raise the level is among the doubts of the fewer answers', () => {
    fc.assert(
      fc.property(full, fc.subarray(system.map(({ id }) => id)), asOf, (answers, kept, on) => {
        const before = determineLevel(law, Object.fromEntries(kept.map((id) => [id, answers[id] ?? null])), on);
        const after = determineLevel(law, answers, on);
        const named = new Set([...before.matches.map((each) => each.criterion), ...before.doubts.map((each) => each.criterion)]);
        for (const match of after.matches) if (match.level > (before.level ?? 0)) expect(named).toContain(match.criterion);
      }),
    );
  });

  it('a graver answer never lowers the level', () => {
    const graver = system.filter(({ kind, ordered }) => kind === 'choices' || ordered === true || kind === 'number');
    fc.assert(
      fc.property(full, fc.constantFrom(...graver), fc.nat(), asOf, (answers, question, seed, on) => {
        const more = raise(question, answers[question.id], seed);
        const raised = determineLevel(law, { ...answers, [question.id]: more }, on).level ?? 0;
        expect(raised).toBeGreaterThanOrEqual(determineLevel(law, answers, on).level ?? 0);
      }),
      { numRuns: 500 },
    );
  });
});

/** Raises an answer: one more of a list, a later choice, a larger number. Counts of people are only raised once there are any. */
function raise({ id, kind, choices = [] }: Question, value: Answers[string] | undefined, seed: number): Answers[string] {
  const ids = choices.map((each) => each.id);
  if (kind === 'choices' && Array.isArray(value)) return [...new Set([...(value as string[]), ids[seed % ids.length] ?? ''])];
  if (kind === 'choice') return ids[Math.min(ids.length - 1, ids.indexOf(String(value)) + (seed % ids.length))] ?? '';
  const number = Number(value);
  if (id === 'decidedLevel' || id === 'riskLevel') return number >= 1 ? Math.min(5, number + (seed % 5)) : number;
  return number + (seed % 150_000);
}

describe('the camera rule', () => {
  it.each(law.data.cameraRule.examples)('$about', ({ answers, expect: wanted }) => {
    expect(cameraRule(law, answers, '2023-03-20').treatment).toBe(wanted);
  });

  it('knows no threshold: the number alone changes nothing', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.boolean(), fc.nat(1_000_000), fc.nat(1_000_000), (camerasMain, dedicatedSurveillance, a, b) => {
        const of = (cameraCount: number) => cameraRule(law, { camerasMain, dedicatedSurveillance, cameraCount }, '2023-03-20').treatment;
        expect(of(a)).toBe(of(b));
      }),
    );
  });

  it('makes a system of its own infrastructure and tests every other criterion', () => {
    const answers: Answers = {
      camerasMain: true,
      dedicatedSurveillance: true,
      infrastructureReach: 'agency',
      informationKinds: ['state-secret'],
    };
    const { level, justificationLacks } = cameraRule(law, answers, '2023-03-20');
    expect(level?.level).toBe(3);
    expect(level?.matches.map(({ criterion }) => criterion)).toEqual(['A3.1', 'A2.3']);
    expect(justificationLacks).toEqual(['cameraCount', 'cameraPurpose']);
  });

  it('asks terminals for number, purpose, host system and its decision', () => {
    const rule = cameraRule(law, { camerasMain: false, dedicatedSurveillance: false, cameraCount: 0 }, '2023-03-20');
    expect(rule.justificationLacks).toEqual(['cameraPurpose', 'hostSystem', 'hostDecision']);
    expect(rule.level).toBeUndefined();
  });
});
