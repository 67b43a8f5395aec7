import { api } from '@ancam/contract';
import type { SystemBody } from '@ancam/contract';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PASSWORD, setUp } from './support/api-client.ts';
import type { ApiUser } from './support/api-client.ts';
import { CHROMIUM, enter, openPage, picture, startBrowser, watch } from './support/browser.ts';
import type { Misdeeds } from './support/browser.ts';
import { startServerProcess } from './support/server-process.ts';
import type { ServerProcess } from './support/server-process.ts';

const TRAFFIC: SystemBody = {
  name: 'Giám sát giao thông nội thị',
  code: 'GT-01',
  operatorKind: 'owner',
  operatorUnitId: null,
  operatorName: '',
  operatorContract: '',
  mandate: '12/QĐ-UBND',
  purpose: 'Giám sát giao thông, trật tự công cộng',
  scope: 'Toàn tỉnh',
  reach: 'province',
  dedicated: true,
  hostSystemId: null,
  serviceType: 'infrastructure',
  informationKinds: ['private', 'personal'],
  secretPaper: '',
  usersEstimate: 20,
  storage: 'vietnam',
  storageHolder: 'Trung tâm dữ liệu tỉnh',
  storageDays: 30,
  note: '',
  zones: [],
};

/** The level of a system: one person fills the worksheet in and proposes, another confirms, a change raises it anew. */
describe.skipIf(CHROMIUM === undefined)('levels in the pages (needs Chromium)', () => {
  let server: ServerProcess;
  let user: ApiUser;
  let browser: Browser;
  let page: Page;
  let misdeeds: Misdeeds;
  let system: string;
  const faults: string[] = [];

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServerProcess(), startBrowser()]);
    user = await setUp(server);
    ({ id: system } = await user.call(api.addSystem, { body: TRAFFIC }));
    await user.call(api.addGroup, { body: { name: 'Camera cổng trụ sở', systemId: system } });
    page = await openPage(browser);
    misdeeds = watch(page, server.url);
    await enter(page, server.url);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  const look = async (name: string): Promise<void> => {
    faults.push(...(await picture(page, name)));
  };

  test('from the record of the system to its worksheet, which the register has filled in', async () => {
    await page.goto(`${server.url}/levels?status=to-determine`);
    await look('levels');
    await page.goto(`${server.url}/systems/${system}`);
    await page.getByRole('link', { name: 'Mở phiếu xác định cấp độ' }).click();
    await page.getByText('Lấy từ sổ đăng ký').first().waitFor();
    const result = page.getByRole('region', { name: 'Kết quả' });
    await expect.poll(() => result.textContent()).toContain('Cấp độ 3');
    await look('level-worksheet');
  });

  test('an answer changes the result at once; questions can be gone through one by one', async () => {
    const result = page.getByRole('region', { name: 'Kết quả' });
    const harm = page.getByRole('group', { name: /tổn hại đến mức nào/ });
    await page
      .getByRole('group', { name: /phục vụ quốc phòng/ })
      .getByLabel('Có', { exact: true })
      .check();
    await harm.getByLabel('Tổn hại đặc biệt nghiêm trọng').check();
    await expect.poll(() => result.textContent()).toContain('Cấp độ 5');
    await harm.getByLabel('Không', { exact: true }).check();
    await expect.poll(() => result.textContent()).toContain('Còn thiếu: Số lượng camera');
    await page.getByLabel('Có bao nhiêu camera?').last().fill('40');
    await page.getByLabel('Đếm thế nào, ngày nào').fill('Đếm tại hiện trường, 20/11/2026');
    await expect.poll(() => result.textContent()).toMatch(/^Kết quả\s*Cấp độ 3/);
    await page.getByText('Từng câu hỏi').click();
    await page.getByRole('button', { name: 'Câu sau' }).click();
    await look('level-guided');
    await page.getByRole('button', { name: 'Lưu phiếu' }).click();
    await page.getByRole('button', { name: 'Đề nghị xác nhận' }).click();
    await page.getByText('Người đề nghị không tự xác nhận').waitFor();
    await look('level-proposed');
  });

  test('another person confirms; the system shows it, and a change raises it anew', async () => {
    const { path } = await user.call(api.createAccount, {
      body: { login: 'duyet', displayName: 'Trần Thị Duyệt', role: 'approver' },
    });
    const token = path.split('#token=')[1] ?? '';
    const response = await fetch(`${server.url}/api/invitation/use`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: server.url },
      body: JSON.stringify({ token, password: PASSWORD }),
    });
    expect(response.status).toBe(200);
    await page.context().clearCookies();
    await enter(page, server.url, 'duyet');
    await page.goto(`${server.url}/systems/${system}/level`);
    await page.getByRole('button', { name: 'Xác nhận', exact: true }).click();
    await page.getByRole('heading', { name: 'Đang có hiệu lực' }).waitFor();
    await user.call(api.updateSystem, { params: { id: system }, body: { ...TRAFFIC, reach: 'nation', usersEstimate: 900 } });
    await page.reload();
    await page.getByRole('heading', { name: 'Thay đổi sau khi xác nhận' }).waitFor();
    await look('level-in-force');
    await page.goto(`${server.url}/levels?status=anew`);
    await page.getByRole('link', { name: TRAFFIC.name }).waitFor();
    await look('levels-anew');
    await page.goto(`${server.url}/systems/${system}`);
    await page.getByRole('heading', { name: 'Cấp độ', exact: true }).waitFor();
    await look('system-with-level');
  });

  test('nothing overflows, nothing breaks, nothing foreign is asked', () => {
    expect(faults).toEqual([]);
    expect(misdeeds).toEqual({ consoleErrors: [], foreignRequests: [] });
  });
});
