import { api } from '@ancam/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { authorise, openApp, setUpAdministrator } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { describeOnEachStore } from '../../../test/store.ts';
import { createLog } from '../../http/log.ts';
import { ScanRunner } from './runner.ts';

const FIXTURES = new URL('../../../test/fixtures/', import.meta.url);

describeOnEachStore('a scan thread that dies', (open) => {
  let app: TestApp;
  let admin: Browser;
  beforeAll(async () => {
    app = await openApp(open);
    admin = await setUpAdministrator(app);
  });
  afterAll(() => app.close());

  test.each([
    ['dying-scan.ts', 'Invalid array length'],
    ['silent-scan.ts', 'without a result'],
  ])('%s: the scan is failed and says why, the next one may run', async (thread, cause) => {
    Object.assign(app.context, { runner: new ScanRunner(createLog('silent'), new URL(thread, FIXTURES)) });
    const { id: authorisationId } = await authorise(admin);
    const body = { authorisationId, targets: ['127.31.99.1'], ports: '' };
    const { id } = await admin.call(api.startScan, { body });
    await (await admin.fetch(`/api/scans/${id}/live`)).text();
    const scan = await admin.call(api.getScan, { params: { id } });
    expect(scan).toMatchObject({ status: 'failed', progress: null });
    expect(scan.finishedAt).not.toBeNull();
    expect(JSON.stringify(scan.notes)).toContain(cause);
    expect(app.context.runner.ids()).toEqual([]);
  });
});
