import { Client } from 'pg';
import { buildDatabase } from './build.ts';
import type { Cluster } from './cluster.ts';

/** For putting rows in: nothing is worth keeping before the build is done. */
export const BUILDING: Readonly<Record<string, string>> = {
  fsync: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '24GB',
  checkpoint_timeout: '1h',
  autovacuum: 'off',
  shared_buffers: '1GB',
  jit: 'off',
};

/** For measuring: durable, with the sizes that PostgreSQL's own guide gives for a machine of its own. */
export const MEASURING: Readonly<Record<string, string>> = {
  shared_buffers: '4GB',
  effective_cache_size: '12GB',
  work_mem: '32MB',
  random_page_cost: '1.1',
  max_wal_size: '4GB',
  jit: 'off',
};

/** What a finished database is marked with; one that a killed build has left has no mark and is built anew. */
const BUILT = 'ancam bench 2, built';

/** Builds the database of so many cameras unless a kept cluster has it. */
export async function ensureDatabase(cluster: Cluster, name: string, cameras: number, tell: (line: string) => void): Promise<void> {
  const mark = `${BUILT} with ${cameras} cameras`;
  await using client = await connected(cluster.url('postgres'));
  const { rows } = await client.query<{ mark: string | null }>(
    `select shobj_description(oid, 'pg_database') as mark from pg_database where datname = $1`,
    [name],
  );
  if (rows[0]?.mark === mark) {
    tell(`database ${name} is there already`);
    return;
  }
  await client.query(`drop database if exists ${name}`);
  await client.query(`create database ${name}`);
  await buildDatabase(cluster.url(name), cameras, (line) => tell(`${name}: ${line}`));
  await client.query(`comment on database ${name} is '${mark}'`);
}

async function connected(url: string): Promise<Client & AsyncDisposable> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return Object.assign(client, { [Symbol.asyncDispose]: () => client.end() });
}
