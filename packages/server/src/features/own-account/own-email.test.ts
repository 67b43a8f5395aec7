import { api } from '@ancam/contract';
import type { OwnEmail } from '@ancam/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { PASSWORD, codeOf, openApp, setUpAdministrator } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { startSmtp } from '../../../test/smtp.ts';
import type { SmtpProcess } from '../../../test/smtp.ts';
import { describeOnEachStore } from '../../../test/store.ts';
import { accountOf } from '../../../test/tree.ts';
import { sendDue } from '../mails/send.service.ts';
import { openTransport } from '../mails/transport.ts';

const MORNING = '2026-11-26T03:00:00.000Z';

describeOnEachStore('the own e-mail address', (open) => {
  let app: TestApp;
  let smtp: SmtpProcess;
  let admin: Browser;
  let other: Browser;

  beforeAll(async () => {
    smtp = await startSmtp();
    app = await openApp(open, MORNING);
    admin = await setUpAdministrator(app);
    const unit = await app.context.db.selectFrom('unit').select('id').executeTakeFirstOrThrow();
    other = await accountOf(app, unit.id, 'officer', 'Người khác');
  }, 60_000);
  beforeEach(() => {
    smtp.received.length = 0;
  });
  afterAll(async () => {
    await app.close();
    await smtp.end();
  });

  const ask = (email: string | null, password = PASSWORD, browser = admin): Promise<OwnEmail> =>
    browser.call(api.changeEmail, { body: { email, password } });
  const confirm = (code: string, browser = admin): Promise<OwnEmail> => browser.call(api.confirmEmail, { body: { code } });
  const read = (browser = admin): Promise<OwnEmail> => browser.call(api.ownEmail);
  const codeIn = (): string => /Mã xác nhận: (\d{8})/u.exec(smtp.received.at(-1)?.text ?? '')?.[1] ?? '';
  const deliver = async (): Promise<void> => {
    const transport = openTransport(smtp.settings);
    await sendDue(app.context, { transport, origin: 'https://ancam.binhminh.gov.vn' });
    transport.close();
  };

  test('without a mail server the first administrator sets an address at once, and takes it away', async () => {
    expect(await read()).toEqual({ email: null, pending: null, mailServer: false });
    expect(await codeOf(ask('a@binhminh.gov.vn', 'sai mật khẩu'))).toBe('auth.failed');
    expect(await ask('a@binhminh.gov.vn')).toEqual({ email: 'a@binhminh.gov.vn', pending: null, mailServer: false });
    expect(await codeOf(ask('A@binhminh.gov.vn', PASSWORD, other))).toBe('conflict');
    const trail = await sql<{ action: string }>`select action from audit_event where action = 'account.email-changed'`.execute(
      app.context.db,
    );
    expect(trail.rows).toHaveLength(1);
    const found = await admin.call(api.listAccounts, { query: { q: 'a@binhminh.gov.vn' } });
    expect(found.items).toHaveLength(1);
    expect((await ask(null)).email).toBeNull();
  });

  test('with a mail server the address counts once the code that was sent to it comes back', async () => {
    Object.assign(app.context, { mail: smtp.settings });
    const asked = await ask('moi@binhminh.gov.vn');
    expect(asked).toMatchObject({ email: null, pending: { email: 'moi@binhminh.gov.vn' } });
    await deliver();
    expect(smtp.received).toMatchObject([{ to: ['moi@binhminh.gov.vn'], subject: '[AnCam] Mã xác nhận địa chỉ thư' }]);
    const code = codeIn();
    expect(await codeOf(confirm(code === '00000000' ? '00000001' : '00000000'))).toBe('auth.failed');
    expect(await codeOf(confirm(code, other))).toBe('auth.failed');
    expect((await read()).email).toBeNull();
    expect(await confirm(code)).toEqual({ email: 'moi@binhminh.gov.vn', pending: null, mailServer: true });
    expect(await codeOf(confirm(code))).toBe('auth.failed');
    const { items } = await admin.call(api.listMails, { query: { kind: 'confirm' } });
    expect(items).toMatchObject([{ kind: 'confirm', state: 'sent', email: 'moi@binhminh.gov.vn' }]);
  });

  test('a later address ends the code of an earlier one, a day ends any, and an address that was taken meanwhile is refused', async () => {
    await ask('mot@binhminh.gov.vn', PASSWORD, other);
    await deliver();
    const first = codeIn();
    await ask('hai@binhminh.gov.vn', PASSWORD, other);
    await deliver();
    const second = codeIn();
    if (first !== second) expect(await codeOf(confirm(first, other))).toBe('auth.failed');
    await sql`update email_change set expires_at = ${MORNING}`.execute(app.context.db);
    expect(await codeOf(confirm(second, other))).toBe('auth.failed');
    expect((await read(other)).pending).toBeNull();
    await ask('ba@binhminh.gov.vn', PASSWORD, other);
    await deliver();
    await sql`update account set email = 'ba@binhminh.gov.vn' where login = 'admin'`.execute(app.context.db);
    expect(await codeOf(confirm(codeIn(), other))).toBe('conflict');
  });

  test('nobody guesses: ten wrong codes end the right one, whatever the waiting time', async () => {
    const { id } = await app.context.db.selectFrom('account').select('id').where('login', '=', 'admin').executeTakeFirstOrThrow();
    await ask('bon@binhminh.gov.vn');
    await sql`update email_change set tries = 9, code = '12345678' where account_id = ${id}`.execute(app.context.db);
    expect(await codeOf(confirm('87654321'))).toBe('auth.failed');
    expect((await read()).pending).toBeNull();
  });
});
