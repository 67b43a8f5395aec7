import { Worker } from 'node:worker_threads';
import { AppError } from '@ancam/core';
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type { PoolUsage } from './database.ts';
import type { PgliteMessage, PgliteReply, PgliteRequest, PgliteStart } from './pglite-messages.ts';

type Waiting = { resolve: (reply: PgliteReply) => void; reject: (fault: Error) => void };

/** An error of PostgreSQL with its SQLSTATE, like the `pg` driver's. */
class DatabaseFault extends Error {
  readonly code: string | undefined;
  readonly constraint: string | undefined;

  constructor(fault: { message: string; code?: string; constraint?: string }) {
    super(fault.message);
    this.code = fault.code;
    this.constraint = fault.constraint;
  }
}

/**
 * The embedded PostgreSQL in its own thread, shaped as a pool of one connection: whoever holds the connection
 * (a transaction) has the database for itself, the others wait in order.
 */
export class PglitePool implements PostgresPool {
  readonly options = {};
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  readonly #queue: (() => void)[] = [];
  #busy = false;
  #count = 0;
  #dead: Error | undefined;

  private constructor(worker: Worker) {
    this.#worker = worker;
  }

  /** Starts the thread and opens the database. */
  static async open(start: PgliteStart): Promise<PglitePool> {
    const worker = new Worker(new URL('pglite-worker.ts', import.meta.url), { workerData: start, name: 'pglite', execArgv: [] });
    const pool = new PglitePool(worker);
    await new Promise<void>((resolve, reject) => {
      worker.once('error', reject);
      worker.on('message', (message: PgliteMessage) => {
        if ('ready' in message) resolve();
        else if ('failed' in message) {
          reject(
            new AppError('store.failed', `the embedded database does not open: ${message.failed}`, { place: start.folder ?? 'memory' }),
          );
        } else pool.#settle(message);
      });
      worker.once('exit', () => pool.#die(new AppError('store.failed', 'the thread of the embedded database ended')));
    });
    worker.unref();
    return pool;
  }

  connect(): Promise<PostgresPoolClient> {
    const client = this.#client();
    if (!this.#busy) {
      this.#busy = true;
      return Promise.resolve(client);
    }
    return new Promise((resolve) => this.#queue.push(() => resolve(client)));
  }

  /** Runs several statements at once; outside of Kysely, for migrations. */
  async exec(sql: string): Promise<void> {
    await this.#ask({ type: 'exec', sql });
  }

  /** The whole database as bytes, to be loaded by another `open`. */
  async dump(): Promise<Uint8Array> {
    const { rows } = await this.#ask({ type: 'dump' });
    if (rows[0] instanceof Uint8Array) return rows[0];
    throw new AppError('store.failed', 'the embedded database gave no dump');
  }

  /** The one connection, and how many wait for it. */
  usage(): PoolUsage {
    return { total: 1, idle: this.#busy ? 0 : 1, waiting: this.#queue.length };
  }

  async end(): Promise<void> {
    if (this.#dead !== undefined) return;
    await this.#ask({ type: 'close' });
    await this.#worker.terminate();
  }

  #client(): PostgresPoolClient {
    const query = (sql: string, parameters: readonly unknown[] = []): Promise<PgliteReply> =>
      this.#ask({ type: 'query', sql, parameters: [...parameters] });
    const release = (): void => {
      const next = this.#queue.shift();
      if (next === undefined) this.#busy = false;
      else next();
    };
    return { query: query as PostgresPoolClient['query'], release }; // cursors are not offered, so not the overload for them
  }

  #ask(request: PgliteRequest): Promise<PgliteReply> {
    if (this.#dead !== undefined) return Promise.reject(this.#dead);
    const id = (this.#count += 1);
    this.#worker.ref();
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, request }, []);
    });
  }

  #settle(message: Extract<PgliteMessage, { id: number }>): void {
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (this.#waiting.size === 0) this.#worker.unref();
    if ('reply' in message) waiting?.resolve(message.reply);
    else waiting?.reject(new DatabaseFault(message.fault));
  }

  #die(fault: Error): void {
    this.#dead = fault;
    for (const { reject } of this.#waiting.values()) reject(fault);
    this.#waiting.clear();
  }
}
