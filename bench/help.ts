import { fileURLToPath } from 'node:url';
import { runOurs } from './child.ts';
import { round } from './figures.ts';
import type { Figure } from './figures.ts';

const MAIN = fileURLToPath(new URL('../packages/cli/bin/ancam.mjs', import.meta.url));
const RUNS = 5;

/** Processor seconds of `ancam --help`: the median of five runs, compile cache warm. */
export async function benchHelp(): Promise<readonly Figure[]> {
  await runOurs(MAIN, ['--help'], 30);
  const seconds: number[] = [];
  for (let run = 0; run < RUNS; run += 1) seconds.push((await runOurs(MAIN, ['--help'], 30)).cpuSeconds ?? Number.NaN);
  const median = seconds.sort((a, b) => a - b)[Math.floor(RUNS / 2)] ?? Number.NaN;
  return [{ name: 'help_cpu_seconds', unit: 's', ours: round(median), peer: null, note: 'no peer: a promise of our own, under 0.3 s' }];
}
