import { execFile, execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Folder of the programs of PostgreSQL, newest first. */
function findPrograms(): string | undefined {
  const versions = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql') : [];
  const folders = versions.sort((a, b) => Number(b) - Number(a)).map((version) => `/usr/lib/postgresql/${version}/bin`);
  return [...folders, '/usr/bin', '/usr/local/bin'].find((folder) => existsSync(join(folder, 'initdb')));
}

function idOf(flag: string): number {
  return Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
}

/** PostgreSQL does not run as root; the account that its package brings does. */
function findAccount(): { uid: number; gid: number } | undefined {
  const { uid, gid } = userInfo();
  if (uid !== 0) return { uid, gid };
  try {
    return { uid: idOf('-u'), gid: idOf('-g') };
  } catch {
    return undefined;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** A PostgreSQL of the bench's own. */
export interface Cluster {
  readonly version: string;
  /** Address of a database of it. */
  readonly url: (database: string) => string;
  /** Stops it and starts it again with other settings. */
  readonly restart: (settings: Readonly<Record<string, string>>) => Promise<void>;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
}

/** The folder of the cluster: a temporary one, or that of ANCAM_BENCH_KEEP, which outlives the run and is used again by the next. */
function chooseFolder({ uid, gid }: { uid: number; gid: number }): { folder: string; kept: boolean } {
  const kept = process.env['ANCAM_BENCH_KEEP'];
  const folder = kept ?? mkdtempSync(join(process.env['ANCAM_BENCH_FOLDER'] ?? tmpdir(), 'ancam-bench-'));
  mkdirSync(folder, { recursive: true });
  chownSync(folder, uid, gid);
  return { folder, kept: kept !== undefined };
}

/** Makes (or finds again) and starts a cluster; gives the reason where this machine cannot. */
export async function startCluster(settings: Readonly<Record<string, string>>): Promise<Cluster | string> {
  const programs = findPrograms();
  if (programs === undefined) return 'no PostgreSQL is installed (initdb was not found)';
  const account = findAccount();
  if (account === undefined) return 'there is no account that PostgreSQL can run as';
  const { folder, kept } = chooseFolder(account);
  const data = join(folder, 'data');
  const port = await freePort();
  const options = { ...account, cwd: folder, env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C.UTF-8' } };
  if (!existsSync(join(data, 'PG_VERSION')))
    await run(join(programs, 'initdb'), ['-D', data, '-U', 'ancam', '-A', 'trust', '-E', 'UTF8', '--no-instructions'], options);
  const control = (...rest: string[]): Promise<void> =>
    new Promise((resolve, reject) => {
      // pg_ctl leaves the server behind; its output must not be waited for.
      const child = spawn(join(programs, 'pg_ctl'), ['-D', data, '-w', '-t', '600', '-l', join(folder, 'log'), ...rest], {
        ...options,
        stdio: 'ignore',
      });
      child.once('error', reject);
      child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`pg_ctl ${rest.join(' ')}: ${code}; see ${folder}/log`))));
    });
  const start = (given: Readonly<Record<string, string>>): Promise<void> =>
    control(
      '-o',
      `-p ${port} -h 127.0.0.1 -k ${folder} ${Object.entries(given)
        .map(([name, value]) => `-c ${name}=${value}`)
        .join(' ')}`,
      'start',
    );
  if (existsSync(join(data, 'postmaster.pid'))) await control('-m', 'fast', 'stop').catch(() => undefined); // left by a run that was killed
  await start(settings);
  const { stdout } = await run(join(programs, 'postgres'), ['--version'], options);
  return {
    version: stdout.trim(),
    url: (database) => `postgres://ancam@127.0.0.1:${port}/${database}`,
    restart: async (given) => {
      await control('-m', 'fast', 'stop');
      await start(given);
    },
    [Symbol.asyncDispose]: async () => {
      await control('-m', kept ? 'fast' : 'immediate', 'stop');
      if (!kept) rmSync(folder, { recursive: true, force: true });
    },
  };
}
