import { AppError } from '@ancam/core';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { Pool, TypeOverrides } from 'pg';
import type { Db } from './database.ts';
import { migrate } from './migrate.ts';
import { PglitePool } from './pglite-pool.ts';
import type { PgliteStart } from './pglite-messages.ts';
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
export async function openServer(url: string): Promise<Db> {
  const types = new TypeOverrides();
  for (const [oid, parse] of Object.entries(PARSERS)) types.setTypeParser(Number(oid), parse);
  const pool = new Pool({ connectionString: url, max: 10, types });
  pool.on('error', () => undefined); // an idle connection was cut; the next query opens another
  const client = await pool.connect().catch(async (fault: unknown) => {
    await pool.end();
    throw new AppError(
      'store.failed',
      'the PostgreSQL server of DATABASE_URL does not answer',
      { place: 'DATABASE_URL', fix: 'check address, account and that the server runs' },
      fault,
    );
  });
  const single = new Kysely<unknown>({
    dialect: new PostgresDialect({
      pool: {
        options: {},
        connect: async () => ({ query: client.query.bind(client), release: () => undefined }),
        end: async () => undefined,
      },
    }),
  });
  try {
    await assertVersion(single);
    await migrate({ kysely: single, exec: async (text) => void (await client.query(text)) });
  } catch (fault) {
    client.release();
    await pool.end();
    throw fault;
  }
  client.release();
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
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
