import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startFarm } from '@ancam/camera-farm';
import type { Farm } from '@ancam/camera-farm';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { authorise, setUp } from './support/api-client.ts';
import { CHROMIUM, enter, openPage, picture, startBrowser, watch } from './support/browser.ts';
import type { Misdeeds } from './support/browser.ts';
import { startProbe } from './support/probe-process.ts';
import type { ProbeProcess } from './support/probe-process.ts';
import { startServerProcess } from './support/server-process.ts';
import type { ServerProcess } from './support/server-process.ts';

const CAMERA = {
  address: '127.66.0.1',
  maker: 'hikvision',
  model: 'DS-2CD2143G2-I',
  firmware: 'V5.7.15 build 230313',
  serial: 'DS-2CD2143G2-I20230401AAWR100000000',
  mac: '44:19:b6:00:00:10',
  flaws: ['telnet'],
} as const;

/** A probe from its first command to its end, on the pages. Steps build on each other. */
describe.skipIf(CHROMIUM === undefined)('probes on the pages (needs Chromium)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ancam-probe-page-'));
  let farm: Farm;
  let server: ServerProcess;
  let browser: Browser;
  let page: Page;
  let misdeeds: Misdeeds;
  let probe: ProbeProcess;

  beforeAll(async () => {
    farm = await startFarm({ cameras: [{ ...CAMERA, flaws: [...CAMERA.flaws] }] });
    server = await startServerProcess();
    const user = await setUp(server);
    await authorise(user, ['127.66.0.0/27', '127.67.0.0/28']);
    browser = await startBrowser();
    page = await openPage(browser);
    misdeeds = watch(page, server.url);
    await enter(page, server.url);
  });
  afterAll(async () => {
    await probe.stop();
    await browser.close();
    await server.stop();
    await farm.close();
    rmSync(server.dataFolder, { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
  });

  test('the page gives a command, once; who runs it there sees the probe ready, with the key that it printed', async () => {
    await page.goto(`${server.url}/probes`);
    await page.getByText('Chưa có trạm quét').waitFor();
    await page.getByRole('button', { name: 'Thêm trạm' }).click();
    await page
      .getByRole('dialog')
      .getByLabel(/^Tên trạm/)
      .fill('Trạm UBND xã');
    await page.getByRole('dialog').getByRole('button', { name: 'Lưu' }).click();
    const command = (await page.getByTestId('probe-command').textContent()) ?? '';
    const [, , , , url = '', , code = ''] = command.split(' ');
    expect(url).toBe(server.url);
    probe = startProbe(folder, '--server', url, '--code', code, '--allow', '127.66.0.0/27');
    await expect.poll(() => probe.printed(), { timeout: 60_000 }).toContain('The server answers');
    await page.reload();
    await page.getByText('Sẵn sàng').waitFor();
    expect(await page.getByTestId('probe-command').count()).toBe(0);
    const fingerprint = /Fingerprint of its key: ([0-9a-f]{16})/.exec(probe.printed())?.[1] ?? 'none';
    await page.getByText(fingerprint).waitFor();
  });

  test('a scan is shared with it, shows its blocks, and names the one that no probe may scan', async () => {
    await page.goto(`${server.url}/scans/new`);
    await page.getByLabel('Trạm UBND xã').check();
    await page.getByRole('button', { name: 'Quét mạng' }).click();
    await page.getByRole('heading', { name: 'Phần việc của các trạm' }).waitFor();
    await page.getByText(/Không trạm nào được phép quét/).waitFor();
    const blocks = page.getByRole('table', { name: 'Phần việc của các trạm' });
    await expect.poll(() => blocks.getByText('Hoàn thành').count(), { timeout: 120_000 }).toBe(2);
    expect(await picture(page, 'probe-scan')).toEqual([]);
    await page.goto(`${server.url}/probes`);
    await page.getByText('32/48 địa chỉ').waitFor();
    expect(await picture(page, 'probes')).toEqual([]);
    await page.getByRole('button', { name: 'Hủy quét' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Hủy quét' }).click();
    await page.getByText('Đã hủy').waitFor();
    await page.goto(`${server.url}/cameras`);
    await page.getByText('127.66.0.1', { exact: true }).first().waitFor();
  });

  test('revoked, it is told so and ends', async () => {
    await page.goto(`${server.url}/probes`);
    await page.getByRole('button', { name: 'Thu hồi' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Thu hồi' }).click();
    await page.getByText('Đã thu hồi').waitFor();
    await expect.poll(() => probe.printed(), { timeout: 60_000 }).toContain('takes nothing from this probe');
    expect(await probe.ended).toBe(3);
    expect(misdeeds).toEqual({ consoleErrors: [], foreignRequests: [] });
  });
});
