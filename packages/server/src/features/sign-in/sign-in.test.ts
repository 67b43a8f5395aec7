import { api } from '@ancam/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PASSWORD, codeOf, openApp, setUpAdministrator } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { codeAt, enrol, join } from '../../../test/people.ts';
import { describeOnOneStore } from '../../../test/store.ts';

const NOON = '2026-11-22T05:00:00.000Z';
const logIn = (browser: Browser, login: string, password = PASSWORD) => browser.call(api.login, { body: { login, password } });

describeOnOneStore('signing in', (open) => {
  let app: TestApp;
  let admin: Browser;
  beforeAll(async () => {
    app = await openApp(open, NOON);
    admin = await setUpAdministrator(app);
  });
  afterAll(() => app.close());

  test('with a second factor the password opens half a door: nothing is reached until the code is given', async () => {
    const { browser } = await join(app, admin, { login: 'half' });
    const { secret } = await enrol(app, browser);
    const other = app.browser();
    const half = await logIn(other, 'half');
    expect(half).toMatchObject({ account: null, step: 'second-factor', factors: ['code'], permissions: [] });
    expect(await codeOf(other.call(api.listCameras))).toBe('auth.required');
    expect(await codeOf(other.call(api.ownSecurity))).toBe('auth.required');
    app.at('2026-11-22T05:02:00.000Z');
    const whole = await other.call(api.loginCode, { body: { code: codeAt(app, secret) } });
    expect(whole).toMatchObject({ account: { login: 'half' }, step: 'none' });
    await other.call(api.listCameras);
  });

  test('a code counts once, and not before its time', async () => {
    const { browser } = await join(app, admin, { login: 'once' });
    const { secret } = await enrol(app, browser);
    app.at('2026-11-22T05:10:00.000Z');
    const code = codeAt(app, secret);
    const [first, second] = [app.browser('203.0.113.1'), app.browser('203.0.113.2')];
    await logIn(first, 'once');
    await logIn(second, 'once');
    expect(await codeOf(second.call(api.loginCode, { body: { code: codeAt(app, secret, 5) } }))).toBe('auth.failed');
    await first.call(api.loginCode, { body: { code } });
    expect(await codeOf(second.call(api.loginCode, { body: { code } }))).toBe('auth.failed');
  });

  test('a recovery code opens once; it is not in the database', async () => {
    const { browser } = await join(app, admin, { login: 'recover' });
    const { codes } = await enrol(app, browser);
    expect(new Set(codes).size).toBe(10);
    const stored = JSON.stringify(await app.context.db.selectFrom('recovery_code').selectAll().execute());
    for (const code of codes) expect(stored).not.toContain(code);
    const [code = ''] = codes;
    const again = app.browser();
    await logIn(again, 'recover');
    await again.call(api.loginCode, { body: { code: code.toUpperCase() } });
    expect((await again.call(api.ownSecurity)).recoveryCodesLeft).toBe(9);
    const third = app.browser();
    await logIn(third, 'recover');
    expect(await codeOf(third.call(api.loginCode, { body: { code } }))).toBe('auth.failed');
  });

  test('after five wrong codes the password is asked again', async () => {
    const { browser } = await join(app, admin, { login: 'five' });
    await enrol(app, browser);
    const guesser = app.browser('203.0.113.20');
    await logIn(guesser, 'five');
    for (let n = 0; n < 5; n += 1) expect(await codeOf(guesser.call(api.loginCode, { body: { code: '000000' } }))).toBe('auth.failed');
    expect(await codeOf(guesser.call(api.loginCode, { body: { code: '000000' } }))).toBe('auth.required');
  });

  test('one who knows the password alone cannot enrol a factor of his own beside the owner’s', async () => {
    const { browser } = await join(app, admin, { login: 'beside' });
    const thief = app.browser();
    await logIn(thief, 'beside');
    await enrol(app, browser);
    expect(await codeOf(thief.call(api.startCode))).toBe('auth.required');
  });

  test('whom strangers attack at the same address gets in from the browser known to us, and from any other address', async () => {
    const { browser: known } = await join(app, admin, { login: 'victim' }, '198.51.100.7');
    await known.call(api.logout);
    const attacker = app.browser('198.51.100.7');
    for (let n = 0; n < 40; n += 1) {
      const login = n % 2 === 0 ? 'victim' : `nobody-${n}`;
      await codeOf(attacker.call(api.login, { body: { login, password: 'wrong password' } }));
    }
    expect(await codeOf(logIn(app.browser('198.51.100.7'), 'victim'))).toBe('auth.locked');
    expect((await logIn(known, 'victim')).account?.login).toBe('victim');
    expect((await logIn(app.browser('198.51.100.8'), 'victim')).account?.login).toBe('victim');
  });

  test('codes guessed from many addresses are slowed down together, and the owner’s browser is not', async () => {
    const { browser } = await join(app, admin, { login: 'spread' });
    const { secret } = await enrol(app, browser);
    await browser.call(api.logout);
    let locked = 0;
    for (let n = 0; n < 34; n += 1) {
      const guesser = app.browser(`192.0.2.${n}`);
      await logIn(guesser, 'spread');
      if ((await codeOf(guesser.call(api.loginCode, { body: { code: '000001' } }))) === 'auth.locked') locked += 1;
    }
    expect(locked).toBeGreaterThan(0);
    app.at('2026-11-22T05:20:00.000Z');
    await logIn(browser, 'spread');
    expect((await browser.call(api.loginCode, { body: { code: codeAt(app, secret) } })).account?.login).toBe('spread');
  });

  test('an unknown login, a wrong password and an account without a password get one reply', async () => {
    await admin.call(api.createAccount, { body: { login: 'waiting', displayName: 'Chờ nhận', role: 'viewer' } });
    const replies = await Promise.all(
      ['waiting', 'nobody at all', 'admin'].map(async (login, index) => {
        const body = JSON.stringify({ login, password: 'wrong password' });
        const headers = { 'content-type': 'application/json' };
        const response = await app.browser(`203.0.113.${100 + index}`).fetch('/api/login', { method: 'POST', headers, body });
        const { requestId: _requestId, ...problem } = (await response.json()) as { requestId: string }; // differs by request
        return { status: response.status, problem, cookies: response.headers.getSetCookie() };
      }),
    );
    expect(replies[1]).toEqual(replies[0]);
    expect(replies[2]).toEqual(replies[0]);
  });
});

describeOnOneStore('an installation that demands a second factor', (open) => {
  let app: TestApp;
  let admin: Browser;
  beforeAll(async () => {
    app = await openApp(open, NOON, undefined, { secondFactorRoles: ['administrator', 'approver'] });
    admin = await setUpAdministrator(app);
  });
  afterAll(() => app.close());

  test('one who has none may only enrol one, and then works on', async () => {
    expect(await admin.call(api.session)).toMatchObject({ step: 'enrol', permissions: ['own.enrol'] });
    expect(await codeOf(admin.call(api.listCameras))).toBe('auth.forbidden');
    expect(await codeOf(admin.call(api.listTokens))).toBe('auth.forbidden');
    await enrol(app, admin);
    expect((await admin.call(api.session)).step).toBe('none');
    await admin.call(api.listCameras);
  });

  test('roles that it does not name are not asked', async () => {
    const { browser } = await join(app, admin, { login: 'officer', role: 'officer' });
    expect((await browser.call(api.session)).step).toBe('none');
    const { browser: approver } = await join(app, admin, { login: 'approver', role: 'approver' });
    expect((await approver.call(api.session)).step).toBe('enrol');
  });
});
