import { createHash } from 'node:crypto';
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import { sql } from 'kysely';
import type { Pool, PoolClient, QueryResult } from 'pg';

const MARK = '/* often */';
/** Begins a statement that is asked with every page: a server keeps its plan on each connection. Only for texts of which there are few. */
export const often = sql.raw(MARK);

/** A text that is prepared on every connection; more different ones are sent as any other, so that no server is filled with plans. */
const MOST_PREPARED = 200;

/** What Kysely reads of an answer. */
interface Result {
  readonly command: string;
  readonly rowCount: number | null;
  readonly rows: unknown[];
}
type Answer = Promise<Result>;

/**
 * A pool of a PostgreSQL server for Kysely with two shorter ways: `begin` waits for the first statement and travels with it where that has
 * no parameters, and statements marked `often` are prepared by name. What statements mean is as with the pool itself.
 */
export function serverPool(pool: Pool): PostgresPool {
  const names = new Map<string, string>();
  const nameOf = (text: string): string | undefined => {
    // Kysely's own statements carry it behind the first word.
    if (!text.startsWith(MARK) && !text.startsWith(`select ${MARK}`)) return undefined;
    const known = names.get(text);
    if (known !== undefined || names.size >= MOST_PREPARED) return known;
    const name = `ancam_${createHash('sha256').update(text).digest('hex').slice(0, 24)}`;
    names.set(text, name);
    return name;
  };
  return {
    options: pool.options,
    connect: async () => shortened(await pool.connect(), nameOf),
    end: () => pool.end(),
  };
}

function shortened(client: PoolClient, nameOf: (text: string) => string | undefined): PostgresPoolClient {
  let begins = false;
  const ask = (text: string, values: readonly unknown[]): Answer => {
    const name = nameOf(text);
    return name === undefined ? client.query(text, [...values]) : client.query({ name, text, values: [...values] });
  };
  const query = async (text: string, values: readonly unknown[] = []): Answer => {
    if (text === 'begin') {
      begins = true;
      return done('BEGIN');
    }
    if (!begins) return ask(text, values);
    begins = false;
    // Nothing was asked in between: there is no transaction to end.
    if (text === 'commit' || text === 'rollback') return done(text.toUpperCase());
    if (values.length === 0) return lastOf(await client.query(`begin; ${text}`));
    await client.query('begin');
    return ask(text, values);
  };
  return { query: query as PostgresPoolClient['query'], release: (fault) => client.release(fault) }; // cursors are not offered
}

function done(command: string): Result {
  return { command, rows: [], rowCount: 0 };
}

/** Of several statements sent at once the driver gives a list of results, which its types do not know. */
function lastOf(results: QueryResult | QueryResult[]): Result {
  return Array.isArray(results) ? (results.at(-1) ?? done('')) : results;
}
