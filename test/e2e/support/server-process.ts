import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { newServerDatabase } from '../../../packages/server/test/server-database.ts';
import { TEST_DATABASE_URL } from './postgres.ts';

export const ROOT = join(import.meta.dirname, '../../..');

/** A server in its own process, as a user starts it. */
export interface ServerProcess {
  readonly url: string;
  /** Absent once the first administrator exists. */
  readonly setupLink: string | undefined;
  readonly dataFolder: string;
  /** What was printed until it was ready. */
  readonly printed: string;
  /** SIGTERM, then waits for the end. */
  stop(): Promise<void>;
  /** SIGKILL: no chance to tidy up. */
  kill(): Promise<void>;
}

export interface ServerOptions {
  /** Where neither it nor a command nor a database is named: a new one, and an empty database with its schema, on PostgreSQL where the tests have one. */
  readonly dataFolder?: string;
  readonly databaseUrl?: string;
  /** The command to run; `ancam serve` where absent. */
  readonly command?: readonly string[];
  /** Settings besides. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** A new empty folder for the embedded database. */
export function newDataFolder(): string {
  return mkdtempSync(join(tmpdir(), 'ancam-e2e-'));
}

/** A new folder with an embedded database that has its schema and nothing else. */
export function migratedDataFolder(): string {
  const folder = newDataFolder();
  cpSync(inject('migratedFolder'), folder, { recursive: true });
  return folder;
}

/** Where a server keeps its data, and what takes away a database that was made for it alone. */
interface OwnPlace {
  readonly dataFolder: string;
  readonly databaseUrl: string;
  readonly drop?: () => Promise<void>;
}

async function placeOf({ command, dataFolder, databaseUrl }: ServerOptions): Promise<OwnPlace> {
  if (dataFolder !== undefined || command !== undefined || databaseUrl !== undefined)
    return { dataFolder: dataFolder ?? newDataFolder(), databaseUrl: databaseUrl ?? '' };
  if (TEST_DATABASE_URL === '') return { dataFolder: migratedDataFolder(), databaseUrl: '' };
  // a third of the processor time of the embedded one, which other tests start
  const { url, drop } = await newServerDatabase(TEST_DATABASE_URL, 'migrated');
  return { dataFolder: newDataFolder(), databaseUrl: url, drop };
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('exit', () => resolve());
  });
}

/** Waits until the printed address is there; rejects with everything printed if the process ends first. */
function addressOf(child: ChildProcess): Promise<{ url: string; setupLink: string | undefined; printed: string }> {
  return new Promise((resolve, reject) => {
    let text = '';
    const read = (chunk: Buffer): void => {
      text += chunk.toString();
      const url = /(http:\/\/127\.0\.0\.1:\d+)\b/.exec(text)?.[1];
      // The last line printed is the one about Ctrl-C: by then a set-up link, if any, has been seen.
      if (url !== undefined && text.includes('Ctrl-C'))
        resolve({ url, setupLink: /(http:\S+\/setup#token=\S+)/.exec(text)?.[1], printed: text });
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${text}`)));
  });
}

/** Starts `ancam serve` on a free port and waits for its address. */
export async function startServerProcess(options: ServerOptions = {}): Promise<ServerProcess> {
  const { dataFolder, databaseUrl, drop } = await placeOf(options);
  const [program = '', ...rest] = options.command ?? ['node', 'packages/cli/bin/ancam.mjs', 'serve'];
  const child = spawn(program, rest, {
    cwd: ROOT,
    env: {
      ...process.env,
      ...options.settings,
      PORT: '0',
      HOST: '127.0.0.1',
      ANCAM_DATA: dataFolder,
      DATABASE_URL: databaseUrl,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that a signal reaches what npm started as well.
    detached: true,
  });
  const { url, setupLink, printed } = await addressOf(child);
  const signal = async (name: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    try {
      process.kill(-(child.pid ?? 0), name);
    } catch {
      // Already gone.
    }
    await ended(child);
    await drop?.();
  };
  return { url, setupLink, printed, dataFolder, stop: () => signal('SIGTERM'), kill: () => signal('SIGKILL') };
}
