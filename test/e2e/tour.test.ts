import { readFileSync } from 'node:fs';
import { demoFleet, startFarm } from '@ancam/camera-farm';
import type { CameraSpec, Farm } from '@ancam/camera-farm';
import type { Browser, Download, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PASSWORD } from './support/api-client.ts';
import { CHROMIUM, openPage, picture, startBrowser, watch } from './support/browser.ts';
import type { Misdeeds } from './support/browser.ts';
import { migratedDataFolder, startServerProcess } from './support/server-process.ts';
import type { ServerProcess } from './support/server-process.ts';

const RANGE = '127.23.0.1-127.23.0.40';

/** The whole way of a newcomer through the pages, in Chromium, on simulated cameras. Steps build on each other. */
describe.skipIf(CHROMIUM === undefined)('a newcomer in the pages (needs Chromium)', () => {
  let server: ServerProcess;
  let farm: Farm;
  let fleet: readonly CameraSpec[];
  let browser: Browser;
  let page: Page;
  let misdeeds: Misdeeds;
  const faults: string[] = [];

  beforeAll(async () => {
    fleet = demoFleet();
    [server, farm, browser] = await Promise.all([
      startServerProcess({ dataFolder: migratedDataFolder() }),
      startFarm({ cameras: [...fleet] }),
      startBrowser(),
    ]);
    page = await openPage(browser);
    misdeeds = watch(page, server.url);
  });
  afterAll(async () => {
    await browser?.close();
    await Promise.all([server?.stop(), farm?.close()]);
  });

  async function look(name: string): Promise<void> {
    faults.push(...(await picture(page, name)));
  }

  function fill(label: string, value: string): Promise<void> {
    // A required field's label ends with an asterisk.
    return page.getByLabel(new RegExp(`^${label}( \\*)?$`)).fill(value);
  }

  async function downloadOf(act: () => Promise<void>): Promise<{ download: Download; bytes: Buffer }> {
    const [download] = await Promise.all([page.waitForEvent('download'), act()]);
    return { download, bytes: readFileSync(await download.path()) };
  }

  test('the set-up link makes the first administrator, who lands on an empty dashboard that says what to do', async () => {
    await page.goto(server.setupLink ?? '');
    await fill('Tên cơ quan, đơn vị', 'UBND xã Bình Minh');
    await fill('Họ và tên người quản trị', 'Nguyễn Văn An');
    await fill('Tên đăng nhập', 'quantri');
    await fill('Mật khẩu', PASSWORD);
    await fill('Nhập lại mật khẩu', PASSWORD);
    await page.getByRole('button', { name: 'Tạo tài khoản và bắt đầu' }).click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.getByText('Ghi nhận căn cứ cho phép quét').first().waitFor();
    await look('dashboard-empty');
  });

  test('a scan needs a recorded authorisation, shows what it would send, and runs live', async () => {
    await page.goto(`${server.url}/scans/new`);
    await fill('Người cho phép', 'Trần Thị Bình');
    await fill('Chức vụ', 'Chủ tịch UBND xã');
    await fill('Văn bản', '12/QĐ-UBND');
    await fill('Ngày văn bản', '15/11/2026');
    await fill('Hiệu lực từ ngày', '15/11/2026');
    await fill('Đến hết ngày', '31/12/2099');
    await fill('Phạm vi được phép quét', `${RANGE}\n127.23.0.300`);
    await page.getByText('127.23.0.300').last().waitFor();
    await look('authorisation-fault');
    await fill('Phạm vi được phép quét', RANGE);
    await page.getByLabel('Cho phép thử mật khẩu xuất xưởng').check();
    await page.getByRole('button', { name: 'Ghi nhận', exact: true }).click();
    await page.getByLabel('Thử mật khẩu xuất xưởng', { exact: true }).check();
    await page.getByRole('button', { name: 'Xem trước, chưa gửi gì' }).click();
    await page.getByText('Những gì sẽ được gửi').waitFor();
    await look('scan-preview');
    await page.getByRole('button', { name: 'Quét mạng' }).click();
    await page.waitForURL(/\/scans\/[0-9a-f-]{36}/);
    await page.getByTestId('scan-progress').waitFor();
    await look('scan-running');
    await page.getByText('Hoàn thành').first().waitFor({ timeout: 120_000 });
    await look('scan-finished');
  });

  test('the result file of the scan can be taken away', async () => {
    const { bytes } = await downloadOf(() => page.getByText('Tải tệp kết quả').click());
    const result = JSON.parse(bytes.toString()) as { format: string; hosts: unknown[] }; // our own format
    expect(result.format).toBe('ancam-scan');
    expect(result.hosts.length).toBeGreaterThanOrEqual(fleet.length);
  });

  test('the register holds every camera, is searched without accents and filtered in the address', async () => {
    await page.goto(`${server.url}/cameras`);
    await expect.poll(() => page.getByTestId('camera-total').textContent()).toContain(`${fleet.length} camera`);
    await look('cameras');
    // The password test was asked for under an authorisation that allows it, so every planted factory password was found.
    await page.goto(`${server.url}/cameras?check=access%2Ffactory-password`);
    const factory = fleet.filter((camera) => camera.flaws.includes('factory-password')).length;
    await expect.poll(() => page.getByTestId('camera-total').textContent()).toContain(`${factory} camera`);
    await page.goto(`${server.url}/cameras`);
    await page.getByTestId('camera-total').waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('HIKVISION');
    await page.waitForURL(/q=HIKVISION/i);
    const hikvision = fleet.filter((camera) => camera.maker === 'hikvision').length;
    await expect.poll(() => page.getByTestId('camera-total').textContent()).toContain(`${hikvision} camera`);
    const { bytes } = await downloadOf(async () => {
      await page.getByRole('button', { name: 'Xuất danh sách' }).click();
      await page.getByRole('menuitem', { name: /CSV/ }).click();
    });
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(bytes.toString().trim().split('\r\n')).toHaveLength(hikvision + 1);
  });

  async function openWorstCamera(): Promise<void> {
    const worst = fleet.find((camera) => camera.flaws.includes('open-stream'));
    await page.goto(`${server.url}/cameras?q=${worst?.address ?? ''}`);
    const row = page.getByRole('row').filter({ has: page.getByText(worst?.address ?? '', { exact: true }) });
    await row.getByRole('link').first().click();
    await page.waitForURL(/\/cameras\/[0-9a-f-]{36}/);
    await page.getByTestId('finding').first().waitFor();
  }

  test('a camera shows each finding with evidence, clause and remedy; one is accepted with a reason, one is called fixed', async () => {
    await openWorstCamera();
    const open = page.locator('[data-check="stream/open-stream"]');
    if ((await open.getByText('Cách khắc phục').count()) === 0 || !(await open.getByText('Cách khắc phục').isVisible()))
      await open.getByRole('button').first().click();
    await open.getByText('Cách khắc phục').waitFor();
    await expect.poll(() => open.textContent()).toContain('QCVN 11:2026/BCA');
    await look('camera');
    await open.getByRole('button', { name: 'Đã khắc phục' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Đã khắc phục' }).click();
    await expect.poll(() => open.getAttribute('data-status')).toBe('fixed');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });

    const clear = page.locator('[data-check="stream/clear-text"]');
    await clear.getByRole('button').first().click();
    await clear.getByRole('button', { name: 'Chấp nhận có lý do' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Lý do chấp nhận').fill('Camera nằm trong VLAN riêng, chờ thay năm 2027');
    await dialog.getByLabel('Chấp nhận đến hết ngày').fill('31/12/2027');
    await dialog.getByRole('button', { name: 'Chấp nhận có lý do' }).click();
    await expect.poll(() => clear.getAttribute('data-status')).toBe('accepted');
    await page.getByRole('tab', { name: 'Yêu cầu quy chuẩn' }).click();
    await page.getByText('Có dấu hiệu không phù hợp').first().waitFor();
    await look('camera-requirements');
  });

  test('the assessment of one camera and of all is exported as PDF and XLSX', async () => {
    for (const [start, format, magic] of [
      ['camera', /PDF/, '%PDF-'],
      ['cameras', /XLSX|Excel/, 'PK'],
    ] as const) {
      if (start === 'cameras') await page.goto(`${server.url}/cameras`);
      const { bytes } = await downloadOf(async () => {
        await page.getByRole('button', { name: 'Xuất đánh giá' }).first().click();
        await page.getByRole('menuitem', { name: format }).first().click();
      });
      expect(bytes.subarray(0, magic.length).toString()).toBe(magic);
    }
  });

  test('a camera that no scan reaches is added from its label', async () => {
    await page.goto(`${server.url}/cameras/new`);
    await fill('Tên', 'Camera sau đầu ghi, phòng một cửa');
    await fill('Nhà sản xuất', 'Dahua');
    await fill('Model', 'IPC-HFW1230S');
    await page.getByRole('button', { name: 'Thêm camera' }).click();
    await page.waitForURL(/\/cameras\/[0-9a-f-]{36}/);
    await page.getByRole('heading', { name: 'Camera sau đầu ghi, phòng một cửa' }).waitFor();
  });

  test('after a repair a second scan shows what changed, and reopens what was called fixed but is not', async () => {
    await farm.close();
    const repaired = fleet.map((camera) =>
      camera.flaws.includes('telnet') ? { ...camera, flaws: camera.flaws.filter((flaw) => flaw !== 'telnet') } : camera,
    );
    farm = await startFarm({ cameras: repaired });
    await page.goto(`${server.url}/scans/new`);
    await page.getByRole('button', { name: 'Quét mạng' }).click();
    await page.waitForURL(/\/scans\/[0-9a-f-]{36}/);
    await page.getByText('Hoàn thành').first().waitFor({ timeout: 120_000 });
    await page.getByRole('tab', { name: /Thay đổi/ }).click();
    await page
      .getByText(/Telnet/i)
      .first()
      .waitFor();
    await look('scan-changes');
    await openWorstCamera();
    await expect.poll(() => page.locator('[data-check="stream/open-stream"]').getAttribute('data-status')).toBe('open');
    await expect.poll(() => page.locator('[data-check="stream/clear-text"]').getAttribute('data-status')).toBe('accepted');
  });

  test('the result file of another network is imported, and known cameras are recognised', async () => {
    await page.goto(`${server.url}/scans`);
    await page.locator('a[href*="/scans/"]:not([href$="/new"])').first().click();
    const { bytes } = await downloadOf(() => page.getByText('Tải tệp kết quả').click());
    const elsewhere = bytes.toString().replaceAll(/"id":"[0-9a-f]{8}-/g, '"id":"0a0a0a0a-');
    await page.goto(`${server.url}/import`);
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'hong.json', mimeType: 'application/json', buffer: Buffer.from('{"format":"khác"}') });
    await page.getByRole('alert').first().waitFor();
    await look('import-refused');
    await page.goto(`${server.url}/import`);
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'ket-qua.json', mimeType: 'application/json', buffer: Buffer.from(elsewhere) });
    await expect.poll(() => page.locator('main').textContent(), { timeout: 30_000 }).toMatch(/nhận ra|nhận lại|đã biết/i);
    await look('import-done');
    await page.goto(`${server.url}/cameras`);
    await expect.poll(() => page.getByTestId('camera-total').textContent()).toContain(`${fleet.length + 1} camera`);
  });

  test('the other pages stand in both languages and at phone width', async () => {
    for (const path of ['', 'scans', 'authorisations', 'knowledge', 'knowledge?tab=makers', 'knowledge?tab=own', 'audit', 'cameras/new']) {
      await page.goto(`${server.url}/${path}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForLoadState('networkidle');
      await look(path === '' ? 'dashboard' : path.replaceAll(/[/?=]/g, '-'));
    }
  });

  test('nothing overflowed, nothing is closed to assistive technology, no console error, no request to a foreign host', () => {
    expect(faults).toEqual([]);
    // The refused import answers 4xx, which Chromium itself writes to the console.
    expect(misdeeds.consoleErrors.filter((text) => !/status of 4(00|22)/.test(text))).toEqual([]);
    expect(misdeeds.foreignRequests).toEqual([]);
  });
});
