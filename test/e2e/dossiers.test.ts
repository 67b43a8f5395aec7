import { api } from '@ancam/contract';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleOf } from '../../packages/server/test/access/sample.ts';
import { issueBylaw } from '../../packages/server/test/dossiers.ts';
import { inviteUser, setUp } from './support/api-client.ts';
import type { ApiUser } from './support/api-client.ts';
import { CHROMIUM, enter, openPage, picture, startBrowser, watch } from './support/browser.ts';
import type { Misdeeds } from './support/browser.ts';
import { startServerProcess } from './support/server-process.ts';
import type { ServerProcess } from './support/server-process.ts';

const SYSTEM = 'Hệ thống camera giám sát nội thị';
const PDF = Buffer.from('%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');

/** A level dossier of a small body: its officer writes it, another person of its council appraises and approves, in Chromium. Steps build on each other. */
describe.skipIf(CHROMIUM === undefined)('level dossiers in the pages (needs Chromium)', () => {
  let server: ServerProcess;
  let user: ApiUser;
  let approver: ApiUser;
  let browser: Browser;
  let page: Page;
  let misdeeds: Misdeeds;
  const faults: string[] = [];

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServerProcess(), startBrowser()]);
    user = await setUp(server);
    approver = await inviteUser(server, user, { login: 'duyet', displayName: 'Trần Thị Bình', role: 'approver' });
    const { id } = await user.call(api.addSystem, {
      body: { ...sampleOf(api.addSystem.body), name: SYSTEM, purpose: 'Giám sát', scope: 'Nội thị' },
    });
    const body = {
      asOf: '2026-11-22',
      answers: { informationKinds: ['private', 'personal'], serviceTypes: ['internal'] },
      reason: 'Xác định',
    };
    const { open } = await user.call(api.saveSystemLevel, { params: { id }, body });
    const params = { id: open?.id ?? '' };
    await user.call(api.stepLevel, { params, body: { action: 'propose' } });
    await approver.call(api.decideLevel, { params, body: { action: 'confirm' } });
    await issueBylaw(user, approver, 1);
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
  const save = () => dialogue().getByRole('button', { name: 'Lưu' }).click();
  async function step(name: string, fill: () => Promise<void> = () => Promise.resolve()): Promise<void> {
    await page.getByRole('button', { name, exact: true }).click();
    await fill();
    await save();
    await dialogue().waitFor({ state: 'detached' });
  }

  test('a dossier is begun from its system and says what is missing and who is who', async () => {
    await page.goto(`${server.url}/dossiers`);
    await page.getByText('Chưa có hồ sơ nào').waitFor();
    await page.goto(`${server.url}/systems`);
    await page.getByRole('link', { name: SYSTEM }).click();
    await step('Lập hồ sơ');
    await page.getByRole('heading', { name: `Hồ sơ cấp độ: ${SYSTEM}` }).waitFor();
    await page.getByText(/Hồ sơ còn thiếu thành phần/).waitFor();
    await look('dossier-draft');
  });

  test('parties, bylaw and parts are written, and it is submitted', async () => {
    await page.getByRole('button', { name: 'Sửa', exact: true }).click();
    await dialogue().getByLabel('Xây dựng mới, mở rộng, nâng cấp').selectOption('no');
    for (const label of ['Đơn vị chuyên trách', 'Đơn vị thẩm định'])
      await dialogue().getByLabel(label, { exact: true }).selectOption({ index: 1 });
    await dialogue().getByLabel('Bên thẩm định').selectOption('council');
    await dialogue().getByLabel('Văn bản giao thẩm định, thành lập hội đồng').fill('05/QĐ-UBND ngày 02/11/2026');
    await dialogue().getByLabel('Quy chế bảo đảm an toàn của hệ thống').selectOption({ index: 1 });
    await save();
    await dialogue().waitFor({ state: 'detached' });
    const parts = page.getByRole('region', { name: /^Thành phần hồ sơ/ });
    for (;;) {
      await parts.waitFor();
      const missing = parts.getByRole('row').filter({ hasText: 'còn thiếu' });
      const count = await missing.count();
      if (count === 0) break;
      await missing.first().getByRole('button', { name: 'Viết' }).click();
      await dialogue().getByLabel('Nội dung').fill('Thuyết minh theo quy định.');
      await save();
      await dialogue().waitFor({ state: 'detached' });
      await expect.poll(() => missing.count(), { timeout: 15_000 }).toBeLessThan(count);
    }
    await step('Gửi thẩm định, phê duyệt');
    await page.getByText('Bạn đã lập hoặc gửi hồ sơ này: người khác phải thực hiện.').first().waitFor();
    await page.getByLabel('Tệp này là').selectOption('decision');
    await page.locator('input[type=file]').first().setInputFiles({ name: 'quyet-dinh.pdf', mimeType: 'application/pdf', buffer: PDF });
    await page.getByText('quyet-dinh.pdf').first().waitFor();
  }, 120_000);

  test('another person accepts, finds it fit and approves with the signed decision', async () => {
    await enter(page, server.url, 'duyet');
    // What waits for a person stands on the first page.
    const waiting = page.getByRole('region', { name: 'Hồ sơ cấp độ chờ bạn' });
    await waiting.getByRole('link', { name: SYSTEM }).waitFor();
    await look('my-work');
    await page.goto(`${server.url}/dossiers?mine=yes`);
    await look('dossiers');
    await page.getByRole('link', { name: SYSTEM }).click();
    await step('Xác nhận hồ sơ hợp lệ');
    await step('Yêu cầu giải trình', () => dialogue().getByLabel('Lý do, ghi chú').fill('Làm rõ vùng mạng'));
    await page.getByText('tạm dừng', { exact: true }).waitFor();
    await look('dossier-appraising');
    await step('Gửi giải trình');
    await step('Kết luận: phù hợp');
    await step('Phê duyệt cấp độ', async () => {
      await dialogue().getByLabel('Số quyết định').fill('12/QĐ-UBND');
      await dialogue()
        .getByLabel('Ngày văn bản')
        .fill(
          await dialogue()
            .getByLabel(/^Ngày( \*)?$/u)
            .inputValue(),
        );
      await dialogue().getByLabel('Cơ quan ban hành').fill('UBND xã Thử nghiệm');
    });
    await page
      .getByText(/^12\/QĐ-UBND, /)
      .first()
      .waitFor();
    await page.getByText('Đã được phê duyệt').first().waitFor();
    await page.getByText('Không nghị định nào quy định mẫu quyết định phê duyệt cấp độ 1, 2.').waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'PDF: Quyết định phê duyệt cấp độ 1, 2' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('ancam-decision-1-2.pdf');
    await look('dossier-approved');
    await page.goto(server.url);
    await page.getByRole('region', { name: 'Việc của tôi' }).waitFor();
    expect(await waiting.count()).toBe(0);
  });

  test('the pages kept their promises', () => {
    expect(faults).toEqual([]);
    expect(misdeeds).toEqual({ consoleErrors: [], foreignRequests: [] });
  });
});
