import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM, chooseLanguage, openPage, picture, startBrowser, watch } from './support/browser.ts';
import type { Misdeeds } from './support/browser.ts';
import { newDataFolder, startServerProcess } from './support/server-process.ts';
import type { ServerProcess } from './support/server-process.ts';

/** What is Vietnamese in the demonstration whatever the language: what people entered, names, symbols of papers. */
const ENTERED = /minh họa|^(?:UBND|Sở) |\d\/(?:STTTT|UBND|CATTT)-|Quảng Ngãi/iu;
const NAMES = /\d+\/\d{4}\/(?:NĐ-CP|TT-BTTTT)/gu;

/** Vietnamese words on a page that is read in English, but for names and what was entered. */
async function vietnameseOn(page: Page): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const walker = document.createTreeWalker(document.querySelector('#root') ?? document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    while (walker.nextNode()) found.push(walker.currentNode.textContent?.trim() ?? '');
    const spoken = document.querySelectorAll('[aria-label], [title], [placeholder]');
    return [
      ...found,
      ...[...spoken].flatMap((each) => ['aria-label', 'title', 'placeholder'].map((name) => each.getAttribute(name) ?? '')),
    ];
  });
  const marks = /[à-ãè-êìíò-õùúýăđĩũơưạ-ỹ]/iu;
  return [...new Set(texts)].filter((words) => !ENTERED.test(words) && marks.test(words.replace(NAMES, '')));
}

/** The province of the demonstration, served on its own folder and clicked through. */
describe.skipIf(CHROMIUM === undefined)('the demonstration of a province (needs Chromium)', () => {
  let server: ServerProcess;
  let browser: Browser;
  let page: Page;
  let misdeeds: Misdeeds;
  const faults: string[] = [];

  beforeAll(async () => {
    const folder = newDataFolder();
    const command = ['node', 'packages/cli/bin/ancam.mjs', 'demo', 'quang-ngai', '--without-decision', '17', '--data-dir', folder];
    [server, browser] = await Promise.all([startServerProcess({ command }), startBrowser()]);
    page = await openPage(browser);
    misdeeds = watch(page, server.url);
  }, 400_000);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  test('it counts what the report says, less the decision that was left out, and names the system', () => {
    expect(server.printed).toContain('"systems":41,"level3":3,"level2":38,"approved":40,"approvedPercent":97.5,"open":2,"terminals":41');
    expect(server.printed).toMatch(/"missing":\["Hệ thống 17 [^"]*"\]/);
  });

  test('an account of the province sees its systems by level, under a notice on every page', async () => {
    const password = /tinh-duyet +(\S+)/.exec(server.printed)?.[1] ?? '';
    await page.goto(`${server.url}/login`);
    // Before the sign-in too nobody takes it for a real register.
    await page.getByTestId('demonstration').waitFor();
    await page.getByLabel(/^Tên đăng nhập/).fill('tinh-duyet');
    await page.getByLabel(/^Mật khẩu/).fill(password);
    await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
    await page.waitForURL((url) => url.pathname !== '/login');
    await page.getByTestId('demonstration').waitFor();
    await page.goto(`${server.url}/levels?level=3`);
    await expect.poll(() => page.getByRole('link', { name: /^Hệ thống 0[123]/ }).count()).toBe(3);
    faults.push(...(await picture(page, 'demo-levels')));
    await page.getByRole('link', { name: /^Hệ thống 01/ }).click();
    await page.getByRole('heading', { name: 'Đang có hiệu lực' }).waitFor();
    expect(await page.getByTestId('demonstration').textContent()).toContain('05/04/2023');
    await page.goto(`${server.url}/levels?status=to-determine`);
    await expect.poll(() => page.getByRole('link', { name: /minh họa cho mọi/ }).count()).toBe(2);
    await page.getByRole('link', { name: /minh họa cho mọi xã/ }).click();
    await page.waitForURL(/\/systems\/[0-9a-f-]{36}/);
    await page.goto(page.url().replace(/\/level.*$/, ''));
    await page.getByText('Đang vận hành').first().waitFor();
    await page
      .getByText(/cong-van-398.*minh-hoa\.pdf/)
      .first()
      .waitFor();
    await page.goto(`${server.url}/registers/documents`);
    await page.getByText('294/CATTT-ATHTTT').first().waitFor();
    await chooseLanguage(page, 'en');
    const dossiers = await page.evaluate(async () => (await (await fetch('/api/dossiers')).json()) as { items: { id: string }[] });
    const places = ['levels', 'dossiers', `dossiers/${dossiers.items[0]?.id ?? ''}`, 'checks', 'documents', 'duties', 'duties/rollup'];
    for (const place of places) {
      await page.goto(`${server.url}/${place}`, { waitUntil: 'networkidle' });
      faults.push(...(await vietnameseOn(page)).map((words) => `${place}: ${words}`));
    }
    expect(faults).toEqual([]);
    expect(misdeeds).toEqual({ consoleErrors: [], foreignRequests: [] });
  });
});
