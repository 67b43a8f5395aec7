import { newId } from '@ancam/core';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApp, setUpAdministrator } from '../../test/app.ts';
import type { Browser, TestApp } from '../../test/app.ts';
import { describeOnEachStore } from '../../test/store.ts';
import { counts } from '../features/operation/operation.service.ts';
import { createMetrics, serveMetrics } from './metrics.ts';
import type { Metrics } from './metrics.ts';

const TOKEN = 'mã-dài-của-prometheus-2026'.normalize('NFKD').replaceAll(/[^\w-]/g, '');

describeOnEachStore('metrics and readiness', (open) => {
  let app: TestApp;
  let admin: Browser;
  let metrics: Metrics;
  let broken = false;
  beforeAll(async () => {
    app = await openApp(open, undefined, (context) => {
      metrics = createMetrics({
        software: 'ancam test',
        knowledge: 'abc',
        usage: () => ({ total: 3, idle: 1, waiting: 4 }),
        scans: () => 2,
        counts: () => (broken ? Promise.reject(new TypeError('gone')) : counts(context)),
      });
      return { metrics, metricsToken: TOKEN };
    });
    admin = await setUpAdministrator(app);
  });
  afterAll(() => app.close());

  const read = async (authorization?: string): Promise<Response> =>
    app.browser().fetch('/metrics', authorization === undefined ? {} : { headers: { authorization } });

  test('are given to the bearer of the token only', async () => {
    expect((await read()).status).toBe(401);
    expect((await read(`Bearer ${TOKEN}x`)).status).toBe(401);
    expect((await read('Bearer ')).status).toBe(401);
    expect((await admin.fetch('/metrics')).status).toBe(401);
    const given = await read(`Bearer ${TOKEN}`);
    expect(given.headers.get('content-type')).toContain('text/plain');
  });

  test('count requests by route and status, never by path, and show pool, scans, chains, memory and event loop', async () => {
    const id = newId();
    await admin.fetch(`/api/cameras/${id}`);
    await admin.fetch('/api/nothing-here/x');
    await admin.fetch('/một-trang');
    await admin.fetch('/api/cameras', { method: 'BREW' });
    const text = await (await read(`Bearer ${TOKEN}`)).text();
    expect(text).toContain('ancam_http_request_duration_seconds_count{route="getCamera",method="GET",status="404"} 1');
    expect(text).toContain('route="unknown",method="GET",status="404"');
    expect(text).toMatch(/route="page",method="GET"/);
    expect(text).not.toContain(id);
    expect(text).not.toContain('BREW');
    expect(text).toContain('ancam_database_connections{state="used"} 2');
    expect(text).toContain('ancam_database_connections{state="waiting"} 4');
    expect(text).toContain('ancam_scans_running 2');
    expect(text).toContain('ancam_audit_chains 1');
    expect(text).toContain('ancam_database_up 1');
    expect(text).toMatch(/process_resident_memory_bytes \d/);
    expect(text).toMatch(/nodejs_eventloop_lag_seconds [\d.]/);
  });

  test('count the imports of tables by state', async () => {
    const { db } = app.context;
    const { rows } = await sql<{ there: boolean }>`select to_regclass('table_import') is not null as there`.execute(db);
    const own = rows[0]?.there !== true;
    if (own) await sql`create table table_import as select unnest(array['done', 'done', 'checking']) as state`.execute(db);
    const { jobs } = await counts(app.context);
    const shown = own
      ? [
          { state: 'checking', count: 1 },
          { state: 'done', count: 2 },
        ]
      : [];
    expect(jobs.toSorted((a, b) => a.state.localeCompare(b.state))).toEqual(shown);
    if (own) await sql`drop table table_import`.execute(db);
  });

  test('say that the database is down instead of failing', async () => {
    broken = true;
    expect(await (await read(`Bearer ${TOKEN}`)).text()).toContain('ancam_database_up 0');
    broken = false;
  });

  test('have a port of the loopback address of their own where one is set', async () => {
    const stop = await serveMetrics(metrics, 28_917);
    expect(await (await fetch('http://127.0.0.1:28917/metrics')).text()).toContain('ancam_info{software="ancam test",knowledge="abc"} 1');
    expect((await fetch('http://127.0.0.1:28917/api/session')).status).toBe(404);
    await stop();
  });

  test('the server is ready while the database answers with the right schema, and tells strangers no more', async () => {
    const ready = async (): Promise<[number, unknown]> => {
      const response = await app.browser().fetch('/api/ready');
      return [response.status, await response.json()];
    };
    expect(await ready()).toEqual([200, { ready: true, database: 'up', migrations: 'done' }]);
    const { db } = app.context;
    await sql`update migration set id = -id where id = 2`.execute(db);
    expect(await ready()).toEqual([503, { ready: false, database: 'up', migrations: 'pending' }]);
    await sql`update migration set id = -id where id < 0`.execute(db);
    await sql`alter table migration rename column checksum to checksum_`.execute(db);
    expect(await ready()).toEqual([503, { ready: false, database: 'down', migrations: 'unknown' }]);
    await sql`alter table migration rename column checksum_ to checksum`.execute(db);
    expect((await ready())[0]).toBe(200);
  });
});
