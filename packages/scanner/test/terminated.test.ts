import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const MAIN = fileURLToPath(new URL('./terminated/main.ts', import.meta.url));

it('a process outlives threads that are terminated while they sweep', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [MAIN]);
  expect(stdout).toBe('outlived\n');
}, 120_000);
