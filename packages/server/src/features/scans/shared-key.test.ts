import type { Farm } from '@ancam/camera-farm';
import { api } from '@ancam/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { authorise, openApp, setUpAdministrator } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { startCameras } from '../../../test/farm.ts';
import { describeOnEachStore } from '../../../test/store.ts';

let nets = 0;

describeOnEachStore('cameras that share a key', (open) => {
  const base = `127.31.${60 + (nets += 1)}.1`;
  let app: TestApp;
  let admin: Browser;
  let farm: Farm;
  let body: { authorisationId: string; targets: string[]; ports: string };

  beforeAll(async () => {
    // the second and third of these hold one key
    const { farm: started, ports, targets } = await startCameras(base, 3);
    farm = started;
    app = await openApp(open);
    admin = await setUpAdministrator(app);
    body = { authorisationId: (await authorise(admin)).id, targets, ports };
  });
  afterAll(async () => {
    await app.close();
    await farm.close();
  });

  const ended = async (id: string) => (await admin.fetch(`/api/scans/${id}/live`)).text();
  const keyChanges = async (id: string) =>
    (await admin.call(api.scanChanges, { params: { id } })).items.filter(({ check }) => check === 'tls/shared-key').map(({ kind }) => kind);

  test('are found once; scanned again, the finding stays as it is, though the register knows of one camera only', async () => {
    const first = await admin.call(api.startScan, { body });
    await ended(first.id);
    expect(await keyChanges(first.id)).toEqual(['finding-new', 'finding-new']);
    const { items } = await admin.call(api.listCameras, { query: { check: 'tls/shared-key' } });
    await admin.call(api.retireCamera, { params: { id: items[0]?.id ?? '' } });
    const second = await admin.call(api.startScan, { body });
    await ended(second.id);
    expect(await keyChanges(second.id)).toEqual([]);
  });

  test('a scan that is cancelled and goes on changes nothing either', async () => {
    const { id } = await admin.call(api.startScan, { body });
    const response = await admin.fetch(`/api/scans/${id}/live`);
    const decoder = new TextDecoder();
    let cancelled = false;
    for await (const part of response.body ?? []) {
      if (cancelled || !decoder.decode(part, { stream: true }).includes('event: host')) continue;
      cancelled = true;
      await admin.call(api.cancelScan, { params: { id } }).catch(() => undefined);
    }
    if ((await admin.call(api.getScan, { params: { id } })).status !== 'completed') {
      await admin.call(api.resumeScan, { params: { id } });
      await ended(id);
    }
    expect(await admin.call(api.getScan, { params: { id } })).toMatchObject({ status: 'completed' });
    expect(await keyChanges(id)).toEqual([]);
  });
});
