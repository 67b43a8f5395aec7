import { api } from '@ancam/contract';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { issueBylaw } from '../../packages/server/test/dossiers.ts';
import { PASSWORD, signIn } from './support/api-client.ts';
import { CHROMIUM, openPage, startBrowser, watch } from './support/browser.ts';
import type { Misdeeds } from './support/browser.ts';
import { startServerProcess } from './support/server-process.ts';
import type { ServerProcess } from './support/server-process.ts';
import { openTour } from './support/tour-book.ts';

const SYSTEM = 'Camera an ninh trụ sở UBND xã';
const SIGNED = Buffer.from('%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');

/**
 * The way from an empty installation to the decision and the report, as two people of a commune go it in the pages. Tells docs/tour: written
 * anew with `ANCAM_TOUR=write`. Steps build on each other.
 */
describe.skipIf(CHROMIUM === undefined)('a tour of the law in the pages (needs Chromium)', () => {
  const tour = openTour();
  let server: ServerProcess;
  let browser: Browser;
  let page: Page;
  let misdeeds: Misdeeds;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServerProcess(), startBrowser()]);
    page = await openPage(browser);
    misdeeds = watch(page, server.url);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  const main = () => page.getByRole('main');
  const dialogue = () => page.getByRole('dialog');
  const fill = (label: string, value: string): Promise<void> => page.getByLabel(new RegExp(`^${label}( \\*)?$`)).fill(value);
  const press = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();
  /** Leaves the pages before the session: what they ask for beside would be refused. */
  async function leave(): Promise<void> {
    await page.goto('about:blank');
    await page.context().clearCookies();
  }
  async function enter(login: string): Promise<void> {
    await leave();
    await page.goto(`${server.url}/login`);
    await fill('Tên đăng nhập', login);
    await fill('Mật khẩu', PASSWORD);
    await press('Đăng nhập');
    await page.waitForURL(`${server.url}/`);
  }
  /** A step of a workflow: its button, then its dialogue. */
  async function take(name: string, about: () => Promise<void> = () => Promise.resolve(), confirm = 'Lưu'): Promise<void> {
    await main().getByRole('button', { name, exact: true }).first().click();
    await about();
    await dialogue().getByRole('button', { name: confirm, exact: true }).click();
    await dialogue().waitFor({ state: 'detached' });
  }
  test('the first administrator comes in by the link that the server printed, and invites a second person', async () => {
    await page.goto(server.setupLink ?? '');
    await fill('Tên cơ quan, đơn vị', 'UBND xã Bình Minh');
    await fill('Họ và tên người quản trị', 'Nguyễn Văn An');
    await fill('Tên đăng nhập', 'nguyenan');
    await tour.step(
      page,
      'set-up',
      { vi: 'Thiết lập lần đầu', en: 'Set up' },
      {
        vi: 'Mở liên kết dùng một lần mà `npm start` in ra. Ghi tên cơ quan, tên mình và một mật khẩu dài.',
        en: 'Open the one-time link that `npm start` printed. Name your unit and yourself, choose a long password.',
      },
    );
    await fill('Mật khẩu', PASSWORD);
    await fill('Nhập lại mật khẩu', PASSWORD);
    await press('Tạo tài khoản và bắt đầu');
    await page.waitForURL(`${server.url}/`);
    await page.goto(`${server.url}/accounts/new`);
    await fill('Họ và tên', 'Lê Thị Bình');
    await fill('Tên đăng nhập', 'lebinh');
    await page.getByLabel('Vai trò').selectOption({ label: 'Người duyệt' });
    await press('Tạo liên kết mời');
    const link = (await page.getByTestId('invitation-link').textContent()) ?? '';
    await tour.step(
      page,
      'second-person',
      { vi: 'Mời người thứ hai', en: 'Invite a second person' },
      {
        vi: 'Người lập không tự duyệt. Mời một *Người duyệt* và đưa liên kết cho người đó; liên kết chỉ hiện một lần.',
        en: 'Whoever proposes never approves. Invite an *Approver* and hand over the link, which is shown once.',
      },
    );
    await leave();
    await page.goto(link);
    await fill('Mật khẩu mới', PASSWORD);
    await fill('Nhập lại mật khẩu', PASSWORD);
    await press('Đặt mật khẩu và vào');
    await page.waitForURL(`${server.url}/`);
  });

  test('a system is registered', async () => {
    await enter('nguyenan');
    await page.goto(`${server.url}/systems`);
    await main().getByRole('button', { name: 'Thêm hệ thống' }).first().click();
    await dialogue()
      .getByLabel(/^Hệ thống/)
      .fill(SYSTEM);
    await dialogue()
      .getByLabel(/^Mục đích/)
      .fill('Bảo vệ trụ sở, phòng một cửa');
    await dialogue()
      .getByLabel(/^Phạm vi/)
      .fill('Trụ sở UBND xã, 12 camera');
    await dialogue().getByLabel('Chuyên giám sát').check();
    await dialogue().getByLabel('Phục vụ').selectOption('province');
    await dialogue().getByLabel('Loại hệ thống').selectOption('infrastructure');
    await dialogue()
      .getByLabel(/Thông tin cá nhân/)
      .check();
    await tour.step(
      page,
      'system-new',
      { vi: 'Đăng ký hệ thống', en: 'Register the system' },
      {
        vi: '*Hệ thống › Thêm hệ thống*: để làm gì, phạm vi, xử lý thông tin gì. Những gì ghi ở đây điền sẵn vào phiếu xác định cấp độ.',
        en: '*Systems › Add a system*: what for, how far, which information. What is entered here fills in the worksheet of the level.',
      },
    );
    await dialogue().getByRole('button', { name: 'Lưu', exact: true }).click();
    await dialogue().waitFor({ state: 'detached' });
    await page.getByRole('heading', { level: 1, name: SYSTEM }).waitFor();
  });

  test('its level is worked out with grounds and clauses, and proposed', async () => {
    await page.getByRole('link', { name: 'Mở phiếu xác định cấp độ' }).click();
    const result = page.getByRole('region', { name: 'Kết quả' });
    await expect.poll(() => result.textContent()).toContain('Cấp độ 3');
    await tour.step(
      page,
      'worksheet',
      { vi: 'Xác định cấp độ', en: 'Determine the level' },
      {
        vi: 'Trả lời các câu hỏi còn trống. *Kết quả* cho biết ngay cấp độ, mọi tiêu chí khớp với điều khoản, và điều gì còn có thể nâng cấp độ. Lưu phiếu rồi *Đề nghị xác nhận*.',
        en: 'Answer what is still open. The result shows the level at once, all criteria that match with their clauses, and what could still raise it. Keep it, then ask for confirmation.',
      },
    );
    const missing = page.getByLabel('Có bao nhiêu camera?').last();
    if ((await missing.count()) > 0) {
      await missing.fill('12');
      await page.getByLabel('Đếm thế nào, ngày nào').fill('Đếm tại trụ sở');
    }
    await press('Lưu phiếu');
    await press('Đề nghị xác nhận');
    await page.getByText('Người đề nghị không tự xác nhận').waitFor();
  });

  test('the second person is told, looks at it and confirms', async () => {
    await enter('lebinh');
    await page.getByTestId('bell').click();
    const notice = page.getByTestId('notice').filter({ hasText: 'xác nhận cấp độ' });
    await notice.waitFor();
    await tour.step(
      page,
      'notice',
      { vi: 'Người thứ hai được báo', en: 'The second person is told' },
      {
        vi: 'Chuông đếm việc chờ mình; nếu có máy chủ thư, thư cũng tới. Bấm vào thông báo để mở đúng chỗ.',
        en: 'The bell counts what waits; with a mail server set, a mail comes too. Follow the notice to the right place.',
      },
    );
    await notice.getByRole('link').click();
    await press('Xác nhận');
    await page.getByRole('heading', { name: 'Đang có hiệu lực' }).waitFor();
    await tour.step(
      page,
      'confirmed',
      { vi: 'Cấp độ được xác nhận', en: 'The level is confirmed' },
      {
        vi: 'Người thứ hai xem căn cứ và *Xác nhận*, hoặc trả lại kèm lý do. Khi hệ thống thay đổi, phiếu tự nhắc xác định lại.',
        en: 'The second person looks at the grounds and confirms, or returns it with a reason. When the system changes, it asks to be determined anew.',
      },
    );
  });

  test('the dossier is opened, says what is missing, is written and submitted', async () => {
    // The bylaw comes from its register, where one enters and another issues it.
    await issueBylaw(await signIn(server, 'nguyenan'), await signIn(server, 'lebinh'), 1);
    await enter('nguyenan');
    await page.goto(`${server.url}/systems`);
    await page.getByRole('link', { name: SYSTEM }).first().click();
    await take('Lập hồ sơ');
    await page.getByRole('heading', { name: `Hồ sơ cấp độ: ${SYSTEM}` }).waitFor();
    await tour.step(
      page,
      'dossier',
      { vi: 'Lập hồ sơ', en: 'Open the dossier' },
      {
        vi: 'Từ trang hệ thống, *Lập hồ sơ*. Hồ sơ cho thấy đường đi, ai làm gì, còn thiếu gì và điều khoản nào đòi hỏi. Quy chế lấy từ *Sổ theo dõi*.',
        en: 'From the page of the system, *Begin a dossier*. It shows its way, who does what, what is missing and which clause asks for it. The bylaw comes from *Registers*.',
      },
    );
    await press('Sửa');
    await dialogue().getByLabel('Xây dựng mới, mở rộng, nâng cấp').selectOption('no');
    for (const label of ['Chủ quản', 'Đơn vị chuyên trách', 'Đơn vị thẩm định'])
      await dialogue().getByLabel(label, { exact: true }).selectOption({ index: 1 });
    await dialogue().getByLabel('Văn bản giao làm chủ quản hoặc ủy quyền').fill('01/QĐ-UBND ngày 05/01/2026');
    await dialogue().getByLabel('Bên thẩm định').selectOption('council');
    await dialogue().getByLabel('Văn bản giao thẩm định, thành lập hội đồng').fill('05/QĐ-UBND ngày 02/11/2026');
    await dialogue().getByLabel('Quy chế bảo đảm an toàn của hệ thống').selectOption({ index: 1 });
    await dialogue().getByRole('button', { name: 'Lưu' }).click();
    await dialogue().waitFor({ state: 'detached' });
    await writeParts();
    await tour.step(
      page,
      'dossier-complete',
      { vi: 'Viết đủ thành phần', en: 'Write what is missing' },
      {
        vi: 'Mỗi thành phần lấy từ sổ, viết tại chỗ hoặc đính kèm tệp. Khi không còn thiếu, *Gửi thẩm định, phê duyệt*: nội dung gửi được giữ nguyên để so sánh về sau.',
        en: 'Each part comes from the register, is written here or attached. When nothing is missing, submit: what was submitted is kept word for word.',
      },
    );
    await take('Gửi thẩm định');
    await page.getByText('Bạn đã lập hoặc gửi hồ sơ này: người khác phải thực hiện.').first().waitFor();
    await page.getByLabel('Tệp này là').selectOption('decision');
    await page.locator('input[type=file]').first().setInputFiles({ name: 'quyet-dinh.pdf', mimeType: 'application/pdf', buffer: SIGNED });
    await page.getByText('quyet-dinh.pdf').first().waitFor();
  }, 120_000);

  async function writeParts(): Promise<void> {
    const parts = page.getByRole('region', { name: /^Thành phần hồ sơ/ });
    const missing = parts.getByRole('row').filter({ hasText: 'còn thiếu' });
    for (let count = await missing.count(); count > 0; count = await missing.count()) {
      await missing.first().getByRole('button', { name: 'Viết' }).click();
      await dialogue().getByLabel('Nội dung').fill('Thuyết minh theo quy định.');
      await dialogue().getByRole('button', { name: 'Lưu' }).click();
      await dialogue().waitFor({ state: 'detached' });
      const before = count;
      await expect.poll(() => missing.count(), { timeout: 15_000 }).toBeLessThan(before);
    }
  }

  test('others appraise and approve it; the decision is printed', async () => {
    await enter('lebinh');
    await page.goto(`${server.url}/notices`);
    await page.getByTestId('notice').filter({ hasText: SYSTEM }).first().getByRole('link').click();
    await take('Xác nhận hồ sơ hợp lệ');
    await page.getByText('đang chạy', { exact: true }).first().waitFor();
    await tour.step(
      page,
      'appraisal',
      { vi: 'Thẩm định', en: 'Appraise' },
      {
        vi: 'Bên thẩm định xác nhận hồ sơ hợp lệ; đồng hồ chạy theo ngày làm việc, tạm dừng khi yêu cầu giải trình. Người đã lập hồ sơ không thẩm định được. Khi kết luận phù hợp, người lập *Trình phê duyệt*.',
        en: 'The appraiser finds it valid; the clock runs in working days and stops while an explanation is asked for. Whoever wrote it cannot appraise it. Found fit, it goes back to be submitted for approval.',
      },
    );
    await take('Kết luận: phù hợp');
    await enter('nguyenan');
    await page.goto(`${server.url}/notices`);
    await page.getByTestId('notice').filter({ hasText: SYSTEM }).first().getByRole('link').click();
    await take('Trình phê duyệt');
    await enter('lebinh');
    await page.goto(`${server.url}/notices`);
    await page.getByTestId('notice').filter({ hasText: SYSTEM }).first().getByRole('link').click();
    await take('Phê duyệt cấp độ', async () => {
      await dialogue()
        .getByLabel(/^Số quyết định/)
        .fill('12/QĐ-UBND');
      const today = await dialogue()
        .getByLabel(/^Ngày( \*)?$/)
        .inputValue();
      await dialogue()
        .getByLabel(/^Ngày văn bản/)
        .fill(today);
      await dialogue()
        .getByLabel(/^Cơ quan ban hành/)
        .fill('UBND xã Bình Minh');
    });
    await page.getByText('Đã được phê duyệt').first().waitFor();
    const row = page.getByRole('row').filter({ hasText: 'Quyết định phê duyệt cấp độ' });
    const href = await row.getByRole('link', { name: /PDF/ }).getAttribute('href');
    const pdf = await (await page.request.get(`${server.url}${href ?? ''}`)).body();
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    await row.scrollIntoViewIfNeeded();
    await tour.step(
      page,
      'decision',
      { vi: 'In quyết định', en: 'Print the decision' },
      {
        vi: 'Sau khi có số, ngày, cơ quan ban hành và bản ký, hồ sơ *Đã được phê duyệt*. *Biểu mẫu* in quyết định và các mẫu khác theo thể thức Nghị định 30, dạng Word và PDF.',
        en: 'With number, day, issuer and signed copy it is approved. *Forms* prints the decision and the other forms as Decree 30 lays them out, as Word and PDF.',
      },
    );
  }, 90_000);

  test('the duty counts the evidence by itself, and the report is printed', async () => {
    await enter('nguyenan');
    await page.goto(`${server.url}/duties`);
    await page.getByRole('heading', { name: 'UBND xã Bình Minh' }).waitFor();
    await tour.step(
      page,
      'duties',
      { vi: 'Nhiệm vụ tự tính', en: 'Duties count themselves' },
      {
        vi: '*Nghĩa vụ*: mỗi nhiệm vụ đứng ở đâu, hạn do ai đặt, chứng cứ nào. Không ai đánh dấu “xong”; chứng cứ trong sổ tự tính.',
        en: '*Duties*: how each stands, who set its day, on what evidence. Nobody ticks "done": the evidence counts itself.',
      },
    );
    await page.goto(`${server.url}/reports/new`);
    await page.getByLabel('Loại báo cáo').selectOption({ label: 'Kết quả Chỉ thị 23' });
    await press('Bắt đầu lập');
    await page.getByRole('heading', { level: 1, name: /Chỉ thị số 23/ }).waitFor();
    await main().getByText(SYSTEM).first().waitFor();
    const user = await signIn(server, 'nguyenan');
    const report = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    const { content } = await user.call(api.getReport, { params: { id: report } });
    expect(content.figures.find(({ id }) => id === 'approved')?.value).toBe(1);
    const file = await user.fetch(`/api/reports/${report}/file?format=pdf`);
    expect(
      Buffer.from(await file.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    await tour.step(
      page,
      'report',
      { vi: 'Lập và in báo cáo', en: 'Make and print the report' },
      {
        vi: '*Báo cáo › Lập báo cáo › Kết quả Chỉ thị 23*: số liệu do sổ đếm, mỗi số dẫn tới các dòng phía sau. Người khác kiểm tra và chốt; bản chốt mang mã băm, in ra Word, PDF, Excel và gửi cấp trên.',
        en: '*Reports › New › Results of Directive 23*: the register counts, each figure leads to its rows. Another person checks and freezes it; the frozen one carries its hash, is printed as Word, PDF or Excel and sent up.',
      },
    );
  }, 90_000);

  test('the documentation tells this tour, and the pages kept their promises', () => {
    const { told, kept } = tour.close(
      { vi: 'Từ máy trống đến quyết định và báo cáo', en: 'From an empty machine to the decision and the report' },
      {
        vi: 'Hai người của một xã đi hết một vòng: đăng ký hệ thống, xác định cấp độ, lập hồ sơ, thẩm định, phê duyệt, in quyết định và báo cáo. Các bước và hình do kiểm thử `test/e2e/law-tour.test.ts` tạo ra.',
        en: 'Two people of a commune go the whole way: register a system, determine its level, write the dossier, appraise, approve, print the decision and the report. Steps and pictures are made by the test `test/e2e/law-tour.test.ts`.',
      },
    );
    expect(kept, 'run: ANCAM_TOUR=write npx vitest run --config vitest.e2e.config.ts test/e2e/law-tour.test.ts').toBe(told);
    expect(misdeeds).toEqual({ consoleErrors: [], foreignRequests: [] });
  });
});
