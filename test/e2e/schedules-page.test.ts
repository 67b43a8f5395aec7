import { rmSync } from 'node:fs';
import { startFarm } from '@ancam/camera-farm';
import type { Farm } from '@ancam/camera-farm';
import { formatDateTime } from '@ancam/core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { authorise, setUp } from './support/api-client.ts';
import { CHROMIUM, enter, openPage, picture, startBrowser, watch } from './support/browser.ts';
import type { Misdeeds } from './support/browser.ts';
import { startServerProcess } from './support/server-process.ts';
import type { ServerProcess } from './support/server-process.ts';

const CAMERA = {
  address: '127.68.0.1',
  maker: 'hikvision',
  model: 'DS-2CD2143G2-I',
  firmware: 'V5.7.15 build 230313',
  serial: 'DS-2CD2143G2-I20230401AAWR100000001',
  mac: '44:19:b6:00:00:11',
  flaws: ['telnet'],
} as const;
const MINUTE_MS = 60_000;

/** A schedule from its form to its end, on the pages of a server whose clock runs. Steps build on each other. */
describe.skipIf(CHROMIUM === undefined)('schedules of scans on the pages (needs Chromium)', () => {
  let farm: Farm;
  let server: ServerProcess;
  let browser: Browser;
  let page: Page;
  let misdeeds: Misdeeds;

  beforeAll(async () => {
    farm = await startFarm({ cameras: [{ ...CAMERA, flaws: [...CAMERA.flaws] }] });
    server = await startServerProcess();
    const user = await setUp(server);
    await authorise(user, ['127.68.0.0/28']);
    browser = await startBrowser();
    page = await openPage(browser);
    misdeeds = watch(page, server.url);
    await enter(page, server.url);
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
    await farm.close();
    rmSync(server.dataFolder, { recursive: true, force: true });
  });

  const button = (name: string) => page.getByRole('button', { name, exact: true });

  test('the form says what is wrong before anything is sent, and saves what it says', async () => {
    await page.goto(`${server.url}/schedules`);
    await page.getByText('Chưa có lịch quét').waitFor();
    await page.getByRole('link', { name: 'Lập lịch quét' }).click();
    await page.getByLabel(/^Tên lịch/).fill('Quét cuối tuần');
    await page.getByLabel(/^Từ/).fill('25:00');
    await page.getByText('Viết giờ theo dạng 22:00.').waitFor();
    expect(await button('Lưu lịch quét').isDisabled()).toBe(true);
    await page.getByLabel(/^Từ/).fill('2200');
    await page.getByLabel(/^Nhẹ: tối đa 100 kết nối/).check();
    expect(await page.getByRole('switch', { name: 'Báo khi có thay đổi' }).isChecked()).toBe(true);
    expect(await picture(page, 'schedule-form')).toEqual([]);
    await button('Lưu lịch quét').click();
    await page.getByRole('heading', { name: 'Quét cuối tuần' }).waitFor();
    await page.getByText('Thứ Bảy lúc 22:00').waitFor();
    await page.getByText('22:00–05:00, mọi ngày').waitFor();
    await page.getByText('Khi có thay đổi hoặc không chạy được').waitFor();
    await page.getByText('Chưa chạy lần nào').waitFor();
    expect(await picture(page, 'schedule-new')).toEqual([]);
  });

  test('paused, it begins nothing; it goes on, and is changed in place', async () => {
    await button('Tạm dừng').click();
    await button('Chạy tiếp').click();
    await page.getByRole('link', { name: 'Sửa' }).click();
    expect(await page.getByLabel(/^Tên lịch/).inputValue()).toBe('Quét cuối tuần');
    expect(await page.getByLabel(/^Nhẹ: tối đa/).isChecked()).toBe(true);
    // The next minute but one: what is on the way to it must not be late.
    const [day = '', time = ''] = formatDateTime(new Date(Date.now() + 1.5 * MINUTE_MS)).split(' ');
    await page.getByLabel('Lặp lại').selectOption('once');
    await page.getByLabel(/^Ngày/).fill(day);
    await page.getByLabel(/^Lúc/).fill(time);
    await page.getByRole('switch', { name: 'Chỉ quét trong khung giờ' }).click();
    await page.getByLabel(/^Thường: tối đa/).check();
    await page.getByRole('switch', { name: 'Báo khi có thay đổi' }).click();
    await button('Lưu lịch quét').click();
    await page.getByText(`Một lần, ${day} lúc ${time}`).waitFor();
    expect(await page.getByText('Khi có thay đổi hoặc không chạy được').count()).toBe(0);
  });

  test('its time comes, the scan runs by itself, and the history shows what it found', async () => {
    const history = page.getByRole('table', { name: 'Các lần đã chạy' });
    await expect.poll(() => history.getByText('Hoàn thành').count(), { timeout: 4 * MINUTE_MS }).toBe(1);
    await history.getByText('1 camera mới').waitFor();
    await page.getByText('Đã hết', { exact: true }).waitFor();
    expect(await picture(page, 'schedule-ran')).toEqual([]);
    await history.getByText('1 camera mới').click();
    await page.getByText('Mức quét: Thường').waitFor();
    await page.getByRole('link', { name: 'Theo lịch quét' }).waitFor();
    expect(await picture(page, 'schedule-scan')).toEqual([]);
    await page.goto(`${server.url}/schedules`);
    await page.getByText('Quét cuối tuần').waitFor();
    expect(await picture(page, 'schedules')).toEqual([]);
  }, 300_000);

  test('deleted, it asks first, and what it found stays', async () => {
    await page.getByText('Quét cuối tuần').click();
    await button('Xóa').click();
    await page.getByRole('dialog').getByText('Xóa lịch Quét cuối tuần?').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Xóa', exact: true }).click();
    await page.getByText('Chưa có lịch quét').waitFor();
    await page.goto(`${server.url}/cameras`);
    await page.getByText(CAMERA.address, { exact: true }).first().waitFor();
    expect(misdeeds).toEqual({ consoleErrors: [], foreignRequests: [] });
  });
});
