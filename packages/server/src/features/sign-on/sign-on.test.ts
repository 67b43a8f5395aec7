import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { api } from '@ancam/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApp, setUpAdministrator } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { describeOnEachStore } from '../../../test/store.ts';
import { safeBack } from './sign-on.service.ts';

const PROVIDER = new URL('../../../test/fixtures/oidc-provider.ts', import.meta.url).pathname;
const RETURN = 'http://localhost/api/sign-on/return';

/** Walks through the forms of the provider as a person named so would; gives the address that it sends the browser back to. */
async function passProvider(start: string, person: string): Promise<string> {
  const jar = new Map<string, string>();
  let url = start;
  let form: string | undefined;
  for (let step = 0; step < 12; step += 1) {
    const response = await fetch(url, {
      redirect: 'manual',
      headers: {
        cookie: [...jar].map((pair) => pair.join('=')).join('; '),
        ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      ...(form === undefined ? {} : { method: 'POST', body: form }),
    });
    for (const set of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (set.split(';')[0] ?? '').split('=');
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
    const location = response.headers.get('location');
    form = undefined;
    if (location !== null) {
      url = new URL(location, url).href;
      if (url.startsWith(RETURN)) return url;
      continue;
    }
    const page = await response.text();
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
    const action = /action="([^"]+)"/.exec(page)?.[1];
    if (prompt === undefined || action === undefined) throw new Error(`the provider says ${response.status}: ${page.slice(0, 300)}`);
    url = new URL(action, url).href;
    form = new URLSearchParams({ prompt, login: person, password: 'anything' }).toString();
  }
  throw new Error('the provider never sends the browser back');
}

async function start(browser: Browser, back = ''): Promise<string> {
  const response = await browser.fetch(`/api/sign-on?back=${encodeURIComponent(back)}`);
  expect(response.status).toBe(302);
  return response.headers.get('location') ?? '';
}

async function signOn(browser: Browser, person: string, back?: string): Promise<string | null> {
  const returned = new URL(await passProvider(await start(browser, back), person));
  const response = await browser.fetch(`${returned.pathname}${returned.search}`);
  expect(response.status).toBe(302);
  return response.headers.get('location');
}

describeOnEachStore('sign-on by a provider', (open) => {
  let app: TestApp;
  let admin: Browser;
  let provider: ChildProcess;
  beforeAll(async () => {
    provider = spawn(process.execPath, [PROVIDER, RETURN], { stdio: ['ignore', 'pipe', 'ignore'] });
    const [port] = await once(provider.stdout ?? provider, 'data');
    const issuer = `http://127.0.0.1:${String(port).trim()}`;
    const signOn = { issuer, clientId: 'ancam', clientSecret: 'a secret of the test', claim: 'email', name: 'Cổng tỉnh' };
    app = await openApp(open, undefined, undefined, { secondFactorRoles: [], signOn });
    admin = await setUpAdministrator(app);
    for (const [login, email] of [
      ['hoa', 'hoa@example.gov.vn'],
      ['binh', 'binh@example.gov.vn'],
    ] as const)
      await admin.call(api.createAccount, { body: { login, displayName: `Cán bộ ${login}`, email, role: 'officer' } });
  });
  afterAll(async () => {
    provider.kill();
    await app.close();
  });

  const FAILED = '/login?fault=sign-on';

  test('the request to the provider carries PKCE, state and nonce', async () => {
    const url = new URL(await start(app.browser()));
    expect(url.searchParams.get('code_challenge_method')).toBe('S256');
    for (const name of ['code_challenge', 'state', 'nonce']) expect(url.searchParams.get(name)?.length, name).toBeGreaterThan(30);
    expect(url.searchParams.get('redirect_uri')).toBe(RETURN);
  });

  test('whose verified address is that of an account comes in, without a password, where he wanted to go', async () => {
    const browser = app.browser();
    expect(await signOn(browser, 'hoa1|hoa@example.gov.vn|yes', '/cameras?q=x')).toBe('/cameras?q=x');
    expect((await browser.call(api.session)).account?.login).toBe('hoa');
    expect((await browser.call(api.ownSecurity)).sessions[0]?.method).toBe('sign-on');
  });

  test('an address that is not verified, or of nobody, opens nothing and makes no account', async () => {
    const before = (await app.context.db.selectFrom('account').select('id').execute()).length;
    for (const person of ['x|binh@example.gov.vn|no', 'y|nobody@example.gov.vn|yes', 'z||yes']) {
      const browser = app.browser();
      expect(await signOn(browser, person), person).toBe(FAILED);
      expect((await browser.call(api.session)).account).toBeNull();
    }
    expect((await app.context.db.selectFrom('account').select('id').execute()).length).toBe(before);
  });

  test('an account stays with the first subject: another with the same address is refused', async () => {
    expect(await signOn(app.browser(), 'binh1|binh@example.gov.vn|yes')).toBe('/');
    expect(await signOn(app.browser(), 'thief|binh@example.gov.vn|yes')).toBe(FAILED);
    expect(await signOn(app.browser(), 'binh1|binh@example.gov.vn|yes')).toBe('/');
  });

  test('a return that this browser did not begin, or begins twice, opens nothing', async () => {
    const mine = app.browser();
    const theirs = app.browser();
    const returned = new URL(await passProvider(await start(mine), 'hoa1|hoa@example.gov.vn|yes'));
    await start(theirs);
    const path = `${returned.pathname}${returned.search}`;
    expect((await theirs.fetch(path)).headers.get('location')).toBe(FAILED);
    expect((await app.browser().fetch(path)).headers.get('location')).toBe(FAILED);
    expect((await mine.fetch(path)).headers.get('location')).toBe('/');
    expect((await mine.fetch(path)).headers.get('location')).toBe(FAILED);
    const tampered = new URL(await passProvider(await start(mine), 'hoa1|hoa@example.gov.vn|yes'));
    tampered.searchParams.set('state', 'x'.repeat(43));
    expect((await mine.fetch(`${tampered.pathname}${tampered.search}`)).headers.get('location')).toBe(FAILED);
  });

  test('what is disabled does not come in by the provider either', async () => {
    await app.context.db.updateTable('account').set({ disabled_at: new Date().toISOString() }).where('login', '=', 'binh').execute();
    expect(await signOn(app.browser(), 'binh1|binh@example.gov.vn|yes')).toBe(FAILED);
  });

  test('nobody is sent to another place than a path of our own', () => {
    for (const back of ['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', '/a\nb', '', '/%0d\\x']) {
      expect(safeBack(back), back).toBe('/');
    }
    expect(safeBack('/cameras?q=a%20b#c')).toBe('/cameras?q=a%20b#c');
  });
});
