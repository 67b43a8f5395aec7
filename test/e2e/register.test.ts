import { api } from '@ancam/contract';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { setUp } from './support/api-client.ts';
import type { ApiUser } from './support/api-client.ts';
import { CHROMIUM, enter, openPage, picture, startBrowser, watch } from './support/browser.ts';
import type { Misdeeds } from './support/browser.ts';
import { startServerProcess } from './support/server-process.ts';
import type { ServerProcess } from './support/server-process.ts';

const CAMERAS = 6;
/** Asks again until it holds; a busy machine takes its time. */
const soon = (ask: () => Promise<unknown>) => expect.poll(ask, { timeout: 15_000 });

/** The register as an officer works in it, in Chromium. Steps build on each other. */
describe.skipIf(CHROMIUM === undefined)('the register in the pages (needs Chromium)', () => {
  let server: ServerProcess;
  let user: ApiUser;
  let browser: Browser;
  let page: Page;
  let misdeeds: Misdeeds;
  const faults: string[] = [];

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServerProcess(), startBrowser()]);
    user = await setUp(server);
    for (let n = 1; n <= CAMERAS; n += 1)
      await user.call(api.addCamera, {
        body: { name: `Camera hành lang ${n}`, place: `Tầng ${n}`, maker: 'Hikvision', model: 'DS-2CD2143G2-I' },
      });
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
  const total = () => page.getByTestId('camera-total').textContent();

  async function pick(label: string, typed: string, option: string | RegExp): Promise<void> {
    await dialogue().getByRole('combobox', { name: label }).fill(typed);
    await page.getByRole('option', { name: option }).click();
  }

  test('a system, a site and a group are registered', async () => {
    await page.goto(`${server.url}/systems`);
    await page.getByRole('button', { name: 'Thêm hệ thống' }).click();
    await dialogue()
      .getByLabel(/^Hệ thống( \*)?$/)
      .fill('Hệ thống giám sát trụ sở');
    await dialogue()
      .getByLabel(/^Mục đích/)
      .fill('Bảo vệ trụ sở');
    await dialogue()
      .getByLabel(/^Phạm vi/)
      .first()
      .fill('Trụ sở ủy ban');
    await dialogue().getByRole('button', { name: 'Lưu' }).click();
    await page.waitForURL(/\/systems\/[0-9a-f-]{36}/);
    await look('register-system');
    const system = /systems\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
    const site = await user.call(api.addSite, { body: { name: 'Trụ sở ủy ban', address: 'Số 1 Lê Lợi' } });
    await user.call(api.addGroup, { body: { name: 'Nhóm hành lang', systemId: system, siteId: site.id } });
  });

  test('cameras are ticked with keyboard and shift, assigned together after a preview, and that is undone', async () => {
    await page.goto(`${server.url}/cameras?sort=name`);
    await soon(total).toContain(`${CAMERAS} camera`);
    const box = (n: number) => page.getByRole('checkbox', { name: `Chọn Camera hành lang ${n}` });
    await box(2).focus();
    await page.keyboard.press('Space');
    await box(5).click({ modifiers: ['Shift'] });
    await page.getByText('Đã chọn 4 camera').waitFor();
    await look('register-ticked');
    await page.getByRole('button', { name: 'Thay đổi', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Gán hệ thống, điểm lắp đặt, nhóm' }).click();
    await pick('Hệ thống thông tin', 'giam sat', 'Hệ thống giám sát trụ sở');
    await pick('Nhóm camera', 'hanh lang', 'Nhóm hành lang');
    await dialogue().getByRole('button', { name: 'Xem trước' }).click();
    await soon(() => page.getByTestId('bulk-preview').textContent()).toContain('4 camera sẽ được thay đổi');
    await dialogue().getByRole('button', { name: 'Thực hiện' }).click();
    await soon(() => page.getByTestId('bulk-result').textContent()).toContain('Đã thay đổi 4 camera');
    await dialogue().getByRole('button', { name: 'Hoàn tác' }).click();
    await soon(() => page.getByTestId('bulk-result').textContent()).toContain('Đã hoàn tác 4 camera');
    await page.keyboard.press('Escape');
    await dialogue().waitFor({ state: 'detached' });
    await soon(() => page.getByRole('cell', { name: 'Hệ thống giám sát trụ sở' }).count()).toBe(0);
  });

  test('a whole filter is assigned, the list is narrowed by system, kept as a view and opened again', async () => {
    await page.getByRole('checkbox', { name: 'Chọn các camera đang hiện' }).click();
    await page.getByRole('button', { name: 'Thay đổi', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Gán hệ thống, điểm lắp đặt, nhóm' }).click();
    await pick('Hệ thống thông tin', 'giam sat', 'Hệ thống giám sát trụ sở');
    await pick('Nhóm camera', 'hanh lang', 'Nhóm hành lang');
    await dialogue().getByRole('button', { name: 'Xem trước' }).click();
    await dialogue().getByRole('button', { name: 'Thực hiện' }).click();
    await soon(() => page.getByTestId('bulk-result').textContent()).toContain(`Đã thay đổi ${CAMERAS} camera`);
    await dialogue().getByRole('button', { name: 'Đóng' }).last().click();
    await page.goto(`${server.url}/systems`);
    await page.getByRole('link', { name: 'Hệ thống giám sát trụ sở' }).click();
    await page.getByRole('link', { name: 'Nhóm hành lang' }).click();
    await page.waitForURL(/group=/);
    await page.getByRole('button', { name: /Bỏ lọc: Của một nhóm: Nhóm hành lang/ }).waitFor();
    await soon(total).toContain(`${CAMERAS} camera`);
    await page.getByRole('button', { name: 'Bộ lọc đã lưu' }).click();
    await page.getByRole('menuitem', { name: 'Lưu danh sách này…' }).click();
    await dialogue().getByLabel(/^Tên/).fill('Camera hành lang');
    await dialogue().getByRole('button', { name: 'Lưu' }).click();
    await page.getByRole('button', { name: 'Camera hành lang', exact: true }).waitFor();
    await look('register-view');
    await page.goto(`${server.url}/cameras`);
    await page.getByRole('button', { name: 'Bộ lọc đã lưu' }).click();
    await page.getByRole('menuitem', { name: 'Camera hành lang' }).click();
    await page.waitForURL(/group=/);
  });

  test('a camera shows what it belongs to, and that is changed on its page', async () => {
    await page.getByRole('link', { name: 'Camera hành lang 1', exact: true }).click();
    await page.getByRole('heading', { name: 'Thuộc về' }).waitFor();
    await look('register-camera');
    await page.getByRole('button', { name: 'Sửa nơi thuộc về' }).click();
    await pick('Điểm lắp đặt', 'tru so', 'Trụ sở ủy ban');
    await dialogue().getByRole('button', { name: 'Lưu' }).click();
    await dialogue().waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Trụ sở ủy ban' }).waitFor();
  });

  test('a figure leads to a list of just as many rows', async () => {
    await page.goto(`${server.url}/figures`);
    const tile = page.locator('.figure').filter({ hasText: 'Thiếu giấy tờ' }).getByRole('link');
    const count = await tile.textContent();
    expect(count).toBe(String(CAMERAS));
    await look('register-figures');
    await tile.click();
    await page.waitForURL(/papers=missing/);
    await soon(total).toContain(`${count} camera`);
  });

  test('a record is entered in a register, places and units are looked at', async () => {
    await page.goto(`${server.url}/registers/bylaws/new`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await look('register-new-record');
    await page.goto(`${server.url}/registers/bylaws`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await look('register-records');
    for (const place of ['units', 'places', 'bulk-changes']) {
      await page.goto(`${server.url}/${place}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForTimeout(300);
      await look(`register-${place}`);
    }
  });

  test('no page overflowed, broke a rule of accessibility, complained in the console or called anybody else', () => {
    expect(faults).toEqual([]);
    expect(misdeeds).toEqual({ consoleErrors: [], foreignRequests: [] });
  });
});
