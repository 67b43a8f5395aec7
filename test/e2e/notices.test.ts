import { spawnSync } from 'node:child_process';
import { api } from '@ancam/contract';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSmtp } from '../../packages/server/test/smtp.ts';
import type { SmtpProcess } from '../../packages/server/test/smtp.ts';
import { inviteUser, setUp, signIn } from './support/api-client.ts';
import type { ApiUser } from './support/api-client.ts';
import { CHROMIUM, enter, openPage, picture, startBrowser, watch } from './support/browser.ts';
import type { Misdeeds } from './support/browser.ts';
import { ROOT, newDataFolder, startServerProcess } from './support/server-process.ts';
import type { ServerProcess } from './support/server-process.ts';

function settingsOf(smtp: SmtpProcess, password = 'mật khẩu thư'): Record<string, string> {
  return {
    ANCAM_SMTP_URL: `smtp://localhost:${smtp.settings.port}`,
    ANCAM_SMTP_CA_FILE: smtp.caFile,
    ANCAM_SMTP_USER: 'ancam',
    ANCAM_SMTP_PASSWORD: password,
    ANCAM_SMTP_FROM: 'ancam@binhminh.gov.vn',
  };
}

/** A draft that waits for another person. */
async function propose(user: ApiUser, number: number): Promise<string> {
  const unit = (await user.call(api.session)).account?.unit.id ?? '';
  const { id } = await user.call(api.draftReorganisation, {
    body: {
      kind: 'rename',
      title: `Đổi tên lần ${number}`,
      decree: `${number}/NQ-HĐND`,
      decreeDate: '2026-01-02',
      effectiveOn: '2099-01-01',
      units: [unit],
      changes: { name: `UBND xã mới ${number}` },
    },
  });
  return id;
}

async function waitFor(what: () => boolean): Promise<void> {
  const deadline = Date.now() + 40_000;
  while (!what()) {
    if (Date.now() > deadline) throw new Error('it did not happen');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The whole way of a notice, with the product and a real SMTP server in processes of their own. Steps build on each other. */
describe('notices, in processes of their own', () => {
  let smtp: SmtpProcess;
  let server: ServerProcess;
  let dataFolder: string;
  let officer: ApiUser;
  let approver: ApiUser;

  const start = (): Promise<ServerProcess> => startServerProcess({ dataFolder, settings: settingsOf(smtp) });

  beforeAll(async () => {
    dataFolder = newDataFolder();
    smtp = await startSmtp();
    server = await start();
    const admin = await setUp(server);
    officer = await inviteUser(server, admin, { login: 'canbo', displayName: 'Trần Cán Bộ', role: 'officer' });
    approver = await inviteUser(server, admin, {
      login: 'duyet',
      displayName: 'Lê Duyệt',
      role: 'approver',
      email: 'duyet@binhminh.gov.vn',
    });
    await inviteUser(server, admin, {
      login: 'quantri2',
      displayName: 'Quản Trị',
      role: 'administrator',
      email: 'quantri@binhminh.gov.vn',
    });
    // The tests run at any hour.
    await approver.call(api.changeNoticePreferences, { body: { mail: 'each', language: 'vi', quietFrom: '00:00', quietTo: '00:00' } });
  }, 60_000);
  afterAll(async () => {
    await server?.stop();
    await smtp?.end();
  });

  test('what waits for a person reaches the inbox and, by mail, the address', async () => {
    const id = await propose(officer, 1);
    const { items } = await approver.call(api.listNotices);
    expect(items).toMatchObject([{ kind: 'step', link: `/reorganisations/${id}`, state: 'unread' }]);
    await waitFor(() => smtp.received.length === 1);
    expect(smtp.received[0]).toMatchObject({ to: ['duyet@binhminh.gov.vn'], subject: '[AnCam] Chờ bạn: phê duyệt việc sắp xếp đơn vị' });
    expect(smtp.received[0]?.text).toContain(`${server.url}/reorganisations/${id}`);
  }, 60_000);

  test('a server killed after the mail was received but before it was marked sends it again under the same id, and only then is it sent', async () => {
    await smtp.order({ silent: true });
    await propose(officer, 2);
    await waitFor(() => smtp.received.length === 2);
    await server.kill();
    await smtp.order({});
    server = await start();
    await waitFor(() => smtp.received.length === 3);
    const [, first, second] = smtp.received;
    expect(second?.messageId).toBe(first?.messageId);
    expect(second?.text).toBe(first?.text.replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, server.url));
    // Each start has a port of its own.
    [officer, approver] = [await signIn(server, 'canbo'), await signIn(server, 'duyet')];
    const admin = await signIn(server, 'quantri2');
    await expect
      .poll(async () => (await admin.call(api.listMails)).items.map(({ state }) => state), { timeout: 20_000 })
      .toEqual(['sent', 'sent']);
    expect(smtp.received).toHaveLength(3);
  }, 120_000);

  test('`ancam doctor` says whether the mail server answers and takes the password, which it never prints', () => {
    const ask = (password?: string): string => {
      const env = { ...process.env, ...settingsOf(smtp, password), ANCAM_DATA: dataFolder };
      return spawnSync('node', ['packages/cli/bin/ancam.mjs', 'doctor', '--language', 'en'], { cwd: ROOT, env, encoding: 'utf8' }).stdout;
    };
    expect(ask()).toContain(`The mail server localhost:${smtp.settings.port} answers`);
    const wrong = ask('mot-mat-khau-sai');
    expect(wrong).toMatch(/No mail can be sent through localhost:\d+: .*Invalid/);
    expect(wrong).not.toContain('mot-mat-khau-sai');
  }, 60_000);

  describe.skipIf(CHROMIUM === undefined)('in the pages (needs Chromium)', () => {
    let browser: Browser;
    let page: Page;
    let misdeeds: Misdeeds;
    const faults: string[] = [];

    beforeAll(async () => {
      browser = await startBrowser();
      page = await openPage(browser);
      misdeeds = watch(page, server.url);
    });
    afterAll(() => browser?.close());

    const look = async (name: string): Promise<void> => void faults.push(...(await picture(page, name)));

    test('the bell counts what is unread and leads to the inbox; following a notice is reading it', async () => {
      await enter(page, server.url, 'duyet');
      const bell = page.getByTestId('bell');
      await expect.poll(() => bell.textContent()).toContain('Thông báo: 2 chưa đọc');
      await bell.click();
      await expect.poll(() => page.getByTestId('notice').count()).toBe(2);
      await look('notices');
      await page.getByRole('link', { name: 'Chờ bạn: phê duyệt việc sắp xếp đơn vị' }).first().click();
      await page.waitForURL(/\/reorganisations\//);
      await expect.poll(() => bell.textContent()).toContain('1 chưa đọc');
    });

    test('the inbox is reached and marked with the keyboard, and its filters stand in the address', async () => {
      await page.keyboard.press('g');
      await page.keyboard.press('n');
      await page.waitForURL(`${server.url}/notices`);
      await page.getByLabel('Trạng thái').selectOption('unread');
      await page.waitForURL(/state=unread/);
      await expect.poll(() => page.getByTestId('notice').count()).toBe(1);
      await page.getByTestId('notice').getByRole('button', { name: 'Đã xong' }).focus();
      await page.keyboard.press('Enter');
      await page.getByText('Không có thông báo nào theo bộ lọc này').waitFor();
      await look('notices-none');
    });

    test('how one is told is chosen on the own account', async () => {
      await page.goto(`${server.url}/account?tab=notices`);
      await page.getByText('Thư gửi đến duyet@binhminh.gov.vn.').waitFor();
      await page.getByLabel('Nhận thư').selectOption('daily');
      await page.getByLabel('Không gửi thư từ').fill('18:30');
      await page.getByRole('button', { name: 'Lưu', exact: true }).click();
      await page.getByText('Đã lưu cách nhận thông báo.').waitFor();
      expect(await approver.call(api.noticePreferences)).toMatchObject({ mail: 'daily', quietFrom: '18:30' });
      await look('notices-preferences');
    });

    test('an administrator sees why a mail failed, lets it be tried again, and tries the server out', async () => {
      await approver.call(api.changeNoticePreferences, { body: { mail: 'each', language: 'vi', quietFrom: '00:00', quietTo: '00:00' } });
      await smtp.order({ refuse: { 'duyet@binhminh.gov.vn': 550 } });
      await propose(officer, 3);
      await enter(page, server.url, 'quantri2');
      const admin = await signIn(server, 'quantri2');
      await expect
        .poll(async () => (await admin.call(api.listMails, { query: { state: 'failed' } })).items.length, { timeout: 30_000 })
        .toBe(1);
      await page.goto(`${server.url}/mails?state=failed`);
      await page.getByText('mailbox unavailable').waitFor();
      await look('mails');
      await smtp.order({});
      await page.getByRole('button', { name: 'Gửi lại' }).click();
      await page.getByText('Không có thư nào').waitFor();
      await page.getByRole('button', { name: 'Gửi thư thử cho tôi' }).click();
      await page.getByText('Thư thử đã xếp hàng').waitFor();
      await waitFor(() => smtp.received.length === 5);
      expect(
        smtp.received
          .slice(3)
          .map(({ to }) => to[0])
          .sort((a = '', b = '') => a.localeCompare(b)),
      ).toEqual(['duyet@binhminh.gov.vn', 'quantri@binhminh.gov.vn']);
    }, 90_000);

    test('nothing overflowed, nothing is closed to assistive technology, no console error, no request to a foreign host', () => {
      expect(faults).toEqual([]);
      expect(misdeeds.consoleErrors).toEqual([]);
      expect(misdeeds.foreignRequests).toEqual([]);
    });
  });
});
