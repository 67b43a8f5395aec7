import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { CameraTruth } from '@ancam/camera-farm';

const FARM = fileURLToPath(new URL('../packages/camera-farm/src/main.ts', import.meta.url));

/** Simulated cameras in a process of their own, so that their time and memory are not counted with the scanner's. */
export interface FarmProcess extends AsyncDisposable {
  readonly cameras: readonly CameraTruth[];
  /** TCP ports that some camera has open: both contestants get these. */
  readonly ports: readonly number[];
}

/** First address of the fleet. */
export const BASE = '127.44.0.1';

/** Starts the benchmark's mix; resolves when every camera listens. `before` stands before the program. */
export async function startFarmProcess(cameras: number, base = BASE, before: readonly string[] = []): Promise<FarmProcess> {
  const args = ['--fleet', 'mixed', '--count', String(cameras), '--base', base];
  const [program = '', ...rest] = [...before, process.execPath, FARM, ...args];
  const child = spawn(program, rest, { stdio: ['pipe', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]; // readline's `line` event
  const told = JSON.parse(line) as { cameras: CameraTruth[]; ports: { port: number }[] }; // printed by our own farm
  return {
    cameras: told.cameras,
    ports: [...new Set(told.ports.map(({ port }) => port))],
    async [Symbol.asyncDispose]() {
      child.stdin.end();
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}
