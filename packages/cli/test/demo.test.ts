import { expect, test } from 'vitest';
import type { Comparison, DemoTotals } from '../src/demo/compare.ts';
import { ancam } from './run-ancam.ts';

interface Demo {
  readonly cameras: readonly Comparison[];
  readonly totals: DemoTotals;
}

test('every simulated camera is recognised, every planted flaw found, and a good camera has no finding', async () => {
  const { code, stdout } = await ancam('demo', '--format', 'json');
  const { cameras, totals } = JSON.parse(stdout) as Demo; // printed by the command under test
  expect(cameras.filter(({ result }) => result !== 'agrees')).toEqual([]);
  expect(totals.makersRight).toBe(totals.cameras);
  expect(totals.modelsRight).toBe(totals.cameras);
  expect(totals.flawsFound).toBe(totals.flawsPlanted);
  expect(totals.goodWithoutFinding).toBe(totals.goodCameras);
  expect(totals.goodCameras).toBeGreaterThan(7);
  expect(code).toBe(0);
});
