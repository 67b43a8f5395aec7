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

/** Ports and replies take four descriptors a camera, and a process may hold 20,000 on many a machine: what is above is closed as it comes. */
const PER_PROCESS = 2500;

/** Starts the benchmark's mix; resolves when every camera listens. `before` stands before the program. */
export async function startFarmProcess(cameras: number, base = BASE, before: readonly string[] = []): Promise<FarmProcess> {
  const parts: FarmProcess[] = [];
  for (let from = 0; from < cameras; from += PER_PROCESS) {
    parts.push(await startPart(Math.min(PER_PROCESS, cameras - from), from, base, before));
  }
  return {
    cameras: parts.flatMap((part) => part.cameras),
    ports: [...new Set(parts.flatMap((part) => part.ports))],
    async [Symbol.asyncDispose]() {
      await Promise.all(parts.map((part) => part[Symbol.asyncDispose]()));
    },
  };
}

async function startPart(cameras: number, from: number, base: string, before: readonly string[]): Promise<FarmProcess> {
  const args = ['--fleet', 'mixed', '--count', String(cameras), '--from', String(from), '--base', base, '--certificates-first'];
  const [program = '', ...rest] = [...before, process.execPath, FARM, ...args];
  const child = spawn(program, rest, { stdio: ['pipe', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]; // readline's `line` event
  const told = JSON.parse(line) as { cameras: CameraTruth[]; ports: { port: number }[] }; // printed by our own farm
  return {
    cameras: told.cameras,
    ports: told.ports.map(({ port }) => port),
    async [Symbol.asyncDispose]() {
      child.stdin.end();
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}
