import { expect, test } from 'vitest';
import { overallShare } from './progress.ts';

const STAGES = ['resolve', 'discover', 'sweep', 'probe', 'fleet', 'done'] as const;

test('the bar never falls back from one stage to the next', () => {
  const shares = STAGES.flatMap((stage) => [0, 5, 10].map((done) => overallShare({ stage, done, total: 10, alive: 0, cameras: 0 })));
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
  expect([shares[0], shares.at(-1)]).toEqual([0, 1]);
});

test('a stage that has nothing to do does not divide by zero', () => {
  expect(overallShare({ stage: 'sweep', done: 0, total: 0, alive: 0, cameras: 0 })).toBe(0.1);
});
