import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync } from 'node:fs';
import { ROOT } from './server-process.ts';

/** `ancam probe` in its own process, as a user starts it. */
export interface ProbeProcess {
  /** All it has printed. */
  readonly printed: () => string;
  /** Its exit code, once it has ended by itself. */
  readonly ended: Promise<number | null>;
  /** SIGKILL: no chance to tidy up. */
  readonly kill: () => Promise<void>;
  /** SIGTERM; gives the exit code. */
  readonly stop: () => Promise<number | null>;
}

/** Starts a probe that keeps its things in a folder; with the options of the enrolment the first time. */
export function startProbe(folder: string, ...options: readonly string[]): ProbeProcess {
  const args = ['packages/cli/bin/ancam.mjs', 'probe', '--language', 'en', '--folder', folder, ...options];
  const child = spawn('node', args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (text += part.toString()));
  const ended = once(child, 'exit').then(() => child.exitCode);
  const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> => {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    child.kill(signal);
    return ended;
  };
  return {
    printed: () => text,
    ended,
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
  };
}

/** Results on the disk of a probe that the server has not taken. */
export function queuedIn(folder: string): number {
  return globSync('pieces/*/hosts/*.json', { cwd: folder }).length;
}
