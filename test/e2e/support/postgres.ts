import { Client } from 'pg';

/** Where a PostgreSQL for tests is, if there is one. */
export const TEST_DATABASE_URL = process.env.TEST_DATABASE_URL ?? '';

/** An empty database of its own on the test server; dropped by the returned function. */
export async function newDatabase(name: string): Promise<{ url: string; drop: () => Promise<void> }> {
  const database = `ancam_${name}_${process.pid}`;
  const run = async (sql: string): Promise<void> => {
    const client = new Client({ connectionString: TEST_DATABASE_URL });
    await client.connect();
    await client.query(sql);
    await client.end();
  };
  await run(`create database ${database}`);
  const url = new URL(TEST_DATABASE_URL);
  url.pathname = `/${database}`;
  return { url: url.href, drop: () => run(`drop database if exists ${database} with (force)`) };
}
