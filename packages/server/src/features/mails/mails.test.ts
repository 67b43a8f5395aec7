import { api } from '@ancam/contract';
import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { codeOf, openApp, setUpAdministrator } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { actorAt } from '../../../test/actors.ts';
import { startSmtp } from '../../../test/smtp.ts';
import type { Received, SmtpProcess } from '../../../test/smtp.ts';
import { describeOnEachStore } from '../../../test/store.ts';
import { accountOf, unitOf } from '../../../test/tree.ts';
import type { Context } from '../../context.ts';
import { asOwner, withActor } from '../../db/actor.ts';
import { notify, settle } from '../notices/notify.service.ts';
import type { Told } from '../notices/notify.service.ts';
import type { UnitKey } from '../units/register-unit.ts';
import { releaseTaken, take } from './outbox.store.ts';
import { sendDue } from './send.service.ts';
import { openTransport } from './transport.ts';
import type { Transport } from './transport.ts';

const ORIGIN = 'https://ancam.binhminh.gov.vn';
/** Ten in the morning in Viet Nam, a Thursday. */
const MORNING = '2026-11-26T03:00:00.000Z';

function prefer(browser: Browser, given: object): Promise<unknown> {
  return browser.call(api.changeNoticePreferences, {
    body: { mail: 'each', language: 'vi', quietFrom: '20:00', quietTo: '07:00', ...given },
  });
}

/** Whom the mails reached, each as often as it did. */
function reached(mails: readonly Received[]): (string | undefined)[] {
  return mails.map(({ to }) => to[0]).sort(byText);
}

function byText(a = '', b = ''): number {
  return a.localeCompare(b);
}

describeOnEachStore('mails over a real SMTP server', (open) => {
  let app: TestApp;
  let context: Context;
  let smtp: SmtpProcess;
  let admin: Browser;
  let unit: UnitKey;
  let transport: Transport;
  let people = 0;

  beforeAll(async () => {
    smtp = await startSmtp();
    app = await openApp(open, MORNING);
    // Handlers and tests share this one context, as a server does.
    context = Object.assign(app.context, { mail: smtp.settings });
    admin = await setUpAdministrator(app);
    unit = await unitOf(app, { name: 'UBND xã Bình Minh', kind: 'commune' });
  }, 60_000);
  afterAll(async () => {
    await app.close();
    await smtp.end();
  });
  beforeEach(async () => {
    app.at(MORNING);
    smtp.received.length = 0;
    await smtp.order({});
    await asOwner(context, (tx) =>
      sql`update mail_outbox set state = 'dropped', sent_at = null, lease_until = null where state in ('waiting', 'sending')`.execute(tx),
    );
    transport = openTransport(smtp.settings);
  });
  afterEach(() => transport.close());

  async function person(
    email: string | null = `nguoi${(people += 1)}@binhminh.gov.vn`,
  ): Promise<{ browser: Browser; id: Id; email: string }> {
    const browser = await accountOf(app, unit.id, 'officer', `Người ${people}`);
    const id = (await browser.call(api.session)).account?.id ?? '';
    await asOwner(context, (tx) => sql`update account set email = ${email} where id = ${id}`.execute(tx));
    return { browser, id, email: email ?? '' };
  }
  const told = (about: string, given: Partial<Told> = {}): Told => ({
    about,
    rung: 'proposed',
    link: '/registers/bylaws',
    place: { home_id: unit.homeId, unit_id: unit.id, scope_path: unit.scopePath, place_path: '', classification: 0 },
    facts: { kind: 'step', step: { vi: 'duyệt quy chế', en: 'approve a bylaw' }, name: `Quy chế ${about}` },
    ...given,
  });
  const work = <T>(run: Parameters<typeof withActor<T>>[2]): Promise<T> =>
    withActor(context, actorAt(unit.scopePath, { homeId: unit.homeId, unitId: unit.id }), run);
  const say = (id: Id, what: Told): Promise<void> => work((each) => notify(context, each, { accounts: [id] }, what));
  const send = (): Promise<number> => sendDue(context, { transport, origin: ORIGIN });
  const outboxOf = async (id: Id) =>
    (
      await sql<{ state: string; last_error: string; tries: number; message_id: string }>`
      select state, last_error, tries, message_id from mail_outbox where account_id = ${id} order by created_at, id`.execute(context.db)
    ).rows;
  test('a notice goes out over STARTTLS and AUTH, in Vietnamese, as text and HTML, with a link and a stable id', async () => {
    const { id, email } = await person();
    await say(id, told('1'));
    expect(await send()).toBe(1);
    const [mail] = smtp.received;
    expect(mail).toMatchObject({ to: [email], secure: true, user: 'ancam', subject: '[AnCam] Chờ bạn: duyệt quy chế' });
    expect(mail?.text).toContain(`Quy chế 1 · UBND xã Bình Minh.\n${ORIGIN}/registers/bylaws`);
    expect(mail?.html).toContain(`href="${ORIGIN}/registers/bylaws"`);
    expect(mail?.headers).toContain('Auto-Submitted: auto-generated');
    const [row] = await outboxOf(id);
    expect(row).toMatchObject({ state: 'sent', message_id: mail?.messageId });
    expect(row?.message_id).toMatch(/^<[0-9a-f-]{36}@binhminh\.gov\.vn>$/);
    expect(await send()).toBe(0);
  });

  test('who wants English gets English', async () => {
    const { id, browser } = await person();
    await prefer(browser, { language: 'en' });
    await say(id, told('2'));
    await send();
    expect(smtp.received[0]?.subject).toBe('[AnCam] Waits for you: approve a bylaw');
    expect(smtp.received[0]?.html).toContain('<html lang="en">');
  });

  test('a transaction that fails leaves neither notice nor mail', async () => {
    const { id, browser } = await person();
    const failed = work(async (each) => {
      await notify(context, each, { accounts: [id] }, told('3'));
      throw new TypeError('what caused it did not happen');
    });
    await expect(failed).rejects.toThrow('did not happen');
    expect([await outboxOf(id), (await browser.call(api.listNotices)).items]).toEqual([[], []]);
  });

  test('names from people write no header and no markup', async () => {
    const { id } = await person();
    const name = 'X\r\nBcc: ke-xau@example.com\r\n\r\n<script>alert(1)</script>';
    await say(id, told('4', { facts: { kind: 'step', step: { vi: name, en: name }, name } }));
    await send();
    const [mail] = smtp.received;
    expect(mail?.to).toHaveLength(1);
    expect(mail?.headers).not.toMatch(/^Bcc:/im);
    expect(mail?.html).not.toContain('<script>');
    expect(mail?.html).toContain('&lt;script&gt;');
  });

  test('nothing of what is restricted leaves, though its reader may see it', async () => {
    const { id } = await person();
    await asOwner(context, (tx) => sql`update account set clearance = 1 where id = ${id}`.execute(tx));
    await say(id, told('bí mật', { place: { ...(told('').place as object), classification: 1 } as Told['place'] }));
    await send();
    const [mail] = smtp.received;
    expect(mail?.subject).toBe('[AnCam] Có việc thuộc dữ liệu hạn chế');
    for (const part of [mail?.subject, mail?.text, mail?.html]) expect(part).not.toMatch(/bí mật|quy chế|bylaws|Bình Minh/i);
    expect(mail?.text).toContain(`${ORIGIN}/notices`);
  });

  test('with the server down mails wait, and leave once when it is back', async () => {
    const [first, second] = [await person(), await person()];
    await say(first.id, told('5'));
    await say(second.id, told('5'));
    await smtp.stop();
    expect(await send()).toBe(0);
    const rows = [...(await outboxOf(first.id)), ...(await outboxOf(second.id))];
    expect(rows).toMatchObject([
      { state: 'waiting', tries: 0 },
      { state: 'waiting', tries: 0 },
    ]);
    // One try finds out that nothing answers: the other mail was not even taken.
    const reasons = rows.map(({ last_error: reason }) => reason).filter((reason) => reason !== '');
    expect(reasons).toEqual([expect.stringMatching(/ECONNREFUSED|closed/)]);
    await smtp.start();
    app.at('2026-11-26T03:02:00.000Z');
    expect(await send()).toBe(2);
    app.at('2026-11-26T04:00:00.000Z');
    expect(await send()).toBe(0);
    expect(reached(smtp.received)).toEqual([first.email, second.email].sort(byText));
  });

  test('wrong credentials are a fault of the way, and the password is in no answer', async () => {
    const { id } = await person();
    await say(id, told('6'));
    const wrong = openTransport({ ...smtp.settings, password: 'sai-mat-khau' });
    expect(await sendDue(context, { transport: wrong, origin: ORIGIN })).toBe(0);
    expect(await wrong.verify()).toMatch(/Invalid/);
    wrong.close();
    const rows = await outboxOf(id);
    expect(rows).toMatchObject([{ state: 'waiting', tries: 0 }]);
    expect(JSON.stringify(rows)).not.toContain('sai-mat-khau');
    expect(await transport.verify()).toBeUndefined();
  });

  test('a server whose certificate nobody vouches for gets nothing', async () => {
    const { id } = await person();
    await say(id, told('7'));
    const { ca: _, ...settings } = smtp.settings;
    const blind = openTransport(settings);
    expect(await sendDue(context, { transport: blind, origin: ORIGIN })).toBe(0);
    blind.close();
    expect(smtp.received).toEqual([]);
    expect((await outboxOf(id))[0]?.last_error).toMatch(/certificate/i);
  });

  test('a refused recipient ends its own mail with what the server said; an administrator lets it be tried again', async () => {
    const [bad, good] = [await person(), await person()];
    await smtp.order({ refuse: { [bad.email]: 550 } });
    await say(bad.id, told('8'));
    await say(good.id, told('8'));
    expect(await send()).toBe(1);
    const failed = (await admin.call(api.listMails, { query: { state: 'failed' } })).items.find(({ email }) => email === bad.email);
    expect(failed).toMatchObject({
      state: 'failed',
      tries: 1,
      lastError: expect.stringContaining('mailbox unavailable'),
      actions: { may: ['retry'] },
    });
    await smtp.order({});
    expect(await admin.call(api.retryMails, { body: { ids: [failed?.id ?? ''] } })).toEqual({ again: 1 });
    expect(await admin.call(api.retryMails, { body: { ids: [failed?.id ?? ''] } })).toEqual({ again: 0 });
    expect(await send()).toBe(1);
    expect(smtp.received.at(-1)?.to).toEqual([bad.email]);
  });

  test('what the server does not take now is tried again later, each time later, and given up after a week', async () => {
    const { id, email } = await person();
    await smtp.order({ refuse: { [email]: 451 } });
    await say(id, told('9'));
    const waits: number[] = [];
    let at = Date.parse(MORNING);
    for (let n = 0; n < 4; n += 1) {
      await send();
      const next = await sql<{ at: string }>`select not_before as at from mail_outbox where account_id = ${id}`.execute(context.db);
      const then = Date.parse(next.rows[0]?.at ?? '');
      waits.push((then - at) / 60_000);
      at = then;
      app.at(new Date(at).toISOString());
    }
    expect(waits).toEqual([1, 5, 15, 60]);
    app.at('2026-12-04T03:00:00.000Z');
    await send();
    expect(await outboxOf(id)).toMatchObject([{ state: 'failed', tries: 5 }]);
  });

  test('in the quiet hours nothing leaves; in the morning all of it comes in one mail', async () => {
    const { id, email } = await person();
    app.at('2026-11-26T14:00:00.000Z');
    for (const about of ['10a', '10b', '10c']) await say(id, told(about));
    expect(await send()).toBe(0);
    app.at('2026-11-26T23:59:00.000Z');
    expect(await send()).toBe(0);
    app.at('2026-11-27T00:00:00.000Z');
    expect(await send()).toBe(1);
    expect(smtp.received).toMatchObject([{ to: [email], subject: '[AnCam] 3 việc cần xem' }]);
    for (const about of ['10a', '10b', '10c']) expect(smtp.received[0]?.text).toContain(`Quy chế ${about} ·`);
    expect((await outboxOf(id)).map(({ state, last_error: reason }) => `${state} ${reason}`).sort()).toEqual([
      'dropped merged',
      'dropped merged',
      'sent ',
    ]);
  });

  test('quiet hours that are chosen after a mail was queued hold for it too', async () => {
    const { id, browser } = await person();
    await say(id, told('11'));
    await prefer(browser, { quietFrom: '09:00', quietTo: '11:30' });
    expect(await send()).toBe(0);
    app.at('2026-11-26T04:30:00.000Z');
    expect(await send()).toBe(1);
  });

  test('a digest gathers what was told, leaves out what is done, and what comes later waits for the next', async () => {
    const { id, browser } = await person();
    await prefer(browser, { mail: 'daily' });
    for (const about of ['12a', '12b', '12c']) await say(id, told(about));
    await work((each) => settle(each, '12b'));
    expect(await send()).toBe(0);
    app.at('2026-11-27T00:30:00.000Z');
    expect(await send()).toBe(1);
    expect(smtp.received[0]?.subject).toBe('[AnCam] 2 việc cần xem');
    expect(smtp.received[0]?.text).not.toContain('12b');
    await say(id, told('12d'));
    expect(await send()).toBe(0);
    app.at('2026-11-28T00:30:00.000Z');
    expect(await send()).toBe(1);
    expect(smtp.received[1]?.text).toContain('12d');
  });

  test('a digest of which everything was done meanwhile is not sent', async () => {
    const { id, browser } = await person();
    await prefer(browser, { mail: 'daily' });
    await say(id, told('13'));
    await browser.call(api.markNotices, { body: { as: 'done', filter: {} } });
    app.at('2026-11-27T00:30:00.000Z');
    expect(await send()).toBe(0);
    expect(await outboxOf(id)).toMatchObject([{ state: 'dropped', last_error: 'settled' }]);
  });

  test('who has moved away, is disabled, has no address or wants no mail gets none', async () => {
    const [moved, disabled, silent, unknown] = [await person(), await person(), await person(), await person(null)];
    await prefer(silent.browser, { mail: 'none' });
    for (const { id } of [moved, disabled, silent, unknown]) await say(id, told('14'));
    const elsewhere = await unitOf(app, { name: 'Nơi khác' });
    await asOwner(context, async (tx) => {
      await sql`update account set unit_id = ${elsewhere.id} where id = ${moved.id}`.execute(tx);
      await sql`update account set disabled_at = ${MORNING} where id = ${disabled.id}`.execute(tx);
    });
    expect(await send()).toBe(0);
    expect(await outboxOf(moved.id)).toMatchObject([{ state: 'dropped', last_error: 'settled' }]);
    expect(await outboxOf(disabled.id)).toMatchObject([{ state: 'dropped', last_error: 'disabled' }]);
    expect([await outboxOf(silent.id), await outboxOf(unknown.id)]).toEqual([[], []]);
  });

  test('what was sent but not marked is sent again under the same id, when the lease is over or its process is known to be dead', async () => {
    const { id } = await person();
    await say(id, told('15'));
    const taken = await asOwner(context, (tx) => take(tx, MORNING, '2026-11-26T03:05:00.000Z'));
    expect(taken?.account_id).toBe(id);
    // Another process leaves it alone while the lease runs.
    expect(await send()).toBe(0);
    await asOwner(context, (tx) => releaseTaken(tx));
    expect(await send()).toBe(1);
    expect(smtp.received[0]?.messageId).toBe(taken?.message_id);
  });

  test('two processes that send at once send each mail once', async () => {
    const all = await Promise.all(Array.from({ length: 6 }, () => person()));
    for (const { id } of all) await say(id, told('16'));
    const second = openTransport(smtp.settings);
    await Promise.all([send(), sendDue(context, { transport: second, origin: ORIGIN })]);
    second.close();
    expect(reached(smtp.received)).toEqual(all.map(({ email }) => email).sort(byText));
  });

  test('an administrator sends a test mail to himself, even in the quiet hours; others see only the outbox of their part', async () => {
    expect(await codeOf(admin.call(api.testMail))).toBe('conflict');
    expect((await admin.call(api.listMails)).actions.blockers).toEqual([{ action: 'test', reason: 'no-address' }]);
    const id = (await admin.call(api.session)).account?.id ?? '';
    await asOwner(context, (tx) => sql`update account set email = 'quantri@binhminh.gov.vn' where id = ${id}`.execute(tx));
    app.at('2026-11-26T14:30:00.000Z');
    await admin.call(api.testMail);
    expect(await send()).toBe(1);
    expect(smtp.received[0]).toMatchObject({ to: ['quantri@binhminh.gov.vn'], subject: '[AnCam] Thư thử' });
    const elsewhere = await unitOf(app, { name: 'Một tỉnh khác' });
    const other = await accountOf(app, elsewhere.id, 'administrator');
    expect((await other.call(api.listMails)).items).toEqual([]);
    const ids = (await admin.call(api.listMails)).items.map((mail) => mail.id);
    await asOwner(context, (tx) => sql`update mail_outbox set state = 'failed', sent_at = null where id = ${ids[0] ?? ''}`.execute(tx));
    expect(await other.call(api.retryMails, { body: { ids: ids.slice(0, 1) } })).toEqual({ again: 0 });
    expect(await codeOf((await person()).browser.call(api.listMails))).toBe('auth.forbidden');
  });

  test('an impossible time of the clock is refused', async () => {
    const { browser } = await person();
    expect(await codeOf(prefer(browser, { quietFrom: '24:00' }))).toBe('input.invalid');
    expect(await browser.call(api.noticePreferences)).toMatchObject({
      mail: 'each',
      quietFrom: '20:00',
      quietTo: '07:00',
      mailServer: true,
    });
  });
});
