import { spawn } from 'node:child_process';

interface Step {
  readonly name: string;
  readonly command: readonly string[];
}

const STEPS: readonly Step[] = [
  // The rules that know types need the whole program checked anyway: what the compiler finds is reported by the same pass (`typeCheck`). One step
  // for each of the two programs; each has one checker (`checkers`), since four on two cores infer the same types four times.
  { name: 'types and lint of the pages', command: ['oxlint', '--deny-warnings', 'packages/web'] },
  { name: 'types and lint of all else', command: ['oxlint', '--deny-warnings', '--ignore-pattern', 'packages/web/**'] },
  { name: 'format', command: ['oxfmt', '--check', '.'] },
  { name: 'dead code and undeclared dependencies', command: ['knip', '--strict'] },
  { name: 'knowledge', command: ['node', 'packages/cli/bin/ancam.mjs', 'knowledge', 'lint'] },
  { name: 'architecture', command: ['vitest', 'run', '--reporter=dot', 'test/unit/architecture.test.ts'] },
];

function run(step: Step): Promise<{ ok: boolean; output: string }> {
  return new Promise((resolve) => {
    const [program = '', ...rest] = step.command;
    const child = spawn(program, rest, { stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', (error) => resolve({ ok: false, output: error.message }));
    child.on('close', (code) => resolve({ ok: code === 0, output: Buffer.concat(chunks).toString() }));
  });
}

/** Runs every static check side by side, prints what failed after what did not, so that it stands at the end, exits 1 if any did. */
async function main(): Promise<void> {
  const results = await Promise.all(STEPS.map(async (step) => ({ step, ...(await run(step)) })));
  for (const { step, ok, output } of results.toSorted((one, other) => Number(other.ok) - Number(one.ok))) {
    process.stdout.write(`${ok ? 'ok    ' : 'FAILED'} ${step.name}\n`);
    if (!ok) process.stdout.write(`${output}\n`);
  }
  process.exitCode = results.every((result) => result.ok) ? 0 : 1;
}

await main();
