import { api } from '@ancam/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApp, setUpAdministrator } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { resultOf } from '../../../test/results.ts';
import { describeOnEachStore } from '../../../test/store.ts';
import { FIGURES } from './figures.store.ts';
import { foldFigures } from './figures.service.ts';

describeOnEachStore('figures of units', (open) => {
  let app: TestApp;
  let admin: Browser;
  beforeAll(async () => {
    app = await openApp(open, '2026-11-22T03:00:00.000Z');
    admin = await setUpAdministrator(app);
  });
  afterAll(() => app.close());

  const names = sql.raw(FIGURES.map((name) => `coalesce(sum(${name}), 0)::bigint as ${name}`).join(', '));
  const counted = sql.raw(
    'cameras retired unchecked unidentified critical high medium low info clean findings warned paperless abroad'.split(' ').join(', '),
  );
  const sumOf = async (table: string) =>
    (await sql<Record<string, number>>`select ${names} from ${sql.table(table)}`.execute(app.context.db)).rows[0];
  const truth = async () => {
    const { rows } = await sql<Record<string, number>>`select ${names} from
      (select ${counted}, 0 as systems, 0 as systems_operating from camera_figure) as facts`.execute(app.context.db);
    return rows[0];
  };

  test('follow every change of a camera or finding, in the same transaction', async () => {
    const seen = [
      { address: '10.0.0.1', serial: 'A1', telnet: true },
      { address: '10.0.0.2', serial: 'A2' },
    ];
    await admin.fetch('/api/scans/import', { method: 'POST', body: JSON.stringify(resultOf('2026-11-20T03:00:00.000Z', ...seen)) });
    const added = await admin.call(api.addCamera, { body: { name: 'Cổng', maker: 'Hikvision' } });
    expect(await sumOf('tally')).toEqual(await truth());
    expect((await truth())?.cameras).toBe(3);
    await admin.call(api.retireCamera, { params: { id: added.id } });
    const open = (await admin.call(api.listCameras, { query: { check: 'service/telnet' } })).items[0];
    const { findings } = await admin.call(api.getCamera, { params: { id: open?.id ?? '' } });
    for (const { id } of findings.filter(({ status }) => status === 'open'))
      await admin.call(api.fixFinding, { params: { id }, body: { reason: '' } });
    expect(await truth()).toMatchObject({ cameras: 2, retired: 1 });
    expect(await sumOf('tally')).toEqual(await truth());
    expect(await sumOf('tally_day')).toEqual(await truth());
  });

  test('nothing is lost or counted twice when the tiers fold, though several fold at once', async () => {
    await Promise.all([foldFigures(app.context), foldFigures(app.context)]);
    expect((await sql`select from tally_delta`.execute(app.context.db)).rows).toHaveLength(0);
    const { rows } = await sql<{ path: string; cameras: number; retired: number }>`
      select path, cameras, retired from rollup where axis = 'scope' order by path`.execute(app.context.db);
    expect(rows).toHaveLength(2);
    expect(rows[0]?.path).toBe('/');
    for (const row of rows) expect(row).toMatchObject({ cameras: 2, retired: 1 });
    await admin.call(api.addCamera, { body: { name: 'Sân', maker: 'Hikvision' } });
    await foldFigures(app.context);
    expect(
      (await sql<{ cameras: number }>`select cameras from rollup where path = '/' and axis = 'scope'`.execute(app.context.db)).rows,
    ).toEqual([{ cameras: 3 }]);
  });
});
