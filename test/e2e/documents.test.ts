import { api } from '@ancam/contract';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inviteUser, setUp } from './support/api-client.ts';
import type { ApiUser } from './support/api-client.ts';
import { CHROMIUM, enter, openPage, picture, startBrowser, watch } from './support/browser.ts';
import type { Misdeeds } from './support/browser.ts';
import { startServerProcess } from './support/server-process.ts';
import type { ServerProcess } from './support/server-process.ts';

/** Official documents on their way from a body to the one below and back, in Chromium. Steps build on each other. */
describe.skipIf(CHROMIUM === undefined)('documents in the pages (needs Chromium)', () => {
  let server: ServerProcess;
  let user: ApiUser;
  let approver: ApiUser;
  let browser: Browser;
  let page: Page;
  let misdeeds: Misdeeds;
  let plan: string;
  const faults: string[] = [];

  /** A document that another person has confirmed. */
  async function issue(by: ApiUser, data: Record<string, string>): Promise<string> {
    const params = { register: 'documents' } as const;
    const { id, version } = await by.call(api.createRecord, { params, body: { data: { issuedOn: '2026-11-20', ...data } } });
    const there = { ...params, id };
    const proposed = await by.call(api.moveRecord, { params: there, body: { version, transition: 'propose' } });
    await approver.call(api.decideRecord, { params: there, body: { version: proposed.version, transition: 'confirm' } });
    return id;
  }

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServerProcess(), startBrowser()]);
    user = await setUp(server);
    approver = await inviteUser(server, user, { login: 'duyet', displayName: 'Trần Thị Bình', role: 'approver' });
    const unit = await user.call(api.session);
    const below = await user.call(api.createUnit, {
      body: { name: 'Phòng Văn hóa - Thông tin', kind: 'agency', parentId: unit.account?.unit.id ?? '' },
    });
    const clerk = await inviteUser(server, user, { login: 'vanthu', displayName: 'Lê Văn Thư', role: 'officer', unitId: below.id });
    const directive = await issue(user, {
      direction: 'in',
      number: '23/CT-TTg',
      excerpt: 'Tăng cường công tác bảo đảm an toàn thông tin mạng, an ninh thông tin cho thiết bị camera giám sát',
      issuer: 'Thủ tướng Chính phủ',
      documentType: 'directive',
    });
    plan = await issue(user, {
      direction: 'out',
      number: '15/KH-UBND',
      excerpt: 'Kế hoạch triển khai Chỉ thị 23',
      issuer: 'UBND xã',
      documentType: 'plan',
      basis: directive,
    });
    const to = { name: '', purpose: 'act' as const, unit: null };
    await user.call(api.addRecipients, {
      params: { id: plan },
      body: {
        recipients: [
          { ...to, unit: below.id, dueOn: '2026-11-21' },
          { ...to, name: 'Đảng ủy xã', purpose: 'know', dueOn: null },
        ],
      },
    });
    await user.call(api.sendDocument, { params: { id: plan } });
    await issue(clerk, {
      direction: 'out',
      number: '7/BC-VHTT',
      excerpt: 'Báo cáo kết quả rà soát camera',
      issuer: 'Phòng VHTT',
      documentType: 'report',
      basis: plan,
    });
    page = await openPage(browser);
    misdeeds = watch(page, server.url);
    await enter(page, server.url);
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  async function look(name: string): Promise<void> {
    faults.push(...(await picture(page, name)));
  }
  const dialogue = () => page.getByRole('dialog');

  test('the list leads from the directive down its tree to the report that came back', async () => {
    await page.goto(`${server.url}/documents`);
    await page.getByRole('link', { name: /^23\/CT-TTg/ }).waitFor();
    await look('documents');
    await page.getByRole('link', { name: /^23\/CT-TTg/ }).click();
    await page.getByRole('link', { name: /^7\/BC-VHTT/ }).waitFor();
    await page.getByRole('link', { name: /^15\/KH-UBND/ }).click();
    await page.getByText('1 nơi quá hạn').first().waitFor();
  });

  test('who is late is urged, and a recipient outside is noted', async () => {
    await page.getByRole('button', { name: 'Đôn đốc nơi quá hạn' }).click();
    await dialogue()
      .getByLabel(/^Lời đôn đốc/)
      .fill('Đề nghị báo cáo trước ngày 30/11');
    await dialogue().getByRole('button', { name: 'Lưu' }).click();
    await page.getByText(/1 lần, gần nhất .*: Đề nghị báo cáo/).waitFor();
    await page.getByRole('button', { name: 'Xác nhận đã nhận' }).last().click();
    await dialogue().getByRole('button', { name: 'Lưu' }).click();
    await page.getByText(/^Nhận \d/).waitFor();
    await look('document');
  });

  test('what was sent here waits to be acknowledged', async () => {
    await page.goto(`${server.url}/documents?tab=received&state=overdue`);
    await page.getByRole('link', { name: /^15\/KH-UBND/ }).waitFor();
    await look('received');
  });

  test('nothing overflows, axe finds nothing, nothing leaves the machine', () => {
    expect(faults).toEqual([]);
    expect(misdeeds.consoleErrors).toEqual([]);
    expect(misdeeds.foreignRequests).toEqual([]);
  });
});
