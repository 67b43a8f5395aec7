import { sql } from 'kysely';
import type { Logger } from 'pino';
import type { Db } from './database.ts';

/**
 * Statistics are made from 300 rows for each unit of it: 6,000 of a table of any size, which take the embedded database some tenths of a
 * second. PostgreSQL's own default is 100.
 */
const STATISTICS_TARGET = 20;
/** A table is looked at when so many rows, and this share of it, have changed: as autovacuum does. */
const FEWEST = 500;
const SHARE = 0.2;

interface Changed {
  readonly name: string;
  readonly stale: boolean;
  readonly worn: boolean;
}

/**
 * Makes statistics of tables that have changed much, and takes up what their dead rows hold. PostgreSQL does so by itself; the embedded
 * database has no such process, and without statistics it reads whole tables for what an index would give. Returns the tables.
 */
export async function tidy(db: Db): Promise<string[]> {
  const { rows } = await sql<Changed>`select * from (
      select quote_ident(relname) as name, n_mod_since_analyze > ${sql.lit(FEWEST)} + ${sql.lit(SHARE)} * n_live_tup as stale,
        n_dead_tup > ${sql.lit(FEWEST)} + ${sql.lit(SHARE)} * n_live_tup as worn
      from pg_stat_user_tables where schemaname = current_schema()) as changed
    where stale or worn order by name`.execute(db);
  for (const { name, stale, worn } of rows) {
    if (worn) await sql`vacuum ${sql.raw(name)}`.execute(db);
    if (!stale) continue;
    await db.transaction().execute(async (tx) => {
      await sql`set local default_statistics_target = ${sql.lit(STATISTICS_TARGET)}`.execute(tx);
      await sql`analyze ${sql.raw(name)}`.execute(tx);
    });
  }
  return rows.map(({ name }) => name);
}

const EVERY_MS = 5000;

/** Tidies every five seconds until the function it gives is called; between two tables others are served. */
export function keepTidying({ db, log }: { readonly db: Db; readonly log: Logger }): () => Promise<void> {
  let tidying: Promise<unknown> | undefined;
  const timer = setInterval(() => {
    tidying ??= tidy(db)
      .catch((thrown: unknown) => log.error({ err: thrown }, 'the embedded database was not tidied'))
      .finally(() => (tidying = undefined));
  }, EVERY_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await tidying;
  };
}
