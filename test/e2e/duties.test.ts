import { REGISTERS, api } from '@ancam/contract';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plainData } from '../../packages/server/test/records.ts';
import { inviteUser, setUp } from './support/api-client.ts';
import type { ApiUser } from './support/api-client.ts';
import { CHROMIUM, enter, openPage, picture, startBrowser, watch } from './support/browser.ts';
import type { Misdeeds } from './support/browser.ts';
import { startServerProcess } from './support/server-process.ts';
import type { ServerProcess } from './support/server-process.ts';

/** Duties as people see them: the board, the roll-up, the map, what is recorded for them. */
describe.skipIf(CHROMIUM === undefined)('duties in the pages (needs Chromium)', () => {
  let server: ServerProcess;
  let user: ApiUser;
  let browser: Browser;
  let page: Page;
  let misdeeds: Misdeeds;
  const faults: string[] = [];

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServerProcess(), startBrowser()]);
    const host = await setUp(server);
    const province = await host.call(api.createUnit, {
      body: { name: 'UBND tỉnh Thử nghiệm', kind: 'province', parentId: null, openedOn: '2010-01-01' },
    });
    for (const name of ['UBND xã An Bình', 'UBND xã Bình Hòa Phước', 'Trường Trung học phổ thông chuyên Nguyễn Bỉnh Khiêm']) {
      const kind = name.startsWith('Trường') ? 'school' : 'commune';
      await host.call(api.createUnit, { body: { name, kind, parentId: province.id, openedOn: '2015-01-01' } });
    }
    const person = {
      unitId: province.id,
      login: 'tinh',
      displayName: 'Trần Văn Tỉnh',
      role: 'administrator' as const,
      clearance: 0 as const,
    };
    user = await inviteUser(server, host, person);
    await user.call(api.addDutyDeadline, {
      body: { duty: 'D1', milestone: 'determined', document: '45/KH-UBND', on: '2026-06-30' },
    });
    page = await openPage(browser);
    misdeeds = watch(page, server.url);
    await enter(page, server.url, 'tinh');
    await page.getByRole('link', { name: 'Nghĩa vụ', exact: true }).waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  const look = async (name: string): Promise<void> => {
    faults.push(...(await picture(page, name)));
  };

  test('the board says what is due, who says so and what to do next; details open by keyboard', async () => {
    await page.getByRole('link', { name: 'Nghĩa vụ', exact: true }).click();
    const first = page.locator('.duty-row').first();
    await first.waitFor();
    expect(await first.textContent()).toMatch(/Quá hạn/);
    await first.getByRole('button').focus();
    await page.keyboard.press('Enter');
    await first.getByText('Căn cứ').waitFor();
    await look('duty-board');
  });

  test('the roll-up leads from a number to its rows, in the reading of whoever set a day', async () => {
    await page.getByRole('tab', { name: 'Tổng hợp nghĩa vụ' }).click();
    const d1 = page.getByRole('row', { name: /^D1 / });
    await expect.poll(() => d1.textContent()).toMatch(/4/);
    await page.getByLabel('Theo hạn của').selectOption({ label: 'UBND tỉnh Thử nghiệm' });
    await expect.poll(() => d1.textContent()).toMatch(/3/);
    await look('duty-rollup');
    await d1.getByRole('link', { name: /Quá hạn: 3/ }).click();
    await page.getByRole('cell', { name: /UBND xã An Bình/ }).waitFor();
    expect(await page.getByRole('row').count()).toBe(4);
    await look('duty-rows');
  });

  test('the map shows the units below by sign and number', async () => {
    await page.goto(`${server.url}/duties/map`);
    await page.getByRole('link', { name: /UBND xã An Bình, D1: Quá hạn: 1/ }).waitFor();
    await look('duty-map');
  });

  test('an incident is recorded and a confirmed report is named for it', async () => {
    await page.goto(`${server.url}/duties/objects`);
    await page.getByRole('button', { name: 'Ghi đối tượng' }).click();
    await page.getByLabel(/^Loại/).last().selectOption('incident');
    await page.getByLabel(/^Tên gọi/).fill('Lộ hình ảnh camera cổng trụ sở');
    await page.getByLabel(/^Ngày/).first().fill('02/11/2026');
    await page.getByRole('button', { name: 'Lưu' }).click();
    await page.getByRole('heading', { name: 'Lộ hình ảnh camera cổng trụ sở' }).waitFor();
    await look('duty-object');
    const register = REGISTERS.find(({ id }) => id === 'documents') ?? expect.fail();
    const data = { ...plainData(register, 1), direction: 'out', documentType: 'report', issuedOn: '2026-11-03' };
    const { id } = await user.call(api.createRecord, { params: { register: 'documents' }, body: { data } });
    await page.goto(`${server.url}/registers/documents/${id}`);
    await page.getByRole('heading', { name: 'Bằng chứng cho nghĩa vụ' }).waitFor();
    await look('duty-record');
    await page.goto(`${server.url}/duties/days`);
    await page.getByText('45/KH-UBND').waitFor();
    await look('duty-days');
  });

  test('nothing overflows, nothing fails, nothing leaves this server', () => {
    expect(faults).toEqual([]);
    expect(misdeeds).toEqual({ consoleErrors: [], foreignRequests: [] });
  });
});
