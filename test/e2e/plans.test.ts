import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OscalPreview, api, urlOf } from '@ancam/contract';
import type { SystemBody } from '@ancam/contract';
import type { writeCheckResults } from '@ancam/documents';
import { formatDate } from '@ancam/core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ancam } from '../../packages/cli/test/run-ancam.ts';
import type { Ran } from '../../packages/cli/test/run-ancam.ts';
import { resultOf } from '../../packages/server/test/results.ts';
import { inviteUser, setUp } from './support/api-client.ts';
import type { ApiUser } from './support/api-client.ts';
import { CHROMIUM, chooseLanguage, enter, openPage, picture, startBrowser, watch } from './support/browser.ts';
import type { Misdeeds } from './support/browser.ts';
import { startServerProcess } from './support/server-process.ts';
import type { ServerProcess } from './support/server-process.ts';

const DAY = '2026-11-22';
const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh' });
/** Today in Viet Nam, as it is typed. */
const TODAY = formatDate(today);
/** A year from today, when the next check of the system is due. */
const NEXT = { year: Number(today.slice(0, 4)) + 1, month: Number(today.slice(5, 7)) };
const SYSTEM: SystemBody = {
  name: 'Hệ thống giám sát giao thông nội thị',
  code: '',
  operatorKind: 'owner',
  operatorUnitId: null,
  operatorName: '',
  operatorContract: '',
  mandate: '',
  purpose: 'Giám sát giao thông',
  scope: 'Địa bàn xã',
  reach: 'agency',
  dedicated: false,
  hostSystemId: null,
  serviceType: 'internal',
  informationKinds: ['private', 'personal'],
  secretPaper: '',
  usersEstimate: 20,
  storage: 'vietnam',
  storageHolder: '',
  storageDays: null,
  note: '',
  zones: [],
};

/** What another tool says of a requirement. */
const said = (n: number, row: string, state: 'satisfied' | 'not-satisfied') => ({
  uuid: `3f2a0c1e-0000-4000-8000-00000000000${n}`,
  title: 'Quản lý tài khoản của đầu ghi',
  description: 'Đã xem cấu hình.',
  target: { type: 'objective-id' as const, 'target-id': row, status: { state } },
});

/** The security plan of a system as those who run it and those who decide work on it, in Chromium. Steps build on each other. */
describe.skipIf(CHROMIUM === undefined)('security plans in the pages (needs Chromium)', () => {
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
    const { id } = await user.call(api.addSystem, { body: SYSTEM });
    const body = { asOf: DAY, answers: { informationKinds: ['private', 'personal'], serviceTypes: ['internal'] }, reason: 'Xác định' };
    const { open } = await user.call(api.saveSystemLevel, { params: { id }, body });
    const params = { id: open?.id ?? '' };
    await user.call(api.stepLevel, { params, body: { action: 'propose' } });
    await approver.call(api.decideLevel, { params, body: { action: 'confirm' } });
    const scan = resultOf('2026-11-20T03:00:00.000Z', { address: '10.0.7.1', serial: 'SN7', telnet: true });
    await user.fetch('/api/scans/import', { method: 'POST', body: JSON.stringify(scan) });
    const camera = (await user.call(api.listCameras)).items[0]?.id ?? '';
    await user.call(api.updateCamera, { params: { id: camera }, body: { name: 'Camera ngã tư', systemId: id } });
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

  test('a plan is begun from the system whose level is confirmed', async () => {
    await page.goto(`${server.url}/plans`);
    await page.getByText('Chưa có phương án').waitFor();
    await page.goto(`${server.url}/systems`);
    await page.getByRole('link', { name: SYSTEM.name }).click();
    await page.getByRole('button', { name: 'Lập phương án' }).click();
    await page.getByRole('heading', { name: `Phương án: ${SYSTEM.name}` }).waitFor();
    await page.getByText('Còn yêu cầu chưa có phương án triển khai.').waitFor();
  });

  test('requirements are answered many at once, taken back, and one by one', async () => {
    await page.getByRole('checkbox', { name: 'Chọn mọi yêu cầu đang hiển thị' }).check();
    await page.getByRole('button', { name: 'Đặt cho các yêu cầu đã chọn' }).click();
    await dialogue().getByLabel('Mức đáp ứng').selectOption('none');
    await dialogue().getByLabel('Người phụ trách').fill('Tổ công nghệ thông tin');
    await dialogue().getByLabel('Thời hạn').fill('31/12/2026');
    await dialogue().getByRole('button', { name: 'Lưu' }).click();
    await page.getByText(/Đã thay đổi \d+ yêu cầu/).waitFor();
    await page.getByRole('button', { name: 'Hoàn tác' }).click();
    await page.getByText(/Đã hoàn tác \d+ yêu cầu/).waitFor();
    await page
      .getByRole('button', { name: /^Trả lời yêu cầu L2\.M/ })
      .first()
      .click();
    await dialogue().getByLabel('Mức đáp ứng').selectOption('partial');
    await dialogue().getByLabel('Phương án đáp ứng').fill('Bổ sung chương về camera vào quy chế');
    await dialogue().getByLabel('Thời hạn').fill('01/11/2026');
    await dialogue().getByRole('button', { name: 'Lưu' }).click();
    await page.getByText('Đã thay đổi 1 yêu cầu.').waitFor();
    await look('plan');
    await page.getByLabel('Hiển thị', { exact: true }).selectOption('overdue');
    await page.waitForURL(/overdue=/);
    await page.getByLabel('Hiển thị', { exact: true }).selectOption('all');
    await page.waitForURL((url) => !url.search.includes('overdue'));
  });

  test('a finding is linked to a requirement that the knowledge offers', async () => {
    const offer = page.getByRole('region', { name: 'Phát hiện ở camera của hệ thống' }).getByRole('button', { name: /^Gắn L2/ });
    await offer.first().click();
    await page.getByText('(phát hiện chưa khắc phục)').first().waitFor({ state: 'attached' });
  });

  test('the list leads to the plan and shows how far it is', async () => {
    await page.goto(`${server.url}/plans?overdue=true`);
    await page.getByRole('link', { name: SYSTEM.name }).waitFor();
    await look('plans');
  });

  test('the next check of the system is told with its day and its clause', async () => {
    await page.goto(`${server.url}/checks`);
    await page.getByRole('link', { name: SYSTEM.name }).waitFor();
    await page.getByText('Căn cứ và người kiểm tra').click();
    await look('checks');
  });

  test('the next check is planned by one click, a finding is taken over, a shortcoming is noted and fixed with a file', async () => {
    await page.getByRole('button', { name: `Lập lần định kỳ tới: ${SYSTEM.name}` }).click();
    await page.getByRole('heading', { name: `Kiểm tra: ${SYSTEM.name}` }).waitFor();
    await page.getByRole('button', { name: 'Bắt đầu', exact: true }).click();
    await dialogue().getByRole('button', { name: 'Bắt đầu', exact: true }).click();
    await page.getByText('Chưa ghi ngày kết thúc kiểm tra.').waitFor();
    await page
      .getByRole('button', { name: /^Đưa vào: Camera ngã tư/ })
      .first()
      .click();
    await page.getByText('đã đưa vào', { exact: true }).first().waitFor();
    await page.getByRole('button', { name: 'Ghi tồn tại' }).click();
    await dialogue().getByLabel('Tồn tại').fill('Tủ camera không khóa');
    await dialogue().getByLabel('Hạn khắc phục').fill('31/12/2026');
    await dialogue().getByRole('button', { name: 'Lưu' }).click();
    await dialogue().waitFor({ state: 'detached' });
    await page.getByText('Tủ camera không khóa', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Ghi thông tin, kết quả' }).click();
    await dialogue().getByLabel('Kết thúc ngày').fill(TODAY);
    await dialogue().getByLabel('Loại tổ chức đánh giá').selectOption('licensed');
    await dialogue().getByLabel('Người kiểm tra, đánh giá', { exact: true }).fill('Công ty An toàn thông tin');
    await dialogue().getByLabel('Người kiểm tra độc lập với đơn vị vận hành hệ thống').check();
    await dialogue().getByLabel('Số giấy phép hoặc văn bản chỉ định').fill('12/GP-BCA');
    await dialogue().getByLabel('Cơ quan cấp').fill('Bộ Công an');
    await dialogue().getByLabel('Hiệu lực đến').fill('01/01/2026');
    await dialogue().getByLabel('Kết luận').selectOption('shortcomings');
    await dialogue().getByLabel('Tóm tắt kết quả').fill('Hai tồn tại phải khắc phục.');
    await dialogue().getByRole('button', { name: 'Lưu' }).click();
    await page.getByText('Giấy phép của tổ chức đánh giá không còn hoặc chưa có hiệu lực vào ngày kiểm tra.').waitFor();
    await look('check');
  });

  test('the calendar shows the year and the days of a month, the lists show all checks and shortcomings', async () => {
    await page.goto(`${server.url}/checks`);
    await page.getByRole('link', { name: `${NEXT.year} →` }).click();
    await page.getByRole('link', { name: new RegExp(String.raw`^T${NEXT.month}\s*1\s*Đến hạn\s*1\s*Dự kiến$`, 'u') }).click();
    await page.waitForURL(`**/checks?*month=${NEXT.month}*`);
    await look('checks-calendar');
    await page.goto(`${server.url}/checks/shortcomings?state=open`);
    await page.getByText('Tủ camera không khóa', { exact: true }).waitFor();
    await look('shortcomings');
    await page.goto(`${server.url}/checks/all`);
    await page.getByRole('link', { name: SYSTEM.name }).waitFor();
    await look('system-checks');
  });

  test('a plan in OSCAL is looked at before it is taken over, and taken back', async () => {
    const [plan] = (await user.call(api.listPlans)).items;
    const params = { id: plan?.id ?? '' };
    const written = await (await user.fetch(urlOf(api.planOscal, { params, query: { model: 'ssp' } }))).text();
    const foreign = written
      .replaceAll(/"ns": "urn:ancam:oscal"/g, '"ns": "urn:other"')
      .replaceAll('"state": "partial"', '"state": "implemented"');
    await page.goto(`${server.url}/plans/${params.id}`);
    await page.getByRole('button', { name: 'Nhập OSCAL' }).click();
    await dialogue()
      .locator('input[type=file]')
      .setInputFiles({ name: 'khong-phai.json', mimeType: 'application/json', buffer: Buffer.from('{"catalog":{}}') });
    await page.getByText('Vào phương án chỉ nhập được').waitFor();
    // The browser reports the refusal that was asked for.
    expect(misdeeds.consoleErrors.splice(0)).toEqual([expect.stringContaining('400')]);
    await dialogue()
      .locator('input[type=file]')
      .setInputFiles({ name: 'phuong-an.json', mimeType: 'application/json', buffer: Buffer.from(foreign) });
    await page.getByText(/^1 yêu cầu sẽ thay đổi/).waitFor();
    // The dialogue covers the choice of the language.
    faults.push(...(await picture(page, 'oscal-import', () => Promise.resolve())));
    await dialogue().getByRole('button', { name: 'Nhập 1 yêu cầu' }).click();
    await page.getByText('Đã thay đổi 1 yêu cầu.').waitFor();
    await dialogue().getByRole('button', { name: 'Hoàn tác' }).click();
    await page.getByText('Đã hoàn tác 1 yêu cầu.').waitFor();
  });

  test('results of an assessor are looked at before they become a check; the check tells them, and they are taken back', async () => {
    const [plan] = (await user.call(api.listPlans)).items;
    const [check] = (await user.call(api.listSystemChecks, { query: { kind: 'periodic' } })).items;
    const written = await (await user.fetch(urlOf(api.checkOscal, { params: { id: check?.id ?? '' } }))).text();
    // As another tool would aim at what is no requirement of this level, and say of one that it is met.
    const foreign = JSON.parse(written) as ReturnType<typeof writeCheckResults>; // written by ourselves
    const [result] = foreign['assessment-results'].results;
    const [requirement] = (await user.call(api.listPlanItems, { params: { id: plan?.id ?? '' }, query: { group: 'management' } })).items;
    if (result !== undefined) {
      const more = [said(1, requirement?.requirement ?? '', 'satisfied'), said(2, 'AC-2', 'satisfied'), said(3, 'AC-3', 'not-satisfied')];
      result.findings = [...(result.findings ?? []), ...more];
    }
    await page.goto(`${server.url}/plans/${plan?.id ?? ''}`);
    const show = async (): Promise<void> => {
      await page.getByRole('button', { name: /^(?:Nhập OSCAL|Import OSCAL)$/ }).click();
      await dialogue()
        .locator('input[type=file]')
        .setInputFiles({ name: 'ket-qua.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(foreign)) });
      // A periodic check is under way; an extraordinary one stands beside it.
      await dialogue().getByRole('alert').waitFor();
      await dialogue()
        .getByLabel(/Nhập thành cuộc kiểm tra|Becomes a check/)
        .selectOption('extraordinary');
      await dialogue()
        .getByText(/^(?:1 mục không nhập|1 entry is left out)$/)
        .click();
    };
    await show();
    expect(misdeeds.consoleErrors.splice(0)).toEqual([expect.stringContaining('409')]);
    const inLanguage = async (language: 'vi' | 'en'): Promise<void> => {
      await page.keyboard.press('Escape');
      await dialogue().waitFor({ state: 'detached' });
      await chooseLanguage(page, language);
      await show();
    };
    faults.push(...(await picture(page, 'oscal-results', inLanguage)));
    expect(misdeeds.consoleErrors.splice(0).filter((error) => !error.includes('409'))).toEqual([]);
    await dialogue().getByRole('button', { name: 'Nhập thành cuộc kiểm tra' }).click();
    await page.getByText(/^Đã nhập thành cuộc kiểm tra với \d+ tồn tại/).waitFor();
    await dialogue().getByRole('link', { name: 'Mở cuộc kiểm tra' }).click();
    await page.getByRole('heading', { name: 'Kết quả của tổ chức đánh giá' }).waitFor();
    await page.getByText('1 yêu cầu đạt theo tài liệu').click();
    await look('check-imported');
    await page.getByRole('button', { name: 'Hoàn tác việc nhập' }).click();
    await dialogue().getByRole('button', { name: 'Hoàn tác việc nhập' }).click();
    await page.getByText('Hoàn tác việc nhập kết quả đánh giá', { exact: true }).waitFor();
    await page.getByText('Đã hủy').first().waitFor();
  });

  test('the command line takes a plan out, says what an altered one would change, and takes it over', async () => {
    const [plan] = (await user.call(api.listPlans)).items;
    const id = plan?.id ?? '';
    const body = { name: 'OSCAL', permissions: ['system.read', 'system.write'], until: today };
    const { secret } = await user.call(api.createToken, { body });
    const folder = mkdtempSync(join(tmpdir(), 'ancam-oscal-'));
    const file = join(folder, 'plan.json');
    const oscal = (command: string, ...more: readonly string[]): Promise<Ran> =>
      ancam('oscal', command, ...more, '--server', server.url, '--token', secret, '--plan', id, '--language', 'en');
    try {
      expect(await oscal('export', '--output', file)).toMatchObject({ code: 0, stdout: '', stderr: '' });
      writeFileSync(
        file,
        readFileSync(file, 'utf8').replaceAll('"urn:ancam:oscal"', '"urn:other"').replaceAll('"partial"', '"implemented"'),
      );
      const preview = OscalPreview.parse(JSON.parse((await oscal('import', file)).stdout));
      expect(preview.items.flatMap(({ changes }) => changes)).toEqual([{ field: 'answer', before: 'partial', after: 'full' }]);
      const answers = async (): Promise<number> =>
        (await user.call(api.listPlanItems, { params: { id } })).items.filter(({ answer }) => answer === 'full').length;
      const before = await answers();
      expect(await oscal('import', file, '--apply')).toMatchObject({ code: 0, stderr: '' });
      expect(await answers()).toBe(before + 1);
      writeFileSync(file, '{"catalog":{}}');
      const refused = await oscal('import', file, '--apply');
      expect([refused.code, refused.stdout, refused.stderr.trim().split('\n').length]).toEqual([2, '', 1]);
      const at = ['--plan', id, '--language', 'en', '--server'];
      expect(await ancam('oscal', 'export', ...at, server.url, '--token', `${secret}x`)).toMatchObject({ code: 3, stdout: '' });
      expect((await ancam('oscal', 'export', ...at, 'http://192.0.2.1', '--token', secret)).stderr).toContain('https://');
      expect((await ancam('oscal', 'export', ...at, server.url)).stderr).toMatch(/Missing option/);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }, 60_000);

  test('nothing overflows, axe finds nothing, nothing leaves the machine', () => {
    expect(faults).toEqual([]);
    expect(misdeeds.consoleErrors).toEqual([]);
    expect(misdeeds.foreignRequests).toEqual([]);
  });
});
