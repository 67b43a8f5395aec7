import { api } from '@ancam/contract';
import type { SystemBody } from '@ancam/contract';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { resultOf } from '../../packages/server/test/results.ts';
import { inviteUser, setUp } from './support/api-client.ts';
import type { ApiUser } from './support/api-client.ts';
import { CHROMIUM, enter, openPage, picture, startBrowser, watch } from './support/browser.ts';
import type { Misdeeds } from './support/browser.ts';
import { startServerProcess } from './support/server-process.ts';
import type { ServerProcess } from './support/server-process.ts';

const DAY = '2026-11-22';
const SYSTEM: SystemBody = {
  name: 'Hệ thống giám sát giao thông nội thị',
  code: '',
  operatorKind: 'owner',
  operatorUnitId: null,
  operatorName: '',
  operatorContract: '',
  mandate: '',
  purpose: 'Giám sát giao thông',
  scope: 'Địa bàn xã',
  reach: 'agency',
  dedicated: false,
  hostSystemId: null,
  serviceType: 'internal',
  informationKinds: ['private', 'personal'],
  secretPaper: '',
  usersEstimate: 20,
  storage: 'vietnam',
  storageHolder: '',
  storageDays: null,
  note: '',
  zones: [],
};

/** The security plan of a system as those who run it and those who decide work on it, in Chromium. Steps build on each other. */
describe.skipIf(CHROMIUM === undefined)('security plans in the pages (needs Chromium)', () => {
  let server: ServerProcess;
  let user: ApiUser;
  let approver: ApiUser;
  let browser: Browser;
  let page: Page;
  let misdeeds: Misdeeds;
  const faults: string[] = [];

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServerProcess(), startBrowser()]);
    user = await setUp(server);
    approver = await inviteUser(server, user, { login: 'duyet', displayName: 'Trần Thị Bình', role: 'approver' });
    const { id } = await user.call(api.addSystem, { body: SYSTEM });
    const body = { asOf: DAY, answers: { informationKinds: ['private', 'personal'], serviceTypes: ['internal'] }, reason: 'Xác định' };
    const { open } = await user.call(api.saveSystemLevel, { params: { id }, body });
    const params = { id: open?.id ?? '' };
    await user.call(api.stepLevel, { params, body: { action: 'propose' } });
    await approver.call(api.decideLevel, { params, body: { action: 'confirm' } });
    const scan = resultOf('2026-11-20T03:00:00.000Z', { address: '10.0.7.1', serial: 'SN7', telnet: true });
    await user.fetch('/api/scans/import', { method: 'POST', body: JSON.stringify(scan) });
    const camera = (await user.call(api.listCameras)).items[0]?.id ?? '';
    await user.call(api.updateCamera, { params: { id: camera }, body: { name: 'Camera ngã tư', systemId: id } });
    page = await openPage(browser);
    misdeeds = watch(page, server.url);
    await enter(page, server.url);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  async function look(name: string): Promise<void> {
    faults.push(...(await picture(page, name)));
  }
  const dialogue = () => page.getByRole('dialog');

  test('a plan is begun from the system whose level is confirmed', async () => {
    await page.goto(`${server.url}/plans`);
    await page.getByText('Chưa có phương án').waitFor();
    await page.goto(`${server.url}/systems`);
    await page.getByRole('link', { name: SYSTEM.name }).click();
    await page.getByRole('button', { name: 'Lập phương án' }).click();
    await page.getByRole('heading', { name: `Phương án: ${SYSTEM.name}` }).waitFor();
    await page.getByText('Còn yêu cầu chưa có phương án triển khai.').waitFor();
  });

  test('requirements are answered many at once, taken back, and one by one', async () => {
    await page.getByRole('checkbox', { name: 'Chọn mọi yêu cầu đang hiển thị' }).check();
    await page.getByRole('button', { name: 'Đặt cho các yêu cầu đã chọn' }).click();
    await dialogue().getByLabel('Mức đáp ứng').selectOption('none');
    await dialogue().getByLabel('Người phụ trách').fill('Tổ công nghệ thông tin');
    await dialogue().getByLabel('Thời hạn').fill('31/12/2026');
    await dialogue().getByRole('button', { name: 'Lưu' }).click();
    await page.getByText(/Đã thay đổi \d+ yêu cầu/).waitFor();
    await page.getByRole('button', { name: 'Hoàn tác' }).click();
    await page.getByText(/Đã hoàn tác \d+ yêu cầu/).waitFor();
    await page
      .getByRole('button', { name: /^Trả lời yêu cầu L2\.M/ })
      .first()
      .click();
    await dialogue().getByLabel('Mức đáp ứng').selectOption('partial');
    await dialogue().getByLabel('Phương án đáp ứng').fill('Bổ sung chương về camera vào quy chế');
    await dialogue().getByLabel('Thời hạn').fill('01/11/2026');
    await dialogue().getByRole('button', { name: 'Lưu' }).click();
    await page.getByText('Đã thay đổi 1 yêu cầu.').waitFor();
    await look('plan');
    await page.getByLabel('Hiển thị', { exact: true }).selectOption('overdue');
    await page.waitForURL(/overdue=/);
    await page.getByLabel('Hiển thị', { exact: true }).selectOption('all');
    await page.waitForURL((url) => !url.search.includes('overdue'));
  });

  test('a finding is linked to a requirement that the knowledge offers', async () => {
    const offer = page.getByRole('region', { name: 'Phát hiện ở camera của hệ thống' }).getByRole('button', { name: /^Gắn L2/ });
    await offer.first().click();
    await page.getByText('(phát hiện chưa khắc phục)').first().waitFor({ state: 'attached' });
  });

  test('the list leads to the plan and shows how far it is', async () => {
    await page.goto(`${server.url}/plans?overdue=true`);
    await page.getByRole('link', { name: SYSTEM.name }).waitFor();
    await look('plans');
  });

  test('the next check of the system is told with its day and its clause', async () => {
    await page.goto(`${server.url}/checks`);
    await page.getByRole('link', { name: SYSTEM.name }).waitFor();
    await page.getByText('Căn cứ và người kiểm tra').click();
    await look('checks');
  });

  test('nothing overflows, axe finds nothing, nothing leaves the machine', () => {
    expect(faults).toEqual([]);
    expect(misdeeds.consoleErrors).toEqual([]);
    expect(misdeeds.foreignRequests).toEqual([]);
  });
});
