import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const LAUNCHER = fileURLToPath(new URL('../bin/ancam.mjs', import.meta.url));

/** What a call printed and how it ended. */
export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What calls remember of each other is of these tests alone. */
const STATE = mkdtempSync(join(tmpdir(), 'ancam-state-'));
process.once('exit', () => rmSync(STATE, { recursive: true, force: true }));

/** Starts the real command line as a child process. */
export function startAncam(args: readonly string[], nodeArgs: readonly string[] = [], state = STATE): ChildProcess {
  const env = { ...process.env, XDG_STATE_HOME: state };
  return spawn(process.execPath, [...nodeArgs, LAUNCHER, ...args], { stdio: ['ignore', 'pipe', 'pipe'], env });
}

/** Collects what a child prints until it ends. */
export async function finished(child: ChildProcess): Promise<Ran> {
  let [stdout, stderr] = ['', ''];
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  await once(child, 'close');
  return { code: child.exitCode, stdout, stderr };
}

/** Runs the real command line to its end. */
export function ancam(...args: readonly string[]): Promise<Ran> {
  return finished(startAncam(args));
}
