import { api } from '@ancam/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PASSWORD, codeOf, openApp, setUpAdministrator } from '../../../test/app.ts';
import type { TestApp } from '../../../test/app.ts';
import { describeOnEachStore } from '../../../test/store.ts';
import { mintSetupToken } from './sessions.service.ts';

const SETUP = { unitName: 'UBND phường Thử', displayName: 'An', login: 'admin', password: PASSWORD };

describeOnEachStore('sessions', (open) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await openApp(open);
  });
  afterAll(() => app.close());

  test('before the set-up nobody can sign in, and a wrong or outdated link creates nothing', async () => {
    const browser = app.browser();
    expect((await browser.call(api.session)).setupNeeded).toBe(true);
    expect(await codeOf(browser.call(api.login, { body: { login: 'admin', password: 'admin' } }))).toBe('auth.failed');
    const earlier = await mintSetupToken(app.context);
    await mintSetupToken(app.context);
    expect(await codeOf(browser.call(api.setup, { body: { ...SETUP, token: earlier ?? '' } }))).toBe('setup.link-invalid');
    expect((await browser.call(api.session)).setupNeeded).toBe(true);
  });

  test('the link makes one administrator, once; its token is not in the database', async () => {
    const token = (await mintSetupToken(app.context)) ?? '';
    const stored = await app.context.db.selectFrom('setup_token').selectAll().execute();
    expect(JSON.stringify(stored)).not.toContain(token);
    const browser = app.browser();
    const session = await browser.call(api.setup, { body: { ...SETUP, token } });
    expect(session.account).toMatchObject({ login: 'admin', role: 'administrator', unit: { name: 'UBND phường Thử' } });
    expect(await codeOf(app.browser().call(api.setup, { body: { ...SETUP, login: 'second', token } }))).toBe('setup.done');
    expect(await mintSetupToken(app.context)).toBeUndefined();
  });

  test('two uses of one link at the same time make one account', async () => {
    const fresh = await openApp(open);
    const token = (await mintSetupToken(fresh.context)) ?? '';
    const tries = ['one', 'two', 'three'].map((login) =>
      fresh.browser().fetch('/api/setup', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...SETUP, login, token }),
      }),
    );
    const statuses = (await Promise.all(tries)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(await fresh.context.db.selectFrom('account').select('login').execute()).toHaveLength(1);
    await fresh.close();
  });

  test('the cookie is not readable by scripts and not sent by other sites; signing out ends the session', async () => {
    const browser = app.browser();
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login: 'ADMIN', password: PASSWORD }),
    };
    const response = await browser.fetch('/api/login', init);
    const cookie = response.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/HttpOnly; SameSite=Strict/);
    const [pair = ''] = cookie.split(';');
    const sessions = await app.context.db.selectFrom('session').selectAll().execute();
    expect(JSON.stringify(sessions)).not.toContain(pair.split('=')[1]);
    await browser.call(api.logout);
    expect((await app.context.db.selectFrom('session').selectAll().execute()).length).toBe(sessions.length - 1);
    expect((await app.browser().fetch('/api/cameras', { headers: { cookie: pair } })).status).toBe(401);
  });

  test('a session ends by itself', async () => {
    const fresh = await openApp(open, '2026-11-22T01:00:00.000Z');
    const browser = await setUpAdministrator(fresh);
    fresh.at('2026-11-22T12:59:00.000Z');
    expect((await browser.call(api.session)).account).not.toBeNull();
    fresh.at('2026-11-22T13:01:00.000Z');
    expect(await codeOf(browser.call(api.listCameras))).toBe('auth.required');
    await fresh.close();
  });

  test('guessing is slowed down for the guesser, and locks nobody else out', async () => {
    const guesser = app.browser('203.0.113.9');
    const wrong = { body: { login: 'admin', password: 'wrong password' } };
    const codes: string[] = [];
    for (let n = 0; n < 8; n += 1) codes.push(await codeOf(guesser.call(api.login, wrong)));
    expect(codes.slice(0, 5)).toEqual(Array.from({ length: 5 }, () => 'auth.failed'));
    expect(codes.slice(5)).toEqual(['auth.locked', 'auth.locked', 'auth.locked']);
    const owner = app.browser('203.0.113.10');
    expect((await owner.call(api.login, { body: { login: 'admin', password: PASSWORD } })).account?.login).toBe('admin');
  });
});
