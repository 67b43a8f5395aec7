import { expect, test } from 'vitest';
import { colourSteps, stepOf } from './colour-steps.ts';

test('each value lies in exactly one step, and steps hold about as many values each', () => {
  const values = Array.from({ length: 34 }, (_, index) => index * index);
  const steps = colourSteps(values);
  expect(steps).toHaveLength(5);
  const counts = steps.map((_, step) => values.filter((value) => stepOf(steps, value) === step).length);
  expect(counts.reduce((sum, each) => sum + each, 0)).toBe(34);
  expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(2);
});

test('few or equal values give few steps, none give none', () => {
  expect(colourSteps([])).toEqual([]);
  expect(colourSteps([3, 3, 3])).toEqual([{ from: 3, to: 3 }]);
  const many = [0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6];
  expect(many.every((value) => stepOf(colourSteps(many), value) !== undefined)).toBe(true);
  expect(stepOf(colourSteps(many), undefined)).toBeUndefined();
  expect(colourSteps([Number.NaN, 1])).toEqual([{ from: 1, to: 1 }]);
});
