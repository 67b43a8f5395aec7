import { newId } from '@ancam/core';
import { Client } from 'pg';
import { migrate } from '../src/db/migrate.ts';
import { connectServer } from '../src/db/open-database.ts';
import { stateOfMigrations } from './dumps.ts';

/** A database of its own on a PostgreSQL server. */
export interface ServerDatabase {
  readonly url: string;
  readonly drop: () => Promise<void>;
}

/** Any number that nothing else locks: files of tests wait for each other. */
const TEMPLATE_LOCK = 23_2027;

/** Makes a database on the server at `address`: an empty one, or a copy of one with the schema. */
export async function newServerDatabase(address: string, like: 'empty' | 'migrated'): Promise<ServerDatabase> {
  const name = `ancam_test_${newId().replaceAll('-', '')}`;
  await asAdmin(address, async (admin) => {
    const origin = like === 'migrated' ? await migratedTemplate(admin, address) : 'template1';
    await admin.query(`create database ${name} template ${origin}`);
  });
  const drop = (): Promise<void> => asAdmin(address, async (admin) => void (await admin.query(`drop database ${name} with (force)`)));
  return { url: addressOf(address, name), drop };
}

/** A migrated database on the server to copy others from, made once per state of the migrations; running them takes ten times as long as the copy. */
async function migratedTemplate(admin: Client, address: string): Promise<string> {
  const template = `ancam_template_${await stateOfMigrations()}`;
  await admin.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
  try {
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [template]);
    if (rowCount === 1) return template;
    const fresh = `ancam_test_${newId().replaceAll('-', '')}`;
    await admin.query(`create database ${fresh}`);
    const single = await connectServer(addressOf(address, fresh));
    await migrate(single);
    await single.close();
    await admin.query(`alter database ${fresh} rename to ${template}`);
    return template;
  } finally {
    await admin.query('select pg_advisory_unlock($1)', [TEMPLATE_LOCK]);
  }
}

function addressOf(address: string, database: string): string {
  const url = new URL(address);
  url.pathname = `/${database}`;
  return url.href;
}

async function asAdmin(address: string, work: (admin: Client) => Promise<void>): Promise<void> {
  const admin = new Client({ connectionString: address });
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}
