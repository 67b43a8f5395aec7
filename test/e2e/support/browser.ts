import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import type { AxeResults } from 'axe-core';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { PASSWORD } from './api-client.ts';
import { ROOT } from './server-process.ts';

const CANDIDATES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Path of the Chromium of this machine, where there is one. */
export const CHROMIUM = CANDIDATES.find((path) => existsSync(path));

/** Starts Chromium without any of its own calls home. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM ?? '',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** A page as people in Viet Nam have it. */
export async function openPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh', acceptDownloads: true });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  return page;
}

/** Signs somebody in on the page, in place of whoever was. */
export async function enter(page: Page, origin: string, login = 'quantri'): Promise<void> {
  // What the page still asks for would be refused once its cookie is gone.
  await page.goto('about:blank');
  await page.context().clearCookies();
  await page.goto(`${origin}/login`);
  await page.getByLabel(/^Tên đăng nhập/).fill(login);
  await page.getByLabel(/^Mật khẩu( \*)?$/).fill(PASSWORD);
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  await page.waitForURL(`${origin}/`);
}

/** Chooses the language in the head of the page, which a phone hides. */
export async function chooseLanguage(page: Page, language: 'vi' | 'en'): Promise<void> {
  await page.setViewportSize(SIZES.desktop);
  await page.getByRole('banner').getByText(language.toUpperCase(), { exact: true }).click();
  await page.waitForFunction((chosen) => document.documentElement.lang === chosen, language);
}

/** What a page did that it must not do. */
export interface Misdeeds {
  readonly consoleErrors: string[];
  readonly foreignRequests: string[];
}

/** Notes console errors, uncaught faults and requests to any host but `origin`. */
export function watch(page: Page, origin: string): Misdeeds {
  const misdeeds: Misdeeds = { consoleErrors: [], foreignRequests: [] };
  page.on('console', (message) => {
    if (message.type() === 'error') misdeeds.consoleErrors.push(message.text());
  });
  page.on('pageerror', (error) => misdeeds.consoleErrors.push(String(error)));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !url.startsWith('data:') && !url.startsWith('blob:')) misdeeds.foreignRequests.push(url);
  });
  return misdeeds;
}

const FOLDER = join(ROOT, 'test-output/screenshots');
/** Nobody looks at what a machine of CI takes: a quarter of the processor time of a page there. */
const LOOKED_AT = process.env['CI'] === undefined;

/** Sizes at which people look at the pages. */
export const SIZES = { desktop: { width: 1280, height: 800 }, phone: { width: 360, height: 740 } } as const;

/** Shows the page in both languages at both sizes, taken into the ignored folder where people will look at it; gives what overflows sideways and what axe finds. */
export async function picture(
  page: Page,
  name: string,
  setLanguage = (language: 'vi' | 'en'): Promise<void> => chooseLanguage(page, language),
): Promise<string[]> {
  mkdirSync(FOLDER, { recursive: true });
  const faults: string[] = [];
  for (const language of ['en', 'vi'] as const) {
    await setLanguage(language);
    for (const [size, viewport] of Object.entries(SIZES)) {
      await page.setViewportSize(viewport);
      await page.evaluate('window.scrollTo(0, 0)');
      await page.waitForTimeout(400);
      const wide = await tooWide(page);
      if (wide !== '') faults.push(`${name} ${language} ${size}: overflows sideways, ${wide}`);
      if (LOOKED_AT) await page.screenshot({ path: join(FOLDER, `${name}-${language}-${size}.png`), fullPage: size === 'desktop' });
    }
  }
  await page.setViewportSize(SIZES.desktop);
  return [...faults, ...(await accessibilityFaults(page, name))];
}

const WIDE = 'document.documentElement.scrollWidth > window.innerWidth + 1';
/** What reaches beyond the right edge, with how far. */
const BEYOND = `[...document.querySelectorAll('*')].map((each) => [each, Math.round(each.getBoundingClientRect().right)])
  .filter(([, right]) => right > window.innerWidth + 1).slice(0, 8).map(([each, right]) => each.tagName + '.' + each.className + ' to ' + right).join(', ')`;

/** What makes the page wider than the window, `''` where nothing does. On a busy machine it settles some time after its size has changed. */
async function tooWide(page: Page): Promise<string> {
  for (let tries = 1; await page.evaluate(WIDE); tries += 1) {
    if (tries === 25) return (await page.evaluate<string>(BEYOND)) || 'nothing that has a place';
    await page.waitForTimeout(200);
  }
  return '';
}

/** Violations of WCAG 2.1 A and AA that axe finds on the page as it stands, one line each. */
async function accessibilityFaults(page: Page, name: string): Promise<string[]> {
  // half a megabyte of script, once for each document
  if (!(await page.evaluate<boolean>("'axe' in window"))) await page.evaluate(axe.source);
  // what it finds in order stays in the page
  const violations = await page.evaluate<AxeResults['violations']>(
    "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'], resultTypes: ['violations'] }).then((found) => found.violations)",
  );
  return violations.flatMap((violation) => violation.nodes.map((node) => `${name}: ${violation.id}: ${node.target.join(' ')}`));
}
