import { CameraFilter, WorstFinding, api } from '@ancam/contract';
import type { Dashboard } from '@ancam/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApp, setUpAdministrator, signInElsewhere } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { resultOf } from '../../../test/results.ts';
import { describeOnEachStore } from '../../../test/store.ts';

/** Where a step leads, as the filter of the list. */
function filterOf(dashboard: Dashboard, kind: string) {
  const step = dashboard.next.find((each) => each.kind === kind);
  expect(step?.link).toMatch(/^\/cameras\?/);
  return { count: step?.count, filter: CameraFilter.parse(Object.fromEntries(new URLSearchParams(step?.link.split('?')[1]))) };
}

describeOnEachStore('the first page', (open) => {
  let app: TestApp;
  let admin: Browser;
  beforeAll(async () => {
    app = await openApp(open, '2026-11-22T03:00:00.000Z');
    admin = await setUpAdministrator(app);
    const shown = Array.from({ length: 9 }, (_, n) => ({ address: `10.0.0.${n + 1}`, serial: `S${n}`, telnet: n % 3 === 0 }));
    const strange = { address: '10.0.0.50', manufacturer: 'Không ai biết', model: 'X1' };
    const body = JSON.stringify(resultOf('2026-11-20T03:00:00.000Z', ...shown, strange));
    expect((await admin.fetch('/api/scans/import', { method: 'POST', body })).status).toBe(200);
    for (const name of ['Cổng', 'Sân', 'Kho']) await admin.call(api.addCamera, { body: { name, maker: 'Hikvision' } });
  });
  afterAll(() => app.close());

  const listed = async (query: Partial<CameraFilter>) => {
    const list = await admin.call(api.listCameras, { query: { ...query, limit: 200 } });
    const address = new URLSearchParams(Object.entries({ ...query, format: 'json' }).map(([name, value]) => [name, String(value)]));
    const exported = (await (await admin.fetch(`/api/cameras/export?${address.toString()}`)).json()) as Record<string, unknown>[]; // camera rows
    expect(exported.map((row) => [row['name'], row['address'] ?? null])).toEqual(list.items.map(({ name, address }) => [name, address]));
    expect(list.total).toEqual({ count: list.items.length, exact: true });
    return list.items;
  };
  test('each bar of the chart is exactly the cameras that its filter lists and exports', async () => {
    const { cameras } = await admin.call(api.dashboard);
    const counts = new Map(cameras.bySeverity.map(({ severity, count }) => [severity, count]));
    for (const severity of WorstFinding.options) {
      const rows = await listed({ severity, status: 'in-use' });
      expect(rows, severity).toHaveLength(counts.get(severity) ?? 0);
      if (severity === 'unchecked') for (const row of rows) expect(row).toMatchObject({ lastSeenAt: null, worst: null });
    }
    expect([...counts.values()].reduce((sum, count) => sum + count, 0)).toBe(cameras.total);
    expect(counts.get('unchecked')).toBe(3);
  });

  test('cameras of an unknown maker are exactly those of the step', async () => {
    // No rule takes a device of an unknown maker: a person has to say first that it is the unit's.
    const waiting = (await admin.call(api.dashboard)).next;
    expect(waiting).toContainEqual({ kind: 'decide-proposals', count: 1, link: '/proposals' });
    expect(waiting.map(({ kind }) => kind)).not.toContain('identify');
    expect(await admin.call(api.acceptProposals, { body: { count: 1 } })).toEqual({ accepted: 1 });
    const { count, filter } = filterOf(await admin.call(api.dashboard), 'identify');
    const rows = await listed(filter);
    expect(rows).toHaveLength(count ?? 0);
    expect(rows).toMatchObject([{ address: '10.0.0.50', makerName: null }]);
  });

  test('an acceptance that ends soon leads to its camera; once it has ended the camera counts it as open again', async () => {
    const [row] = await listed({ check: 'service/telnet', sort: 'address' });
    const params = { id: row?.id ?? '' };
    const { findings } = await admin.call(api.getCamera, { params });
    const id = findings.find(({ check }) => check === 'service/telnet')?.id ?? '';
    await admin.call(api.acceptFinding, { params: { id }, body: { reason: 'đợi thay máy', until: '2026-11-29' } });
    const { count, filter } = filterOf(await admin.call(api.dashboard), 'renew-acceptance');
    expect(count).toBe(1);
    expect(await listed(filter)).toMatchObject([{ id: row?.id }]);
    const sum = async () => Object.values((await admin.call(api.getCamera, { params })).open).reduce((all, each) => all + each, 0);
    const accepted = await sum();
    app.at('2026-11-30T03:00:00.000Z');
    const unit = await app.context.db.selectFrom('unit').select('id').executeTakeFirstOrThrow();
    admin = await signInElsewhere(app, 'administrator', unit.id);
    expect(await sum()).toBe(accepted + 1);
    expect(await listed({ acceptance: 'ending' })).toEqual([]);
  });
});
