import { execFile, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { execFileSync } from 'node:child_process';

const run = promisify(execFile);

/** Folder of the programs of PostgreSQL on this machine, where there is one. */
function findPrograms(): string | undefined {
  const versions = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql') : [];
  const folders = [
    ...versions.sort((a, b) => Number(b) - Number(a)).map((version) => `/usr/lib/postgresql/${version}/bin`),
    '/usr/bin',
    '/usr/local/bin',
  ];
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'pg_ctl')));
}

/** PostgreSQL does not run as root; the account that its package brings does. */
function findAccount(): { uid: number; gid: number } | undefined {
  if (userInfo().uid !== 0) return { uid: userInfo().uid, gid: userInfo().gid };
  try {
    return { uid: idOf('-u'), gid: idOf('-g') };
  } catch {
    return undefined;
  }
}

function idOf(flag: string): number {
  return Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
}

const PROGRAMS = findPrograms();
const ACCOUNT = findAccount();

/** Why this machine cannot run a PostgreSQL of the test's own; undefined where it can. */
export const NO_OWN_POSTGRES =
  PROGRAMS === undefined ? 'initdb is not installed' : ACCOUNT === undefined ? 'there is no account to run PostgreSQL' : undefined;

/** A cluster of the test's own, with the safety that people run: fsync on. */
export interface OwnPostgres {
  readonly url: string;
  /** Ends every process at once, without writing anything more, as a crash of the machine would; then starts it again. */
  crash(): Promise<void>;
  end(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on TCP
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Makes and starts a cluster in a temporary folder. */
export async function startOwnPostgres(): Promise<OwnPostgres> {
  const programs = PROGRAMS ?? '';
  const account = ACCOUNT ?? { uid: 0, gid: 0 };
  const folder = mkdtempSync(join(tmpdir(), 'ancam-cluster-'));
  chownSync(folder, account.uid, account.gid);
  const data = join(folder, 'data');
  const port = await freePort();
  const options = { ...account, cwd: folder, env: { PATH: process.env.PATH ?? '', LC_ALL: 'C.UTF-8' } };
  await run(join(programs, 'initdb'), ['-D', data, '-U', 'ancam', '-A', 'trust', '-E', 'UTF8', '--no-instructions'], options);
  const control = (...rest: string[]): Promise<void> =>
    new Promise((resolve, reject) => {
      // pg_ctl leaves the server behind; its output must not be waited for.
      const child = spawn(join(programs, 'pg_ctl'), ['-D', data, '-w', '-l', join(folder, 'log'), ...rest], {
        ...options,
        stdio: 'ignore',
      });
      child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`pg_ctl ${rest.join(' ')}: ${code}`))));
    });
  const start = (): Promise<void> => control('-o', `-p ${port} -h 127.0.0.1 -k ${folder} -c fsync=on -c synchronous_commit=on`, 'start');
  await start();
  return {
    url: `postgres://ancam@127.0.0.1:${port}/postgres`,
    crash: async () => {
      await control('-m', 'immediate', 'stop');
      await start();
    },
    end: async () => {
      await control('-m', 'immediate', 'stop');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
