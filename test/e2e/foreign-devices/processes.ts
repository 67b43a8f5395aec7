import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const FOLDERS = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];
const LAUNCHER = fileURLToPath(new URL('../../../packages/cli/bin/ancam.mjs', import.meta.url));

/** What calls remember of each other is of these tests alone. */
const STATE = mkdtempSync(join(tmpdir(), 'ancam-state-'));
process.once('exit', () => rmSync(STATE, { recursive: true, force: true }));

/** Full path of an installed program, or undefined. */
export function findProgram(name: string): string | undefined {
  return FOLDERS.map((folder) => `${folder}/${name}`).find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** The programs of the list that are not installed: the reason why a test is skipped. */
export function missing(...names: readonly string[]): readonly string[] {
  return names.filter((name) => findProgram(name) === undefined);
}

const running: ChildProcess[] = [];

/** Starts a server; it is stopped by `stopAll`. Faults of its start are in the error of `listening`. */
export function startServer(program: string, args: readonly string[]): ChildProcess {
  // its input stays open: the camera farm ends when that closes
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  running.push(child);
  return child;
}

/** Waits until the server accepts on the address and port; fails with what the server printed. */
export async function listening(child: ChildProcess, address: string, port: number): Promise<void> {
  let printed = '';
  child.stdout?.on('data', (chunk) => (printed += String(chunk)));
  child.stderr?.on('data', (chunk) => (printed += String(chunk)));
  for (let tries = 0; tries < 200; tries += 1) {
    if (child.exitCode !== null) break;
    if (await accepts(address, port)) return;
    await sleep(50);
  }
  throw new Error(`${child.spawnfile} does not listen on ${address}:${port}: ${printed}`);
}

function accepts(address: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

/** Stops every server this test file started. */
export async function stopAll(): Promise<void> {
  await Promise.all(running.splice(0).map(stop));
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const end = once(child, 'exit');
  child.kill('SIGKILL');
  await end;
}

/** What a program printed and how it ended. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end. */
export function run(program: string, args: readonly string[], timeoutMs = 60_000): Promise<Ran> {
  return new Promise((resolve) => {
    const env = { ...process.env, XDG_STATE_HOME: STATE };
    const child = execFile(program, args, { env, timeout: timeoutMs, maxBuffer: 256 * 1024 * 1024 }, (_error, stdout, stderr) => {
      resolve({ code: child.exitCode ?? -1, stdout, stderr });
    });
  });
}

/** Runs the real command line and watches its memory: `peakMib` is the most it had resident. */
export async function ancamWatched(args: readonly string[]): Promise<Ran & { readonly peakMib: number }> {
  const child = spawn(process.execPath, [LAUNCHER, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const printed = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].setEncoding('utf8').on('data', (chunk) => (printed[stream] += String(chunk)));
  let peakKib = 0;
  const watch = setInterval(() => {
    peakKib = Math.max(peakKib, residentPeak(child.pid));
  }, 50);
  await once(child, 'close');
  clearInterval(watch);
  return { ...printed, code: child.exitCode ?? -1, peakMib: peakKib / 1024 };
}

/** The kernel's own high-water mark; 0 where there is none to read. */
function residentPeak(pid: number | undefined): number {
  try {
    return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** Runs the real command line, optionally inside a network namespace. */
export function ancam(args: readonly string[], namespace?: string): Promise<Ran> {
  const call = [LAUNCHER, ...args];
  return namespace === undefined ? run(process.execPath, call) : run('ip', ['netns', 'exec', namespace, process.execPath, ...call]);
}
