import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Client } from 'pg';
import type { LoadPlan, LoadResult } from './load-child.ts';

/** As `npm start` has it: pages make much that is short-lived, and V8 would let the heap grow to several times what is held. */
const HEAP = ['--max-semi-space-size=16', '--heap-growing-percent=100'];
const child = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** The product's server in a process of its own. */
export interface ServerProcess {
  readonly url: string;
  /** Resident memory now, MiB. */
  readonly rssMib: () => number;
  /** The longest that its event loop has stood still since this was last asked, ms. */
  readonly freezeMs: () => Promise<number>;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
}

export function startServerProcess(environment: Readonly<Record<string, string>>): Promise<ServerProcess> {
  return new Promise((resolve, reject) => {
    const server = fork(child('serve-child.ts'), {
      execArgv: HEAP,
      env: { ...process.env, PORT: '0', ANCAM_LOG: 'error', ...environment },
    });
    const ended = new Promise<void>((done) => server.once('exit', () => done()));
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
    server.once('message', (url: string) => {
      resolve({ url, rssMib: () => rssOf(server.pid), freezeMs: () => freezeOf(server), [Symbol.asyncDispose]: () => end(server, ended) });
    });
  });
}

/** Resident memory of a process in MiB, as Linux tells it. */
function rssOf(pid: number | undefined): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
}

function freezeOf(server: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    server.once('message', (freeze: number) => resolve(freeze));
    server.send('freeze');
  });
}

async function end(server: ChildProcess, ended: Promise<void>): Promise<void> {
  server.kill('SIGKILL');
  await ended;
}

/** Sends load from a process of its own. */
export function load(plan: LoadPlan): Promise<LoadResult> {
  return new Promise((resolve, reject) => {
    const sender = fork(child('load-child.ts'));
    sender.once('message', (result: LoadResult) => resolve(result));
    sender.once('error', reject);
    sender.once('exit', (code) => reject(new Error(`the sender of the load ended with ${code} before its result`)));
    sender.send(plan);
  });
}

/** The value below which so large a share of values lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** Makes an account at a path with an open session; gives its cookie. A national one has a recorded right over the whole tree. */
export async function signIn(client: Pick<Client, 'query'>, path: string, national: boolean): Promise<string> {
  const { rows } = await client.query<{ id: string }>('select id from unit where scope_path = $1', [path]);
  const unit = rows[0]?.id;
  const account = randomUUID();
  const token = randomBytes(32).toString('base64url');
  await client.query(
    `insert into account (id, instance_id, unit_id, login, display_name, role, password_hash, created_at, clearance)
     values ($1, $2, $3, $4, 'Đo tải', 'officer', '', now(), 1)`,
    [account, randomUUID(), unit, `bench-${account}`],
  );
  await client.query(
    `insert into session (id, token_hash, account_id, state, method, second_factor, tries, address, device, created_at, last_seen_at, expires_at)
     values ($1, $2, $3, 'open', 'password', true, 0, '127.0.0.1', 'bench', now(), now(), now() + interval '1 day')`,
    [randomUUID(), createHash('sha256').update(token).digest('hex'), account],
  );
  if (national) {
    await client.query(
      `insert into jurisdiction (id, instance_id, unit_id, axis, path, legal_basis, document_date, valid_from, granted_by, created_at)
       values ($1, $2, $3, 'scope', '/', 'Chỉ thị 23/CT-TTg', '2025-01-01', '2025-01-01', 'bench', now())`,
      [randomUUID(), randomUUID(), unit],
    );
  }
  return `ancam_session=${token}`;
}
