import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const MEASURE = fileURLToPath(new URL('measure-child.mjs', import.meta.url));

/** How a program ran, measured from outside. */
export interface Measured {
  readonly code: number | null;
  readonly timedOut: boolean;
  readonly seconds: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Processor seconds and peak resident memory; only of Node programs, which report them as they end. */
  readonly cpuSeconds?: number;
  readonly peakMib?: number;
}

/** Runs a program to its end or to the limit, with its wall time. */
export function runMeasured(program: string, args: readonly string[], limitSeconds: number): Promise<Measured> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe', 'pipe'] });
    const [, out, err, own] = [...child.stdio].map((stream) => collect(stream as NodeJS.ReadableStream | null)); // read ends of pipes
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      child.kill('SIGKILL');
    }, limitSeconds * 1000);
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(timer);
      const seconds = (performance.now() - started) / 1000;
      resolve({ code, timedOut, seconds, stdout: out?.() ?? '', stderr: err?.() ?? '', ...parseOwn(own?.() ?? '') });
    });
  });
}

/** Runs a program of ours, which tells its processor time and peak memory when it ends; `before` stands before it. */
export function runOurs(file: string, args: readonly string[], limitSeconds: number, before: readonly string[] = []): Promise<Measured> {
  const [program = '', ...rest] = [...before, process.execPath, '--import', MEASURE, file, ...args];
  return runMeasured(program, rest, limitSeconds);
}

function collect(stream: NodeJS.ReadableStream | null): (() => string) | undefined {
  if (stream === null || !('on' in stream)) return undefined;
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString('utf8');
}

function parseOwn(line: string): Pick<Measured, 'cpuSeconds' | 'peakMib'> {
  if (line === '') return {};
  return JSON.parse(line) as { cpuSeconds: number; peakMib: number }; // written by measure-child.mjs
}
