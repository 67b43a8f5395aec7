import { readFile } from 'node:fs/promises';
import { api } from '@ancam/contract';
import type { Id } from '@ancam/core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { resultOf } from '../../packages/server/test/results.ts';
import { inviteUser, setUp } from './support/api-client.ts';
import type { ApiUser } from './support/api-client.ts';
import { CHROMIUM, enter, openPage, picture, startBrowser, watch } from './support/browser.ts';
import type { Misdeeds } from './support/browser.ts';
import { startServerProcess } from './support/server-process.ts';
import type { ServerProcess } from './support/server-process.ts';

/** What two people conclude about a camera, what its maker declares, and a format in which that leaves. */
describe.skipIf(CHROMIUM === undefined)('judgements and declared interfaces in the pages (needs Chromium)', () => {
  let server: ServerProcess;
  let user: ApiUser;
  let browser: Browser;
  let page: Page;
  let misdeeds: Misdeeds;
  let camera: Id;
  let model: Id;
  const faults: string[] = [];
  const look = async (name: string): Promise<void> => {
    faults.push(...(await picture(page, name)));
  };
  const requirement = (id: string) => page.getByTestId('requirement').filter({ has: page.getByText(id, { exact: true }) });
  const openRequirement = async (id: string): Promise<void> => {
    await page.goto(`${server.url}/cameras/${camera}?tab=requirements`);
    await requirement(id).locator('summary').click();
  };

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServerProcess(), startBrowser()]);
    user = await setUp(server);
    await inviteUser(server, user, { login: 'duyet', displayName: 'Trần Thị Duyệt', role: 'approver' });
    const file = resultOf('2026-10-01T03:00:00.000Z', { address: '10.0.0.1', serial: 'DS1', firmware: 'V5.7.1 build 220101' });
    expect((await user.fetch('/api/scans/import', { method: 'POST', body: JSON.stringify(file) })).status).toBe(200);
    camera = (await user.call(api.listCameras, {})).items[0]?.id ?? '';
    const maker = (await user.call(api.listMakers)).items.find(({ name }) => name === 'Hikvision')?.id ?? '';
    model = (await user.call(api.addModel, { body: { makerId: maker, name: 'DS-2CD2143G2-I', kind: 'camera' } })).id;
    page = await openPage(browser);
    misdeeds = watch(page, server.url);
    await enter(page, server.url);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  test('one person enters what a laboratory found, and may not confirm it', async () => {
    await openRequirement('2.4.2');
    await requirement('2.4.2').getByRole('button', { name: 'Nhập kết luận' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(/^Phương pháp/).selectOption('laboratory');
    await dialog.getByLabel(/^Người hoặc đơn vị/).fill('Trung tâm Đo lường');
    await dialog.getByLabel(/^Số hiệu/).fill('118/BC-ĐL');
    await page.screenshot({ path: 'test-output/screenshots/judgement-form-vi-desktop.png' });
    await dialog.getByRole('button', { name: 'Đề xuất', exact: true }).click();
    await expect
      .poll(() => page.getByTestId('judgement').textContent())
      .toMatch(/Phòng thử nghiệm: đạt.*118\/BC-ĐL.*chờ người khác xác nhận/);
    expect(await page.getByTestId('judgement').getByRole('button', { name: 'Xác nhận', exact: true }).count()).toBe(0);
  });

  test('another person confirms it, and the requirement is met; the camera as a whole is not settled', async () => {
    await enter(page, server.url, 'duyet');
    await openRequirement('2.4.2');
    await page.getByTestId('judgement').getByRole('button', { name: 'Xác nhận', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Xác nhận', exact: true }).click();
    await expect.poll(() => requirement('2.4.2').locator('summary').textContent()).toContain('Đạt');
    await expect.poll(() => page.getByTestId('conformity').textContent()).toContain('Chưa kết luận');
    await look('judgement-confirmed');
  });

  test('the assessment leaves as SARIF from its menu', async () => {
    await page.getByRole('button', { name: 'Xuất đánh giá' }).click();
    await page.screenshot({ path: 'test-output/screenshots/assessment-menu-vi-desktop.png' });
    const waiting = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'SARIF 2.1.0' }).click();
    const saved = await waiting;
    expect(saved.suggestedFilename()).toBe('ancam-assessment.sarif');
    expect(JSON.parse(await readFile(await saved.path(), 'utf8'))).toMatchObject({
      version: '2.1.0',
      runs: [{ tool: { driver: { name: 'AnCam' } } }],
    });
  });

  test('what the maker declares is entered on the page of the model', async () => {
    await enter(page, server.url);
    await page.goto(`${server.url}/models/${model}`);
    await page.getByRole('button', { name: 'Thêm giao diện' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(/^Cổng/).fill('554');
    await dialog.getByLabel(/^Dịch vụ/).fill('RTSP');
    await dialog.getByLabel(/^Tài liệu/).fill('IXIT 15, 03/2026');
    await dialog.getByRole('button', { name: 'Lưu' }).click();
    await expect.poll(() => page.locator('main').textContent()).toContain('tcp/554');
    await look('declared-interfaces');
  });

  test('nothing overflows, breaks WCAG AA, or faults', () => {
    expect(faults).toEqual([]);
    expect(misdeeds).toEqual({ consoleErrors: [], foreignRequests: [] });
  });
});
