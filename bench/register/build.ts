import { FIGURE_NAMES } from '@ancam/contract';
import { newId, systemClock } from '@ancam/core';
import { loadKnowledge } from '@ancam/knowledge';
import { Client } from 'pg';
import type { Db } from '../../packages/server/src/db/database.ts';
import { openServer } from '../../packages/server/src/db/open-database.ts';
import { seedMakers } from '../../packages/server/src/features/models/seed.service.ts';
import { COLUMNS, UNITS, camerasSql, unitsSql } from './rows.ts';

/** Cameras of one statement, about. */
const AT_ONCE = 200_000;

/** Fills an empty database with 40,000 units and so many cameras; indexes are made after the rows, figures set by set. */
export async function buildDatabase(url: string, cameras: number, tell: (line: string) => void): Promise<void> {
  await migrateAndSeed(url);
  const clients = await Promise.all([connect(url), connect(url)] as const);
  const [client] = clients;
  try {
    await client.query(unitsSql(cameras));
    tell(`${UNITS} units are in`);
    const indexes = await dropIndexes(client);
    let done = 0;
    await inParallel(clients, await partsOf(client), async (each, { first, last, size }) => {
      await each.query(`insert into camera (${COLUMNS}) ${camerasSql(first, last)}`);
      done += size;
      if (Math.floor(done / 1_000_000) > Math.floor((done - size) / 1_000_000)) tell(`${done} cameras are in`);
    });
    tell(`${done} cameras are in; ${indexes.length} indexes follow`);
    await inParallel(clients, indexes, async (each, statement) => {
      await each.query(statement);
      tell(statement);
    });
    await fillFigures(client);
    tell('figures are in');
    await client.query('drop table bench_unit; drop function bench_fold(text)');
    await inParallel(
      clients,
      ['vacuum (analyze) camera', 'vacuum (analyze)'],
      async (each, statement) => void (await each.query(statement)),
    );
    tell('vacuumed and analysed');
  } finally {
    await Promise.all(clients.map((each) => each.end()));
  }
}

/** Schema and makers, by the product's own hand. */
async function migrateAndSeed(url: string): Promise<void> {
  const { db } = await openServer(url);
  try {
    await seed(db);
  } finally {
    await db.destroy();
  }
}

/** The makers of the knowledge. */
export async function seed(db: Db): Promise<void> {
  await seedMakers({ db, clock: systemClock, instanceId: newId(), knowledge: loadKnowledge() });
}

async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(
    `set maintenance_work_mem = '1GB'; set max_parallel_maintenance_workers = 0; set work_mem = '256MB'; set synchronous_commit = off; set statement_timeout = 0`,
  );
  return client;
}

/** Units in runs that hold about as many cameras each. */
async function partsOf(client: Client): Promise<{ first: number; last: number; size: number }[]> {
  const { rows } = await client.query<{ first: number; last: number; size: number }>(
    `select min(n)::int as first, max(n)::int as last, sum(last - first + 1)::int as size from bench_unit group by first / ${AT_ONCE} order by 1`,
  );
  return rows;
}

/** Takes all indexes but the primary key off the table; gives the statements that make them again, the longest first. */
async function dropIndexes(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select indexname as name, indexdef as definition from pg_indexes where tablename = 'camera' and indexname <> 'camera_pkey' order by indexdef like '%gin%' desc, indexdef`,
  );
  for (const { name } of rows) await client.query(`drop index ${name}`);
  return rows.map(({ definition }) => definition);
}

async function inParallel<T>(
  clients: readonly Client[],
  work: readonly T[],
  run: (client: Client, item: T) => Promise<void>,
): Promise<void> {
  const waiting = [...work];
  await Promise.all(
    clients.map(async (client) => {
      for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await run(client, item);
    }),
  );
}

/** The rows of a table once for every node they stand below, on both axes. */
const nodes = (
  source: string,
): string => `(select 'scope' as axis, node.path as node, t.* from ${source} t cross join lateral path_nodes(t.scope_path) as node (path)
    union all select 'place', node.path, t.* from ${source} t cross join lateral path_nodes(t.place_path) as node (path) where t.place_path <> '') as nodes`;

/** Figures of rows that were put in past the product: what its own counting and folding would have written. */
export async function fillFigures(client: Pick<Client, 'query'>): Promise<void> {
  const keys = 'home_id, unit_id, steward_id, scope_path, recorded_path, place_path, classification';
  const counted = FIGURE_NAMES.filter((name) => !name.startsWith('systems'));
  const counts = counted.join(', ');
  const sums = counted.map((name) => `sum(${name})`).join(', ');
  const today = `(now() at time zone 'Asia/Ho_Chi_Minh')::date`;
  await client.query(`insert into tally (${keys}, ${counts}) select ${keys}, ${sums} from camera_figure group by ${keys}`);
  await client.query(`insert into tally_day (${keys}, ${counts}, day) select ${keys}, ${counts}, ${today} from tally`);
  await client.query(
    `insert into rollup (axis, path, classification, ${counts}) select axis, node, classification, ${sums} from ${nodes('tally')} group by 1, 2, 3`,
  );
  await client.query(
    `insert into rollup_day (axis, path, classification, day, findings) select axis, path, classification, ${today}, findings from rollup`,
  );
  await client.query(`create temporary table bench_facet as select scope_path, place_path, classification, 'maker' as facet, coalesce(maker_name, '') as value, count(*)
    from camera where status = 'in-use' group by 1, 2, 3, 5`);
  await client.query(`insert into facet_rollup (axis, path, classification, facet, value, count)
    select axis, node, classification, facet, value, sum(count) from ${nodes('bench_facet')} group by 1, 2, 3, 4, 5`);
}
