import { Secret, TOTP } from 'otpauth';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PASSWORD } from './support/api-client.ts';
import { CHROMIUM, picture, startBrowser, watch } from './support/browser.ts';
import type { Misdeeds } from './support/browser.ts';
import { startServerProcess } from './support/server-process.ts';
import type { ServerProcess } from './support/server-process.ts';

async function setLanguage(shown: Page, language: 'vi' | 'en'): Promise<void> {
  await shown.setViewportSize({ width: 1280, height: 800 });
  await shown.evaluate((chosen) => localStorage.setItem('ancam-language', chosen), language);
  await shown.getByText(language.toUpperCase(), { exact: true }).first().click();
  await shown.waitForFunction((chosen) => document.documentElement.lang === chosen, language);
}
function fill(shown: Page, label: string, value: string): Promise<void> {
  return shown.getByLabel(new RegExp(`^${label}( \\*)?$`)).fill(value);
}
const press = (shown: Page, name: string): Promise<void> => shown.getByRole('button', { name, exact: true }).click();
const digits = (secret: string): string => new TOTP({ secret: Secret.fromBase32(secret), digits: 6, period: 30 }).generate();

/** People come in by invitation, prove who they are and hand on what they may, in Chromium with a virtual authenticator. Steps build on each other. */
describe.skipIf(CHROMIUM === undefined)('people in the pages (needs Chromium)', () => {
  let server: ServerProcess;
  let browser: Browser;
  let page: Page;
  let guest: Page;
  let url: string;
  let misdeeds: Misdeeds;
  const faults: string[] = [];

  async function open(): Promise<{ context: BrowserContext; page: Page }> {
    const context = await browser.newContext({ locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh', acceptDownloads: true });
    const opened = await context.newPage();
    opened.setDefaultTimeout(20_000);
    return { context, page: opened };
  }

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServerProcess(), startBrowser()]);
    // WebAuthn knows names only: the same server under the name of this machine.
    url = server.url.replace('127.0.0.1', 'localhost');
    ({ page } = await open());
    misdeeds = watch(page, url);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  async function look(shown: Page, name: string): Promise<void> {
    faults.push(...(await picture(shown, name, (language) => setLanguage(shown, language))));
  }

  test('an administrator invites a person, whose link is shown once', async () => {
    await page.goto((server.setupLink ?? '').replace('127.0.0.1', 'localhost'));
    await fill(page, 'Tên cơ quan, đơn vị', 'UBND xã Bình Minh');
    await fill(page, 'Họ và tên người quản trị', 'Nguyễn Văn An');
    await fill(page, 'Tên đăng nhập', 'quantri');
    await fill(page, 'Mật khẩu', PASSWORD);
    await fill(page, 'Nhập lại mật khẩu', PASSWORD);
    await press(page, 'Tạo tài khoản và bắt đầu');
    await page.waitForURL(`${url}/`);
    await page.goto(`${url}/accounts/new`);
    await fill(page, 'Họ và tên', 'Lê Thị Hoa');
    await fill(page, 'Tên đăng nhập', 'lehoa');
    await press(page, 'Tạo liên kết mời');
    const link = await page.getByTestId('invitation-link').textContent();
    expect(link).toMatch(/\/invitation#token=/);
    await look(page, 'account-new');
    ({ page: guest } = await open());
    await guest.goto(link ?? '');
    await guest.getByText('Lê Thị Hoa').waitFor();
    await look(guest, 'invitation');
    await fill(guest, 'Mật khẩu mới', PASSWORD);
    await fill(guest, 'Nhập lại mật khẩu', PASSWORD);
    await press(guest, 'Đặt mật khẩu và vào');
    await guest.waitForURL(`${url}/`);
  });

  test('a sheet names each fault in its row before anybody is invited', async () => {
    await page.goto(`${url}/accounts/sheet`);
    const head = 'Đơn vị;Họ và tên;Tên đăng nhập;Email;Vai trò';
    await fill(page, 'Nội dung bảng', `${head}\nUBND xã Bình Minh;Ngô Một;ngomot;;Cán bộ\nKhông có;Ngô Hai;quantri;;Vua`);
    await press(page, 'Xem trước');
    await page.getByText('1 dòng tốt, 1 dòng có lỗi.').waitFor();
    await look(page, 'account-sheet');
    await fill(page, 'Nội dung bảng', `${head}\nUBND xã Bình Minh;Ngô Một;ngomot;;Cán bộ`);
    await press(page, 'Xem trước');
    await press(page, 'Mời 1 người');
    const [download] = await Promise.all([page.waitForEvent('download'), press(page, 'Tải bảng liên kết')]);
    expect(download.suggestedFilename()).toBe('ancam-invitations.csv');
    await page.goto(`${url}/accounts`);
    await page.getByText('Ngô Một').waitFor();
    await look(page, 'accounts');
  });

  test('an authenticator app is enrolled, and then its code is asked', async () => {
    await guest.goto(`${url}/account`);
    await press(guest, 'Thiết lập ứng dụng xác thực');
    const secret = (await guest.locator('code').first().textContent()) ?? '';
    await look(guest, 'account-code');
    await fill(guest, 'Mã sáu chữ số', digits(secret));
    await press(guest, 'Xác nhận');
    await guest.getByText('Tôi đã cất các mã này').waitFor();
    const codes = await guest.locator('code').allTextContents();
    expect(codes).toHaveLength(10);
    await press(guest, 'Tôi đã cất các mã này');
    await guest.getByText('Còn 10 mã khôi phục').waitFor();
    const { page: other } = await open();
    await other.goto(`${url}/login`);
    await look(other, 'login');
    await fill(other, 'Tên đăng nhập', 'lehoa');
    await fill(other, 'Mật khẩu', PASSWORD);
    await press(other, 'Đăng nhập');
    await other.getByRole('heading', { name: 'Xác thực lớp thứ hai' }).waitFor();
    await look(other, 'login-code');
    await fill(other, 'Mã xác thực', codes[0] ?? '');
    await press(other, 'Đăng nhập');
    await other.waitForURL(`${url}/`);
    await other.context().close();
  });

  test('a passkey is made, and signs in without login or password; one that does not verify its holder is refused', async () => {
    const session = await guest.context().newCDPSession(guest);
    await session.send('WebAuthn.enable');
    const options = {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      automaticPresenceSimulation: true,
    } as const;
    const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', { options: { ...options, isUserVerified: true } });
    await guest.goto(`${url}/account`);
    await fill(guest, 'Tên khóa', 'Máy tính cơ quan');
    await press(guest, 'Thêm khóa truy cập');
    await guest.getByText('chưa dùng').waitFor();
    await look(guest, 'account-security');
    await guest.goto(`${url}/account?tab=sessions`);
    await guest.getByText('Phiên này').waitFor();
    await look(guest, 'account-sessions');
    await guest.getByRole('button', { name: /Lê Thị Hoa/ }).click();
    await guest.getByRole('menuitem', { name: 'Đăng xuất' }).click();
    await guest.waitForURL(/\/login/);
    await session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
    await press(guest, 'Đăng nhập bằng khóa truy cập');
    await guest.getByRole('alert').waitFor();
    await session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true });
    await press(guest, 'Đăng nhập bằng khóa truy cập');
    await guest.waitForURL(`${url}/`);
    const { credentials } = await session.send('WebAuthn.getCredentials', { authenticatorId });
    expect(credentials).toHaveLength(1);
  });

  test('a token is shown once and works; a delegation lets another act, and each page says so', async () => {
    await page.goto(`${url}/account?tab=tokens`);
    await fill(page, 'Tên', 'Đồng bộ');
    await page.getByLabel('Xem camera').check();
    await press(page, 'Tạo mã');
    const secret = (await page.getByTestId('token-secret').textContent()) ?? '';
    await look(page, 'account-tokens');
    const answer = await fetch(`${server.url}/api/cameras`, { headers: { authorization: `Bearer ${secret}` } });
    expect(answer.status).toBe(200);
    await page.goto(`${url}/account?tab=delegations`);
    await fill(page, 'Người được ủy quyền', 'lehoa');
    await page.getByLabel('Xem nhật ký').check();
    await fill(page, 'Văn bản', '15/UQ-UBND');
    await fill(page, 'Ngày văn bản', '20/11/2026');
    await press(page, 'Ủy quyền');
    await page.getByText('15/UQ-UBND').first().waitFor();
    await look(page, 'account-delegations');
    await guest.goto(`${url}/`);
    await press(guest, 'Làm thay, nhập thay');
    await guest.getByLabel('Thay mặt').selectOption({ label: 'Nguyễn Văn An (15/UQ-UBND)' });
    await guest.getByRole('dialog').getByRole('button', { name: 'Đóng', exact: true }).last().click();
    await guest.getByTestId('acting').getByText('Đang thay mặt Nguyễn Văn An.').waitFor();
    await guest.getByRole('link', { name: 'Nhật ký' }).click();
    await guest.getByText('Ủy quyền', { exact: true }).first().waitFor();
    await look(guest, 'acting');
  });

  test('no page overflowed, broke a rule of accessibility, spoke to another host or noted an error', () => {
    expect(faults).toEqual([]);
    expect(misdeeds.foreignRequests).toEqual([]);
    expect(misdeeds.consoleErrors.filter((each) => !/40[13]/.test(each))).toEqual([]);
  });
});
