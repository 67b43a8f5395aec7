import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EvidenceList, api } from '@ancam/contract';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PNG } from '../../packages/server/test/holders.ts';
import { resultOf } from '../../packages/server/test/results.ts';
import { PASSWORD, setUp } from './support/api-client.ts';
import type { ApiUser } from './support/api-client.ts';
import { CHROMIUM, picture, startBrowser, watch } from './support/browser.ts';
import type { Misdeeds } from './support/browser.ts';
import { ROOT, startServerProcess } from './support/server-process.ts';
import type { ServerProcess } from './support/server-process.ts';

const PDF = Buffer.from('%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');

let server: ServerProcess;
let user: ApiUser;
let camera: string;
let record: string;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ancam-evidence-'));
  server = await startServerProcess();
  user = await setUp(server);
  ({ id: camera } = await user.call(api.addCamera, { body: { name: 'Cổng chính', maker: 'Hikvision', model: 'DS-2CD1021' } }));
  const data = { number: '05/QC-UBND', excerpt: 'Quy chế bảo đảm an toàn camera', scope: 'body' };
  ({ id: record } = await user.call(api.createRecord, { params: { register: 'bylaws' }, body: { data } }));
});
afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const fileOf = (name: string, content: Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const list = (): Promise<EvidenceList> => user.call(api.listEvidence, { params: { holder: 'cameras', id: camera } });
const incoming = (): string[] => (existsSync(join(server.dataFolder, 'incoming')) ? readdirSync(join(server.dataFolder, 'incoming')) : []);

async function until(happened: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await happened()) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error('it did not happen');
}

test('an upload that breaks off leaves nothing, and the server takes the next one', async () => {
  // The session of this user as a plain header, for a request that is cut in the middle.
  const signedIn = await fetch(`${server.url}/api/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url },
    body: JSON.stringify({ login: 'quantri', password: PASSWORD }),
  });
  const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const headers = { cookie, origin: server.url, 'content-length': '5000000' };
  const cut = request(`${server.url}/api/evidence/cameras/${camera}?name=cut.pdf`, { method: 'POST', headers });
  cut.on('error', () => undefined);
  cut.write(Buffer.concat([PDF, randomBytes(400_000)]));
  await until(() => incoming().length === 1);
  cut.destroy();
  await until(() => incoming().length === 0);
  expect((await list()).items).toEqual([]);
  expect(readdirSync(server.dataFolder)).not.toContain('files');
  const whole = await user.fetch(`/api/evidence/cameras/${camera}?name=whole.pdf`, { method: 'POST', body: PDF });
  expect(whole.status).toBe(200);
});

test('a large file comes back byte by byte', async () => {
  const size = 49_000_000;
  const body = Buffer.concat([PDF, Buffer.alloc(size - PDF.byteLength, 'a')]);
  const sent = await user.fetch(`/api/evidence/cameras/${camera}?name=l%E1%BB%9Bn.pdf`, { method: 'POST', body });
  const { items } = EvidenceList.parse(await sent.json());
  const version = items.find(({ versions }) => versions[0]?.name === 'lớn.pdf')?.versions[0];
  expect(version?.size).toBe(size);
  const back = await user.fetch(`/api/files/${version?.id}/content`);
  expect(Buffer.from(await back.arrayBuffer()).equals(body)).toBe(true);
});

describe.skipIf(CHROMIUM === undefined)('files in the pages (needs Chromium)', () => {
  let browser: Browser;
  let page: Page;
  let misdeeds: Misdeeds;
  const faults: string[] = [];
  beforeAll(async () => {
    browser = await startBrowser();
    const context = await browser.newContext({ locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh', acceptDownloads: true });
    page = await context.newPage();
    page.setDefaultTimeout(20_000);
    misdeeds = watch(page, server.url);
    await page.goto(`${server.url}/login`);
    await page.getByLabel(/^Tên đăng nhập/).fill('quantri');
    await page.getByLabel(/^Mật khẩu/).fill(PASSWORD);
    await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
    await page.waitForURL(`${server.url}/`);
  });
  afterAll(() => browser?.close());

  async function look(name: string): Promise<void> {
    const setLanguage = async (language: 'vi' | 'en'): Promise<void> => {
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.getByText(language.toUpperCase(), { exact: true }).first().click();
      await page.waitForFunction((chosen) => document.documentElement.lang === chosen, language);
    };
    faults.push(...(await picture(page, name, setLanguage)));
  }

  test('a file is chosen, refused with what to do about it, sent again, gets a new version and is withdrawn', async () => {
    await page.goto(`${server.url}/registers/bylaws/${record}`);
    await page.getByText('Chưa có tệp nào.').waitFor();
    await look('evidence-empty');
    const chooser = page.locator('input[type=file][aria-label="Thêm tệp"]');
    await chooser.setInputFiles(fileOf('ảnh chụp.pdf', Buffer.from('GIF89a not a page')));
    await page.getByText(/Không nhận loại tệp này|Đuôi tên tệp không khớp/).waitFor();
    await look('evidence-refused');
    await page.getByLabel('Tệp này là').selectOption('signedCopy');
    await chooser.setInputFiles([fileOf('Quy chế ký.pdf', PDF), fileOf('Danh sách.csv', Buffer.from('Tên;Số\nA;1\n'))]);
    await page.getByText('Danh sách.csv', { exact: true }).waitFor();
    await page
      .locator('input[type=file][aria-label="Nộp bản mới của Quy chế ký.pdf"]')
      .setInputFiles(fileOf('Quy chế ký lại.pdf', Buffer.concat([PDF, PDF])));
    await page.getByText('Quy chế ký lại.pdf', { exact: true }).waitFor();
    await page.locator('li', { hasText: 'Danh sách.csv' }).getByRole('button', { name: 'Rút', exact: true }).click();
    await page.getByLabel(/^Lý do/).fill('Danh sách của năm trước');
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await page.getByText('Danh sách của năm trước').waitFor();
    await page.getByText('1 bản trước').click();
    await look('evidence-record');
    const link = page.getByRole('link', { name: 'Tải về Quy chế ký lại.pdf, bản 2' });
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    expect(download.suggestedFilename()).toBe('Quy chế ký lại.pdf');
    expect(readFileSync(await download.path())).toEqual(Buffer.concat([PDF, PDF]));
  });

  test('a file is dropped on a camera', async () => {
    await page.goto(`${server.url}/cameras/${camera}`);
    await page.getByRole('heading', { name: 'Tệp minh chứng' }).waitFor();
    const data = await page.evaluateHandle((content) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([content], 'Biên bản bàn giao.pdf'));
      return transfer;
    }, `${PDF.toString()}% dropped`);
    await page.locator('.drop-small').dispatchEvent('drop', { dataTransfer: data });
    await page.getByText('Biên bản bàn giao.pdf', { exact: true }).waitFor();
    await look('evidence-camera');
  });

  test('the paper of a certificate lies with it', async () => {
    const { id: makerId } = await user.call(api.addMaker, { body: { name: 'Hãng Thử' } });
    const model = await user.call(api.addModel, { body: { makerId, name: 'T-100' } });
    const paper = { number: 'HQ-01/2026', body: 'Cục Viễn thông', standard: 'QCVN 135:2024/BTTTT', issuedOn: '2026-01-02' };
    await user.call(api.addCertificate, { params: { id: model.id }, body: paper });
    await page.goto(`${server.url}/models/${model.id}`);
    await page.getByRole('button', { name: 'Tệp minh chứng: HQ-01/2026' }).click();
    const dialog = page.getByRole('dialog');
    await dialog
      .locator('input[type=file]')
      .first()
      .setInputFiles(fileOf('Giấy chứng nhận.pdf', Buffer.concat([PDF, Buffer.from('% cn')])));
    await dialog.getByText('Giấy chứng nhận.pdf', { exact: true }).waitFor();
    await page.screenshot({ path: join(ROOT, 'test-output/screenshots/evidence-certificate.png') });
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
  });

  test('proof lies with the finding that was put right', async () => {
    const scan = resultOf('2026-11-20T03:00:00.000Z', { address: '10.0.7.1', serial: 'SN7', telnet: true });
    await user.fetch('/api/scans/import', { method: 'POST', body: JSON.stringify(scan) });
    const seen = (await user.call(api.listCameras, { query: { q: 'SN7' } })).items[0]?.id ?? '';
    await page.goto(`${server.url}/cameras/${seen}`);
    await page
      .getByRole('button', { name: /^Tệp minh chứng: / })
      .first()
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Chưa có tệp nào.').waitFor();
    await dialog.locator('input[type=file]').first().setInputFiles(fileOf('Ảnh sau khi tắt.png', PNG));
    await dialog.getByText('Ảnh sau khi tắt.png', { exact: true }).waitFor();
    await page.setViewportSize({ width: 360, height: 740 });
    await page.screenshot({ path: join(ROOT, 'test-output/screenshots/evidence-finding.png') });
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.keyboard.press('Escape');
    const { findings } = await user.call(api.getCamera, { params: { id: seen } });
    const held = await Promise.all(findings.map(({ id }) => user.call(api.listEvidence, { params: { holder: 'findings', id } })));
    expect(held.flatMap(({ items }) => items.map(({ versions }) => versions[0]?.type))).toEqual(['image/png']);
  });

  test('a button is reached and a file withdrawn by the keyboard alone', async () => {
    await page.goto(`${server.url}/cameras/${camera}`);
    const row = page.locator('li', { hasText: 'whole.pdf' });
    await row.getByRole('button', { name: 'Rút', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.getByLabel(/^Lý do/).focus();
    await page.keyboard.type('nộp nhầm');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await row.getByText(/rút ngày .*: nộp nhầm/).waitFor();
  });

  test('the pages are accessible, fit a phone and ask nobody else', () => {
    expect(faults).toEqual([]);
    expect(misdeeds.foreignRequests).toEqual([]);
    expect(misdeeds.consoleErrors.filter((text) => !text.includes('422'))).toEqual([]);
  });
});
