import { api } from '@ancam/contract';
import type { CameraRow } from '@ancam/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, openApp, setUpAdministrator } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { resultOf } from '../../../test/results.ts';
import { describeOnOneStore } from '../../../test/store.ts';

const COUNT = 23;

describeOnOneStore('the camera register', (open) => {
  let app: TestApp;
  let admin: Browser;
  beforeAll(async () => {
    app = await openApp(open);
    admin = await setUpAdministrator(app);
    const shown = Array.from({ length: COUNT }, (_, n) => ({
      address: `10.0.0.${n + 1}`,
      serial: `S${n}`,
      telnet: n % 3 === 0,
      ...(n % 5 === 0 ? { manufacturer: 'AXIS', model: 'P3245-V' } : {}),
    }));
    await admin.fetch('/api/scans/import', { method: 'POST', body: JSON.stringify(resultOf('2026-11-20T03:00:00.000Z', ...shown)) });
  });
  afterAll(() => app.close());

  test.each(['worst', 'address', 'name', 'lastSeen'] as const)('pages in order of %s hold every camera once', async (sort) => {
    const seen: CameraRow[] = [];
    let cursor: string | undefined;
    do {
      const page = await admin.call(api.listCameras, { query: { sort, limit: 4, ...(cursor === undefined ? {} : { cursor }) } });
      if (cursor === undefined) expect(page.total).toEqual({ count: COUNT, exact: true });
      else expect(page.total).toBeNull();
      seen.push(...page.items);
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(COUNT);
    expect(seen).toHaveLength(COUNT);
    if (sort === 'address') expect(seen.map(({ address }) => Number(address?.split('.')[3]))).toEqual(seen.map((_, n) => n + 1));
    const rank = ['critical', 'high', 'medium', 'low', 'info', null];
    const ranks = seen.map(({ worst }) => rank.indexOf(worst));
    if (sort === 'worst') expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
  });

  test('filters by maker, check and severity agree with what the rows say', async () => {
    const all = (await admin.call(api.listCameras, { query: { limit: 200 } })).items;
    const telnet = await admin.call(api.listCameras, { query: { check: 'service/telnet' } });
    expect(telnet.total).toEqual({ count: Math.ceil(COUNT / 3), exact: true });
    const axis = await admin.call(api.listCameras, { query: { maker: 'Axis' } });
    expect(axis.total).toEqual({ count: all.filter(({ makerName }) => makerName === 'Axis').length, exact: true });
    expect(axis.total).toEqual({ count: Math.ceil(COUNT / 5), exact: true });
    expect(axis.makers).toEqual(['Axis', 'Hikvision']);
    const high = await admin.call(api.listCameras, { query: { severity: 'high', limit: 200 } });
    expect(high.total).toEqual({ count: all.filter(({ worst }) => worst === 'high').length, exact: true });
  });

  test('a camera from its label: found without accents, judged by the same checks, changed, retired and restored', async () => {
    const added = await admin.call(api.addCamera, {
      body: {
        name: 'Cổng trường Đoàn Kết',
        place: 'Ấp 3',
        maker: 'Hikvision',
        model: 'DS-2CD2143G2-I',
        firmware: 'V5.5.0 build 180101',
        mac: 'aa:bb:cc:dd:ee:99',
        serial: 'LABEL1',
      },
    });
    expect(added).toMatchObject({ source: 'hand', kind: 'camera', makerName: 'Hikvision', lastSeenAt: null, scans: [] });
    expect(added.facts.map(({ name }) => name)).toContain('label.model');
    for (const q of ['cong truong doan ket', 'CỔNG đoàn', 'ap 3', 'ds-2cd2143g2 label1', 'AABBCCDDEE99']) {
      const { items } = await admin.call(api.listCameras, { query: { q } });
      expect(
        items.map(({ id }) => id),
        q,
      ).toContain(added.id);
    }
    expect((await admin.call(api.listCameras, { query: { q: '100%_' } })).items).toEqual([]);
    const params = { id: added.id };
    const changed = await admin.call(api.updateCamera, { params, body: { name: 'Cổng sau', purchasedOn: '2026-08-01' } });
    expect(changed).toMatchObject({ name: 'Cổng sau', place: 'Ấp 3', purchasedOn: '2026-08-01' });
    expect(changed.regulations.map(({ id, basis }) => [id, basis])).toEqual([
      ['qcvn-11-2026', 'binding'],
      ['qcvn-135-2024', 'benchmark'],
    ]);
    expect(await codeOf(admin.call(api.restoreCamera, { params }))).toBe('conflict');
    await admin.call(api.retireCamera, { params });
    expect((await admin.call(api.getCamera, { params })).actions).toMatchObject({ state: 'retired', may: ['restore'] });
    expect(await codeOf(admin.call(api.updateCamera, { params, body: { name: 'x' } }))).toBe('conflict');
    expect((await admin.call(api.dashboard)).cameras.total).toBe(COUNT);
    await admin.call(api.restoreCamera, { params });
    expect((await admin.call(api.dashboard)).cameras.total).toBe(COUNT + 1);
  });

  test('a scan later recognises the camera that was entered by hand', async () => {
    const result = resultOf('2026-11-21T03:00:00.000Z', { address: '10.0.0.200', serial: 'LABEL1', telnet: true });
    await admin.fetch('/api/scans/import', { method: 'POST', body: JSON.stringify(result) });
    const { items } = await admin.call(api.listCameras, { query: { q: 'LABEL1' } });
    expect(items).toMatchObject([{ name: 'Cổng sau', address: '10.0.0.200', source: 'scan' }]);
  });

  test('the export holds exactly what is filtered, opens as Vietnamese, and runs no formula', async () => {
    await admin.call(api.addCamera, { body: { name: '=HYPERLINK("http://x")' } });
    const csv = Buffer.from(await (await admin.fetch('/api/cameras/export?format=csv&q=hyperlink')).arrayBuffer());
    expect([...csv.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const lines = csv.toString('utf8').trim().split('\r\n');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain('Phiên bản phần mềm');
    expect(lines[1]).toMatch(/,"'=HYPERLINK/);
    const json = (await (await admin.fetch('/api/cameras/export?format=json&maker=Axis')).json()) as unknown[]; // rows
    expect(json).toHaveLength(Math.ceil(COUNT / 5));
    const xlsx = Buffer.from(await (await admin.fetch('/api/cameras/export?format=xlsx&language=en')).arrayBuffer());
    expect(xlsx.subarray(0, 2).toString()).toBe('PK');
    expect((await admin.call(api.audit)).items[0]).toMatchObject({ action: 'camera.exported' });
  });

  test.each([
    ['pdf', '%PDF-'],
    ['xlsx', 'PK'],
    ['html', '<!doctype html'],
    ['csv', '\uFEFF'],
    ['json', '{'],
  ])('the assessment of all as %s', async (format, start) => {
    const response = await admin.fetch(`/api/assessment?format=${format}&language=vi`);
    expect(response.status).toBe(200);
    const text = Buffer.from(await response.arrayBuffer()).toString('utf8');
    expect(text.toLowerCase().startsWith(start.toLowerCase())).toBe(true);
    expect((await admin.call(api.audit)).items[0]).toMatchObject({ action: 'assessment.exported' });
  });

  test('an assessment against a regulation that nobody knows is refused', async () => {
    expect((await admin.fetch('/api/assessment?format=json&regulation=none')).status).toBe(400);
  });
});
