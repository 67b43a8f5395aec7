import { api } from '@ancam/contract';
import type { SystemBody } from '@ancam/contract';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inviteUser, setUp } from './support/api-client.ts';
import type { ApiUser } from './support/api-client.ts';
import { CHROMIUM, enter, openPage, picture, startBrowser, watch } from './support/browser.ts';
import type { Misdeeds } from './support/browser.ts';
import { startServerProcess } from './support/server-process.ts';
import type { ServerProcess } from './support/server-process.ts';

const SYSTEM: SystemBody = {
  name: 'Mạng nội bộ UBND xã',
  code: '',
  operatorKind: 'owner',
  operatorUnitId: null,
  operatorName: '',
  operatorContract: '',
  mandate: '',
  purpose: 'Điều hành',
  scope: 'Trụ sở',
  reach: 'agency',
  dedicated: false,
  hostSystemId: null,
  serviceType: 'internal',
  informationKinds: ['private'],
  secretPaper: '',
  usersEstimate: 20,
  storage: 'vietnam',
  storageHolder: '',
  storageDays: null,
  note: '',
  zones: [],
};
const PDF = Buffer.from('%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');

/** A report from its first draft to its being sent, and who has reported, in Chromium. Steps build on each other. */
describe.skipIf(CHROMIUM === undefined)('reports in the pages (needs Chromium)', () => {
  let server: ServerProcess;
  let user: ApiUser;
  let approver: ApiUser;
  let browser: Browser;
  let page: Page;
  let misdeeds: Misdeeds;
  let report = '';
  const faults: string[] = [];

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServerProcess(), startBrowser()]);
    user = await setUp(server);
    approver = await inviteUser(server, user, { login: 'duyet', displayName: 'Trần Thị Bình', role: 'approver' });
    for (const name of [SYSTEM.name, 'Camera giao thông']) await user.call(api.addSystem, { body: { ...SYSTEM, name } });
    const { account } = await user.call(api.session);
    for (const name of ['Trường tiểu học', 'Trạm y tế', 'Thôn Một']) {
      await user.call(api.createUnit, { body: { name, kind: 'school', parentId: account?.unit.id ?? '' } });
    }
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
  async function step(name: string): Promise<void> {
    await page.getByRole('main').getByRole('button', { name, exact: true }).click();
    await dialogue().getByRole('button', { name, exact: true }).click();
    await dialogue().waitFor({ state: 'detached' });
  }

  test('a report is begun from the empty list', async () => {
    await page.goto(`${server.url}/reports`);
    await page.getByText('Chưa có báo cáo nào').waitFor();
    await look('reports-empty');
    await page.getByRole('main').getByRole('link', { name: 'Lập báo cáo' }).first().click();
    // the list that is left has a filter of the same name as a field of the form
    await page.getByRole('button', { name: 'Bắt đầu lập' }).waitFor();
    await page.getByLabel('Loại báo cáo').selectOption({ label: 'Kết quả Chỉ thị 23' });
    await look('report-new');
    await page.getByRole('button', { name: 'Bắt đầu lập' }).click();
    await page.getByRole('heading', { level: 1, name: /Chỉ thị số 23/ }).waitFor();
    report = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    await page.getByRole('main').getByText('Mạng nội bộ UBND xã').first().waitFor();
    await look('report-draft');
  });

  test('a figure leads to the rows that it counts', async () => {
    const { content } = await user.call(api.getReport, { params: { id: report } });
    const open = content.figures.find(({ id }) => id === 'systems');
    expect((open?.value ?? 0) + (open?.outside?.value ?? 0)).toBe(2);
    const figure = (open?.value ?? 0) > 0 ? 'systems' : 'open';
    await page.locator('dl.figures a').first().click();
    await page.waitForURL(/figure=/);
    await page.getByText(/^Chỉ 2 dòng được đếm trong/).waitFor();
    expect(page.url()).toContain(`figure=${figure}`);
  });

  test('texts are written while it is a draft, and kept', async () => {
    await page.getByLabel('Khó khăn, vướng mắc').fill('Thiếu kinh phí kiểm tra định kỳ.');
    await page.getByRole('button', { name: 'Lưu nội dung' }).click();
    await page.getByText('Đã lưu nội dung.').waitFor();
    expect(await page.getByRole('button', { name: 'Lưu nội dung' }).isDisabled()).toBe(true);
    await look('report-texts');
    await page.reload();
    expect(await page.getByLabel('Khó khăn, vướng mắc').inputValue()).toBe('Thiếu kinh phí kiểm tra định kỳ.');
  });

  test('one checks, another freezes, the page says why the first may not; then it carries its hash', async () => {
    await step('Kiểm tra');
    await page.getByText('Cần người khác thực hiện bước này.').waitFor();
    await look('report-checked');
    await approver.call(api.decideReport, { params: { id: report }, body: { step: 'freeze' } });
    await page.reload();
    const { hash } = await user.call(api.getReport, { params: { id: report } });
    await page.getByText(hash ?? 'none').waitFor();
    await page.getByText('Thiếu số, ngày hoặc bản ký.').waitFor();
    for (const format of ['docx', 'pdf', 'xlsx', 'json']) {
      const file = await user.fetch(`/api/reports/${report}/file?format=${format}`);
      expect(file.status, format).toBe(200);
      expect((await file.arrayBuffer()).byteLength, format).toBeGreaterThan(500);
    }
    await look('report-frozen');
  });

  test('with the signed paper it is sent', async () => {
    await user.fetch(`/api/evidence/reports/${report}?${new URLSearchParams({ name: 'bản ký.pdf', purpose: 'signed' })}`, {
      method: 'POST',
      body: PDF,
    });
    await page.reload();
    await page.getByRole('main').getByRole('button', { name: 'Gửi cấp trên', exact: true }).click();
    await dialogue()
      .getByLabel(/^Số, ký hiệu/)
      .fill('12/BC-UBND');
    await dialogue().getByRole('button', { name: 'Gửi cấp trên', exact: true }).click();
    await dialogue().waitFor({ state: 'detached' });
    await page.getByRole('main').getByText('12/BC-UBND').waitFor();
    await page.goto(`${server.url}/reports?state=submitted`);
    await page.getByRole('link', { name: 'Kết quả Chỉ thị 23' }).waitFor();
    await look('reports');
  });

  test('who has reported is told as figures, bar and list, and a consolidation begins from there', async () => {
    await page.goto(`${server.url}/reports/coverage?kind=directive`);
    await page.getByRole('heading', { name: '0 trên 3 đơn vị đã báo cáo' }).waitFor();
    await look('report-coverage');
    await page.getByRole('link', { name: 'Lập báo cáo tổng hợp' }).click();
    await page.getByRole('button', { name: 'Bắt đầu lập' }).click();
    await page.getByRole('heading', { level: 1, name: /^Tổng hợp/ }).waitFor();
    await page.getByText('Còn đơn vị chưa báo cáo', { exact: false }).first().waitFor();
    await look('report-consolidation');
  });

  test('the yearly report shows the rules that its figures break', async () => {
    const body = { kind: 'yearly' as const, periodFrom: '2024-12-15', periodTo: '2025-12-14', asOf: '2025-12-14' };
    const { id } = await user.call(api.createReport, { body });
    await page.goto(`${server.url}/reports/${id}`);
    await page.getByRole('heading', { name: /^Kiểm tra số liệu/ }).waitFor();
    await look('report-yearly');
  });

  test('the pages fit, are accessible and call nobody else', () => {
    expect(faults).toEqual([]);
    expect(misdeeds).toEqual({ consoleErrors: [], foreignRequests: [] });
  });
});
