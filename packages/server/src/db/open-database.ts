import { AppError } from '@ancam/core';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { Client, Pool, TypeOverrides } from 'pg';
import type { PoolClient } from 'pg';
import type { Db } from './database.ts';
import { migrate } from './migrate.ts';
import type { MigrationTarget } from './migrate.ts';
import { PglitePool } from './pglite-pool.ts';
import type { PgliteStart } from './pglite-messages.ts';
import { serverPool } from './server-pool.ts';
import type { Tables } from './tables.generated.ts';
import { PARSERS } from './values.ts';

const OLDEST_POSTGRES = 150_000;

/** Opens the embedded database in its own thread and brings it up to date. */
export async function openEmbedded(start: PgliteStart): Promise<{ db: Db; pool: PglitePool }> {
  const pool = await PglitePool.open(start);
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  await migrate({ kysely: db as unknown as Kysely<unknown>, exec: (text) => pool.exec(text) }); // migrations know no tables
  return { db, pool };
}

/** Connects to a PostgreSQL server (15 or newer) and brings its schema up to date. */
export async function openServer(url: string): Promise<{ db: Db; pool: Pool }> {
  const pool = new Pool({ connectionString: url, max: 10, types: sameTypes() });
  pool.on('error', () => undefined); // an idle connection was cut; the next query opens another
  // One in use was cut, as when the database server restarts: its query fails by itself, and the process must go on.
  pool.on('connect', (connection) => {
    connection.on('error', () => undefined);
    // Every statement here is short. PostgreSQL compiles those whose cost it overrates, as on a table that grows faster than its
    // statistics: 400 ms of compiling for 2 ms of work. Asked first on the connection, so it comes before all else.
    connection.query('set jit = off').catch(() => undefined);
  });
  const client = await pool.connect().catch(async (fault: unknown) => {
    await pool.end();
    throw unreachable(fault);
  });
  try {
    const kysely = kyselyOn(client);
    await assertVersion(kysely);
    await migrate({ kysely, exec: async (text) => void (await client.query(text)) });
  } catch (fault) {
    client.release();
    await pool.end();
    throw fault;
  }
  client.release();
  return { db: new Kysely<Tables>({ dialect: new PostgresDialect({ pool: serverPool(pool) }) }), pool };
}

/** One connection to a database whose schema is left as it is, for the commands of operation. */
export interface SingleConnection extends MigrationTarget {
  readonly close: () => Promise<void>;
}

/** Connects once to a PostgreSQL server (15 or newer); its schema is left alone. */
export async function connectServer(url: string): Promise<SingleConnection> {
  const client = new Client({ connectionString: url, types: sameTypes() });
  client.on('error', () => undefined); // the query under way fails by itself
  await client.connect().catch((fault: unknown) => {
    throw unreachable(fault);
  });
  const kysely = kyselyOn(client);
  const close = (): Promise<void> => client.end();
  try {
    await assertVersion(kysely);
  } catch (fault) {
    await close();
    throw fault;
  }
  return { kysely, exec: async (text) => void (await client.query(text)), close };
}

/** Opens the embedded database; its schema is left alone. The caller holds the folder. */
export async function connectEmbedded(start: PgliteStart): Promise<SingleConnection> {
  const pool = await PglitePool.open(start);
  const kysely = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  return { kysely, exec: (text) => pool.exec(text), close: () => kysely.destroy() };
}

/** Kysely over one connection, so that what is set on it stays for the next statement. */
function kyselyOn(client: Pick<PoolClient, 'query'>): Kysely<unknown> {
  const connection = { query: client.query.bind(client), release: () => undefined };
  const pool = { options: {}, connect: async () => connection, end: async () => undefined };
  return new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
}

function sameTypes(): TypeOverrides {
  const types = new TypeOverrides();
  for (const [oid, parse] of Object.entries(PARSERS)) types.setTypeParser(Number(oid), parse);
  return types;
}

function unreachable(fault: unknown): AppError {
  const at = { place: 'DATABASE_URL', fix: 'check address, account and that the server runs' };
  return new AppError('store.failed', 'the PostgreSQL server of DATABASE_URL does not answer', at, fault);
}

async function assertVersion(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{
    number: string;
    text: string;
  }>`select current_setting('server_version_num') as number, current_setting('server_version') as text`.execute(db);
  const [row] = rows;
  if (row === undefined || Number(row.number) >= OLDEST_POSTGRES) return;
  throw new AppError('store.failed', `PostgreSQL ${row.text} is too old`, {
    place: 'DATABASE_URL',
    fix: 'use PostgreSQL 15 or newer',
  });
}
