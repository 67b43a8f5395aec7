import { api } from '@ancam/contract';
import { writeTable } from '@ancam/sheets';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PASSWORD, codeOf, openApp, setUpAdministrator, signInElsewhere } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { enrol, join, tokenOf, unitBelow } from '../../../test/people.ts';
import { describeOnOneStore } from '../../../test/store.ts';
import { resetAdministrator } from './reset-admin.service.ts';
import { SHEET_COLUMNS } from './sheet.ts';

describeOnOneStore('accounts', (open) => {
  let app: TestApp;
  let admin: Browser;
  let adminId: string;
  let below: string;
  beforeAll(async () => {
    app = await openApp(open, '2026-11-22T05:00:00.000Z');
    admin = await setUpAdministrator(app);
    adminId = (await admin.call(api.session)).account?.id ?? '';
    below = await unitBelow(app, 'Phòng Văn hóa');
  });
  afterAll(() => app.close());
  const audit = async (): Promise<string[]> =>
    (await admin.call(api.audit)).items.map(({ action, by, summary }) => `${action} ${by} ${summary}`);

  test('an invitation works once, within its days, and is kept only as a hash', async () => {
    const { path, account } = await admin.call(api.createAccount, {
      body: { login: 'first', displayName: 'Lê Thị Hoa', role: 'officer', unitId: below, days: 3 },
    });
    expect(account).toMatchObject({ state: 'invited', unit: { name: 'Phòng Văn hóa' }, invitedUntil: '2026-11-25T05:00:00.000Z' });
    const token = tokenOf(path);
    expect(JSON.stringify(await app.context.db.selectFrom('invitation').selectAll().execute())).not.toContain(token);
    expect(await app.browser().call(api.lookAtInvitation, { body: { token } })).toMatchObject({
      login: 'first',
      displayName: 'Lê Thị Hoa',
    });
    const uses = [1, 2].map(() => codeOf(app.browser().call(api.takeInvitation, { body: { token, password: PASSWORD } })));
    const codes = await Promise.all(uses.map((use) => use.catch((thrown: unknown) => String(thrown))));
    expect(codes.filter((code) => code === 'invitation.invalid')).toHaveLength(1);
    expect(await codeOf(app.browser().call(api.lookAtInvitation, { body: { token } }))).toBe('invitation.invalid');
    expect((await audit()).some((line) => line.startsWith('account.invited Nguyễn Văn An first'))).toBe(true);
  });

  test('a new link ends the one before; one that has run out opens nothing', async () => {
    const { path, account } = await admin.call(api.createAccount, { body: { login: 'second', displayName: 'Trần Ba', role: 'viewer' } });
    const { path: newer } = await admin.call(api.inviteAgain, { params: { id: account.id }, body: { days: 1 } });
    expect(await codeOf(app.browser().call(api.lookAtInvitation, { body: { token: tokenOf(path) } }))).toBe('invitation.invalid');
    app.at('2026-11-23T05:00:01.000Z');
    expect(await codeOf(app.browser().call(api.lookAtInvitation, { body: { token: tokenOf(newer) } }))).toBe('invitation.invalid');
    admin = app.browser();
    await admin.call(api.login, { body: { login: 'admin', password: PASSWORD } });
    expect((await admin.call(api.listAccounts, { query: { state: 'expired' } })).items.map(({ login }) => login)).toContain('second');
    app.at('2026-11-22T05:00:00.000Z');
  });

  test('a reset removes lost factors when the link is taken up, and signs everybody else out', async () => {
    const { browser, id } = await join(app, admin, { login: 'lost' });
    await enrol(app, browser);
    const { path } = await admin.call(api.inviteAgain, { params: { id }, body: { clearsFactors: true } });
    await browser.call(api.ownSecurity);
    const fresh = app.browser();
    expect((await fresh.call(api.takeInvitation, { body: { token: tokenOf(path), password: `${PASSWORD} khác` } })).step).toBe('none');
    expect(await codeOf(browser.call(api.ownSecurity))).toBe('auth.required');
    expect(await fresh.call(api.ownSecurity)).toMatchObject({ codeSince: null, passkeys: [] });
  });

  test('a wrong link is slowed down, and the right one still opens at the same address', async () => {
    const { path } = await admin.call(api.createAccount, { body: { login: 'link', displayName: 'Người chờ', role: 'viewer' } });
    const stranger = app.browser('203.0.113.77');
    const codes = new Set<string>();
    for (let n = 0; n < 33; n += 1)
      codes.add(await codeOf(stranger.call(api.lookAtInvitation, { body: { token: `wrong-token-of-twenty-${n}` } })));
    expect([...codes].sort()).toEqual(['auth.locked', 'invitation.invalid']);
    expect((await app.browser('203.0.113.77').call(api.lookAtInvitation, { body: { token: tokenOf(path) } })).login).toBe('link');
  });

  test('nobody changes the own account, and the last administrator stays', async () => {
    for (const call of [
      () => admin.call(api.changeAccount, { params: { id: adminId }, body: { role: 'viewer' } }),
      () => admin.call(api.disableAccount, { params: { id: adminId } }),
      () => admin.call(api.inviteAgain, { params: { id: adminId }, body: {} }),
    ])
      expect(await codeOf(call())).toBe('auth.forbidden');
    const { browser: second, id } = await join(app, admin, { login: 'admin2', role: 'administrator' });
    const { browser: lower } = await join(app, admin, { login: 'admin-below', role: 'administrator', unitId: below });
    expect(await codeOf(lower.call(api.disableAccount, { params: { id: adminId } }))).toBe('not-found');
    // Both at once: one of them must stay.
    const codes = await Promise.all(
      [second.call(api.disableAccount, { params: { id: adminId } }), admin.call(api.disableAccount, { params: { id } })].map((call) =>
        call.then(
          () => 'done',
          (thrown: unknown) => (thrown as { code: string }).code, // an AppError
        ),
      ),
    );
    expect(codes.filter((code) => code === 'done')).toHaveLength(1);
    const left = await app.context.db
      .selectFrom('account')
      .select('login')
      .where('role', '=', 'administrator')
      .where('disabled_at', 'is', null)
      .execute();
    expect(left.length).toBeGreaterThanOrEqual(2);
    await app.context.db.updateTable('account').set({ disabled_at: null }).execute();
    admin = app.browser();
    await admin.call(api.login, { body: { login: 'admin', password: PASSWORD } });
    await admin.call(api.disableAccount, { params: { id } });
  });

  test('what is disabled is out at once, and its links and sessions do not come back', async () => {
    const { browser, id } = await join(app, admin, { login: 'gone' });
    expect((await admin.call(api.disableAccount, { params: { id } })).state).toBe('disabled');
    expect(await codeOf(browser.call(api.listCameras))).toBe('auth.required');
    expect(await codeOf(app.browser().call(api.login, { body: { login: 'gone', password: PASSWORD } }))).toBe('auth.failed');
    expect((await admin.call(api.enableAccount, { params: { id } })).state).toBe('active');
    expect(await codeOf(browser.call(api.listCameras))).toBe('auth.required');
  });

  test('accounts of other bodies are as if they were not', async () => {
    const { browser } = await join(app, admin, { login: 'seen', unitId: below });
    expect(await codeOf(browser.call(api.listAccounts))).toBe('auth.forbidden');
    const other = await signInElsewhere(app, 'administrator');
    const ids = (await other.call(api.listAccounts)).items.map(({ login }) => login);
    expect(ids.every((login) => login.startsWith('other-'))).toBe(true);
    expect(await codeOf(other.call(api.changeAccount, { params: { id: adminId }, body: { displayName: 'Xâm nhập' } }))).toBe('not-found');
    expect(
      await codeOf(other.call(api.createAccount, { body: { login: 'spy', displayName: 'Gián điệp', role: 'viewer', unitId: below } })),
    ).toBe('not-found');
  });

  test('the list is searched without accents, filtered and read page by page', async () => {
    expect((await admin.call(api.listAccounts, { query: { q: 'le thi hoa' } })).items.map(({ login }) => login)).toEqual(['first']);
    expect((await admin.call(api.listAccounts, { query: { q: '%' } })).items).toEqual([]);
    const all = (await admin.call(api.listAccounts, { query: { limit: 200 } })).items.map(({ login }) => login);
    const paged: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await admin.call(api.listAccounts, { query: { limit: 3, ...(cursor === undefined ? {} : { cursor }) } });
      paged.push(...page.items.map(({ login }) => login));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    expect(paged).toEqual(all);
    expect((await admin.call(api.listAccounts, { query: { unit: below } })).items.every(({ unit }) => unit.id === below)).toBe(true);
  });

  test('each fault of a sheet is named in its row, and a sheet with one creates nobody', async () => {
    const text = [
      'Đơn vị;Họ và tên;Tên đăng nhập;Email;Vai trò',
      'Phòng Văn hóa;Ngô Một;sheet-1;;Cán bộ',
      'Phòng Không Có;Ngô Hai;sheet-2;;Cán bộ',
      'Phòng Văn hóa;;sheet-3;khong-phai-thu;Vua',
      'Phòng Văn hóa;Ngô Bốn;sheet-1;;Chỉ xem',
      'Phòng Văn hóa;Ngô Năm;ADMIN;;Chỉ xem',
    ].join('\n');
    const preview = await admin.call(api.previewAccountSheet, { body: { text } });
    expect(preview).toMatchObject({ good: 0, bad: 5 });
    expect(preview.rows.map(({ line, faults }) => [line, faults.map(({ reason }) => reason)])).toEqual([
      [2, ['login-twice']],
      [3, ['unit-unknown']],
      [4, ['name-missing', 'email-wrong', 'role-unknown']],
      [5, ['login-twice']],
      [6, ['login-taken']],
    ]);
    expect(await codeOf(admin.call(api.createAccountsFromSheet, { body: { text } }))).toBe('input.invalid');
    expect((await admin.call(api.listAccounts, { query: { q: 'sheet-' } })).items).toEqual([]);
    for (const broken of ['', 'a;b\n1;2', '"'.repeat(999)])
      expect((await admin.call(api.previewAccountSheet, { body: { text: broken } })).faults).not.toEqual([]);
  });

  test('an XLSX file is read as well: the template comes back empty, another file is refused', async () => {
    const template = await admin.fetch('/api/accounts/sheet/template?language=vi');
    const file = Buffer.from(await template.arrayBuffer()).toString('base64');
    expect(await admin.call(api.previewAccountSheet, { body: { file } })).toMatchObject({ rows: [], faults: [] });
    const written = writeTable(
      (async function* () {
        yield { unit: 'Phòng Văn hóa', name: 'Ngô Sáu', login: 'xlsx-6', email: null, role: 'Người duyệt' };
      })(),
      { format: 'xlsx', columns: SHEET_COLUMNS, language: 'vi', sheet: 'Tài khoản' },
    );
    const parts: Uint8Array[] = [];
    for await (const part of written) parts.push(part);
    const bytes = Buffer.concat(parts);
    const preview = await admin.call(api.previewAccountSheet, { body: { file: bytes.toString('base64') } });
    expect(preview).toMatchObject({ good: 1, bad: 0, rows: [{ line: 2, login: 'xlsx-6', faults: [] }] });
    expect(await admin.call(api.previewAccountSheet, { body: { file: Buffer.from('%PDF-1.7').toString('base64') } })).toMatchObject({
      faults: [{ column: 'sheet', reason: 'not-a-table' }],
    });
  });

  test('a sheet without faults invites everybody; each link opens the account of its row', async () => {
    const rows = Array.from({ length: 300 }, (_, n) => `Phòng Văn hóa\tNgười thứ ${n}\tbulk-${n}\tCán bộ`);
    const text = ['Đơn vị\tHọ tên\tTài khoản\tVai trò', ...rows].join('\r\n');
    const { items } = await admin.call(api.createAccountsFromSheet, { body: { text } });
    expect(new Set(items.map(({ path }) => path)).size).toBe(300);
    const look = await app.browser().call(api.lookAtInvitation, { body: { token: tokenOf(items[299]?.path ?? '') } });
    expect(look).toMatchObject({ login: 'bulk-299', displayName: 'Người thứ 299', unitName: 'Phòng Văn hóa' });
  });

  test('when all access is lost, one who holds the data gets a link for an administrator', async () => {
    await app.context.db.updateTable('account').set({ disabled_at: app.context.clock().toISOString() }).execute();
    expect(await codeOf(resetAdministrator(app.context, 'first'))).toBe('not-found');
    const { login, path } = await resetAdministrator(app.context);
    const browser = app.browser();
    expect((await browser.call(api.takeInvitation, { body: { token: tokenOf(path), password: PASSWORD } })).account?.login).toBe(login);
    expect((await browser.call(api.audit)).items.map(({ action, by }) => `${action} ${by}`)).toContain('account.reset ancam reset-admin');
  });
});
