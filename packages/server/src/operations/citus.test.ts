import { newId } from '@ancam/core';
import { sql } from 'kysely';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { authorise, codeOf, openApp, setUpAdministrator } from '../../test/app.ts';
import type { TestApp } from '../../test/app.ts';
import { api } from '@ancam/contract';
import { connectServer, openServer } from '../db/open-database.ts';
import { migrate } from '../db/migrate.ts';
import type { SingleConnection } from '../db/open-database.ts';
import { SPREAD_TABLES, preparations, spreadTables } from './citus.ts';
import { verifyAudit } from './verify-audit.ts';

const POSTGRES = process.env['TEST_DATABASE_URL'];
const CITUS = process.env['CITUS_URL'];

async function ownDatabase(server: string, prepare: string): Promise<{ url: string; single: SingleConnection; end: () => Promise<void> }> {
  const url = new URL(server);
  const name = `ancam_citus_${newId().replaceAll('-', '')}`;
  const owner = new Client({ connectionString: url.href });
  await owner.connect();
  await owner.query(`create database ${name}`);
  url.pathname = `/${name}`;
  const single = await connectServer(url.href);
  if (prepare !== '') await single.exec(prepare);
  const end = async (): Promise<void> => {
    await single.close();
    await owner.query(`drop database ${name} with (force)`);
    await owner.end();
  };
  return { url: url.href, single, end };
}

describe.skipIf(POSTGRES === undefined)('the schema before it is spread (needs TEST_DATABASE_URL)', () => {
  let own: Awaited<ReturnType<typeof ownDatabase>>;
  beforeAll(async () => {
    own = await ownDatabase(POSTGRES ?? '', '');
    await migrate(own.single);
  });
  afterAll(() => own.end());

  test('every table of the list is there, carries the key, never null, and has it in its primary key', async () => {
    const { rows } = await sql<{ name: string }>`
      select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'home_id' and a.attnotnull
      join pg_index i on i.indrelid = c.oid and i.indisprimary and a.attnum = any (i.indkey::int2[])
      where c.relnamespace = current_schema()::regnamespace`.execute(own.single.kysely);
    expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining([...SPREAD_TABLES]));
  });

  test('what Citus refuses is taken off, and nothing else: no identity of a row is lost', async () => {
    const found = await preparations(own.single.kysely, SPREAD_TABLES);
    expect(found.filter(({ reason }) => reason === 'trigger').map(({ table }) => table)).toContain('audit_event');
    await sql`begin`.execute(own.single.kysely);
    for (const { statement } of found) await sql.raw(statement).execute(own.single.kysely);
    expect(await preparations(own.single.kysely, SPREAD_TABLES)).toEqual([]);
    const { rows } = await sql<{ name: string }>`
      select c.relname as name from pg_class c join pg_index i on i.indrelid = c.oid and i.indisprimary
      where c.relname = any (${[...SPREAD_TABLES]}::text[])`.execute(own.single.kysely);
    expect(rows.map(({ name }) => name).sort()).toEqual([...SPREAD_TABLES].sort());
    const { rows: policies } = await sql<{ count: number }>`
      select count(distinct tablename)::int4 as count from pg_policies where tablename = any (${[...SPREAD_TABLES]}::text[])`.execute(
      own.single.kysely,
    );
    expect(policies[0]?.count).toBe(SPREAD_TABLES.length);
    await sql`rollback`.execute(own.single.kysely);
  });

  test('a server without Citus is refused with what to do', async () => {
    expect(await codeOf(spreadTables(own.single.kysely))).toBe('store.failed');
  });
});

describe.skipIf(CITUS === undefined)('a Citus cluster (needs CITUS_URL)', () => {
  let own: Awaited<ReturnType<typeof ownDatabase>>;
  let app: TestApp;
  beforeAll(async () => {
    own = await ownDatabase(CITUS ?? '', 'create extension citus');
    await migrate(own.single);
    expect(await spreadTables(own.single.kysely)).toEqual([...SPREAD_TABLES]);
    app = await openApp(async () => {
      const { db } = await openServer(own.url);
      return { db, close: () => db.destroy() };
    });
  });
  afterAll(async () => {
    await app.close();
    await own.end();
  });

  test('is spread once, and serves requests under the policies with an unbroken audit', async () => {
    expect(await spreadTables(own.single.kysely)).toEqual([]);
    const admin = await setUpAdministrator(app);
    await authorise(admin);
    const { id } = await admin.call(api.addCamera, { body: { name: 'Cổng', serial: 'S1' } });
    expect((await admin.call(api.getCamera, { params: { id } })).name).toBe('Cổng');
    expect((await admin.call(api.listCameras)).total).toEqual({ count: 1, exact: true });
    expect(await verifyAudit(own.single.kysely, { report: () => undefined })).toMatchObject({ faults: 0 });
  });
});
