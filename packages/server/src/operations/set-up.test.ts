import { readFile } from 'node:fs/promises';
import { newId } from '@ancam/core';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { api } from '@ancam/contract';
import { openApp, setUpAdministrator } from '../../test/app.ts';
import { connectServer, openServer } from '../db/open-database.ts';
import { inspectDatabase } from './inspect-database.ts';

const POSTGRES = process.env['TEST_DATABASE_URL'];

describe.skipIf(POSTGRES === undefined)('a database prepared by deploy/postgresql.sql (needs TEST_DATABASE_URL)', () => {
  const suffix = newId().replaceAll('-', '').slice(0, 12);
  const [owner, database] = [`ancam_owner_${suffix}`, `ancam_${suffix}`];
  const url = new URL(POSTGRES ?? 'postgres://localhost');
  let server: Client;

  beforeAll(async () => {
    server = new Client({ connectionString: POSTGRES ?? '' });
    await server.connect();
    const text = await readFile(new URL('../../../../deploy/postgresql.sql', import.meta.url), 'utf8');
    const named = text
      .replaceAll('ancam_owner', owner)
      .replaceAll('database ancam ', `database ${database} `)
      .replaceAll(':owner_password', "'mật khẩu'");
    const [cluster = '', inside = ''] = named.split(/^\\connect .*$/m);
    const statements = cluster
      .replaceAll(/^--.*$/gm, '')
      .split(';')
      .map((each) => each.trim())
      .filter((each) => each !== '');
    // The role of requests is the cluster's; on a server of many tests it is there already.
    await server.query(
      "do $$ begin if not exists (select from pg_roles where rolname = 'ancam_app') then create role ancam_app nologin; end if; end $$",
    );
    for (const statement of statements.filter((each) => !each.startsWith('create role ancam_app'))) await server.query(statement);
    url.pathname = `/${database}`;
    const there = new Client({ connectionString: url.href });
    await there.connect();
    await there.query(inside);
    await there.end();
    url.username = owner;
    url.password = 'mật khẩu';
  });
  afterAll(async () => {
    await server.query(`drop database if exists ${database} with (force)`);
    await server.query(`drop role if exists ${owner}`);
    await server.end();
  });

  test('serves AnCam whole, through an owner that is no superuser; doctor has nothing to mend', async () => {
    const app = await openApp(async () => {
      const { db } = await openServer(url.href);
      return { db, close: () => db.destroy() };
    });
    const admin = await setUpAdministrator(app);
    const { id } = await admin.call(api.addCamera, { body: { name: 'Cổng', serial: 'S1' } });
    expect((await admin.call(api.getCamera, { params: { id } })).name).toBe('Cổng');
    await app.close();
    const single = await connectServer(url.href);
    const lines = await inspectDatabase(single.kysely, false);
    expect(lines.map(({ code }) => code)).toContain('owner.ok');
    expect(lines.filter(({ state, code }) => state !== 'ok' && !code.startsWith('durability'))).toEqual([]);

    // And it speaks up where somebody has loosened what holds the rows.
    await single.exec('alter table camera disable row level security; alter table audit_event disable trigger all');
    await single.exec("update audit_head set hash = 'x'");
    const codes = (await inspectDatabase(single.kysely, false)).filter(({ state }) => state === 'fail').map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(['policies.off', 'append-only.off', 'heads.differ']));
    await single.close();
  });
});
