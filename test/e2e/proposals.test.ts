import { api } from '@ancam/contract';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { resultOf } from '../../packages/server/test/results.ts';
import type { Shown } from '../../packages/server/test/results.ts';
import { setUp } from './support/api-client.ts';
import type { ApiUser } from './support/api-client.ts';
import { CHROMIUM, enter, openPage, picture, startBrowser, watch } from './support/browser.ts';
import type { Misdeeds } from './support/browser.ts';
import { startServerProcess } from './support/server-process.ts';
import type { ServerProcess } from './support/server-process.ts';

const STRANGE = [50, 51, 52].map((n) => ({ address: `10.0.0.${n}`, manufacturer: 'Không ai biết', model: `X${n}`, telnet: true }));

/** What scans propose, decided in Chromium by mouse and by keyboard. */
describe.skipIf(CHROMIUM === undefined)('proposals in the pages (needs Chromium)', () => {
  let server: ServerProcess;
  let user: ApiUser;
  let browser: Browser;
  let page: Page;
  let misdeeds: Misdeeds;
  const faults: string[] = [];

  async function load(day: number, ...shown: readonly Omit<Shown, 'at'>[]): Promise<void> {
    const body = JSON.stringify(resultOf(`2026-10-0${day}T03:00:00.000Z`, ...shown));
    expect((await user.fetch('/api/scans/import', { method: 'POST', body })).status).toBe(200);
  }

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServerProcess(), startBrowser()]);
    user = await setUp(server);
    const known = { address: '10.0.0.1', serial: 'DS20260001', firmware: 'V5.5.0' };
    const moving = { address: '10.0.0.2', serial: 'DS20260002', tlsKey: 'ab'.repeat(32) };
    const leaving = { address: '10.0.0.3', serial: 'DS20260003' };
    await load(1, known, moving, leaving);
    await load(2, { ...known, firmware: 'V5.7.3' });
    await load(3, { ...known, firmware: 'V5.8.0', model: 'DS-2CD2347G2-LU' }, { address: '10.0.0.20', tlsKey: moving.tlsKey }, ...STRANGE);
    page = await openPage(browser);
    misdeeds = watch(page, server.url);
    await enter(page, server.url);
    await page.getByTestId('proposals-waiting').waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  const look = async (name: string): Promise<void> => {
    faults.push(...(await picture(page, name)));
  };
  const items = () => page.getByTestId('proposal');
  const waiting = async (): Promise<number> => (await user.call(api.countProposals)).waiting.count;

  test('the navigation counts what waits; each proposal shows the old beside the new', async () => {
    await expect.poll(() => page.getByTestId('proposals-waiting').textContent()).toContain(String(await waiting()));
    await page.goto(`${server.url}/proposals`);
    await items().first().waitFor();
    expect(await items().count()).toBe(6);
    const changed = page.locator('[data-testid=proposal][data-kind=changed]');
    await expect.poll(() => changed.textContent()).toMatch(/DS-2CD2143G2-I.*→.*DS-2CD2347G2-LU/);
    const moved = page.locator('[data-testid=proposal][data-kind=moved]');
    await expect.poll(() => moved.textContent()).toMatch(/10\.0\.0\.2.*→.*10\.0\.0\.20.*khóa TLS/);
    await look('proposals');
  });

  test('the keyboard accepts, and refuses with a reason; a refusal is taken back', async () => {
    await items().first().focus();
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    const first = (await items().first().textContent()) ?? '';
    expect(
      await items()
        .first()
        .evaluate((node) => node === document.activeElement),
    ).toBe(true);
    await page.keyboard.press('a');
    await expect.poll(() => items().count()).toBe(5);
    expect((await page.locator('main').textContent()) ?? '').not.toContain(first);
    const refused = page.locator('[data-testid=proposal][data-kind=new]').first();
    await refused.focus();
    await page.keyboard.press('r');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(/^Lý do/).fill('camera của trạm y tế bên cạnh');
    await dialog.getByRole('button', { name: 'Không phải của đơn vị' }).click();
    await expect.poll(() => items().count()).toBe(4);
    await page.getByRole('button', { name: 'Hoàn tác' }).click();
    await expect.poll(() => items().count()).toBe(5);
  });

  test('all of a filter are accepted after a question that says how many', async () => {
    await page.goto(`${server.url}/proposals?kind=new`);
    await items().first().waitFor();
    const count = await items().count();
    await page.getByRole('button', { name: 'Nhận tất cả theo bộ lọc' }).click();
    const accept = page.getByRole('dialog').getByRole('button', { name: `Nhận ${count} đề xuất` });
    await accept.waitFor();
    await accept.click();
    await page.getByText('Không có đề xuất nào', { exact: true }).waitFor();
    await look('proposals-empty');
  });

  test('a rule is switched off on the page; the history of a camera names the rule that accepted', async () => {
    await page.getByLabel('Nhận thay đổi firmware').click();
    await expect.poll(async () => (await user.call(api.getProposalRules)).acceptFirmware).toBe(false);
    const { items: cameras } = await user.call(api.listCameras, { query: { q: 'DS20260001' } });
    await page.goto(`${server.url}/cameras/${cameras[0]?.id ?? ''}?tab=history`);
    await page.getByText('quy tắc “thay đổi firmware”', { exact: false }).first().waitFor();
    await look('camera-history');
    await page.goto(`${server.url}/scans`);
    await page.locator('a[href*="/scans/"]:not([href$="/new"])').first().click();
    await page.getByTestId('proposal-counts').waitFor();
    await look('scan-proposals');
    await page.goto(`${server.url}/audit`);
    await page.getByText('Nhận đề xuất của lần quét').first().waitFor();
    await look('audit-proposals');
  });

  test('nothing overflowed, nothing is closed to assistive technology, no console error, no request to a foreign host', () => {
    expect(faults).toEqual([]);
    expect(misdeeds).toEqual({ consoleErrors: [], foreignRequests: [] });
  });
});
