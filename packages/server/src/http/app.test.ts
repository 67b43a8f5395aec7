import { api, urlOf } from '@ancam/contract';
import type { Route } from '@ancam/contract';
import { newId } from '@ancam/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApp, setUpAdministrator, signInElsewhere } from '../../test/app.ts';
import type { Browser, TestApp } from '../../test/app.ts';
import { openOnPglite } from '../../test/store.ts';

const routes = Object.values(api) as unknown as Route[]; // rows of the table, types widened
const PUBLIC = [
  'enrolProbe',
  'health',
  'login',
  'loginCode',
  'logout',
  'lookAtInvitation',
  'modelCheck',
  'openapi',
  'passkeyLogin',
  'passkeyQuestion',
  'pollProbe',
  'ready',
  'sendProbeResults',
  'session',
  'setup',
  'signOnReturn',
  'signOnStart',
  'takeInvitation',
];

function request(browser: Browser, route: Route): Promise<Response> {
  const init = route.method === 'GET' ? {} : { headers: { 'content-type': 'application/json' }, body: '{}' };
  return browser.fetch(urlOf(route, { params: { id: newId() } }), { method: route.method, ...init });
}

function post(browser: Browser, body: string, type = 'application/json'): Promise<Response> {
  return browser.fetch('/api/cameras', { method: 'POST', headers: { 'content-type': type }, body });
}

describe('the HTTP side', () => {
  let app: TestApp;
  let admin: Browser;
  let viewer: Browser;
  beforeAll(async () => {
    app = await openApp(openOnPglite);
    admin = await setUpAdministrator(app);
    const unit = await app.context.db.selectFrom('unit').select('id').executeTakeFirstOrThrow();
    viewer = await signInElsewhere(app, 'viewer', unit.id);
  });
  afterAll(() => app.close());

  test('only the routes meant for everybody are public', () => {
    expect(
      routes
        .filter(({ permission }) => permission === 'public')
        .map(({ id }) => id)
        .sort(),
    ).toEqual(PUBLIC);
  });

  test('every other route refuses a stranger, whatever he sends', async () => {
    const stranger = app.browser();
    for (const route of routes.filter(({ permission }) => permission !== 'public')) {
      const response = await request(stranger, route);
      expect(response.status, route.id).toBe(401);
      expect(await response.json()).toMatchObject({ code: 'auth.required', status: 401 });
    }
  });

  test('one who may only look changes nothing', async () => {
    const changing = routes.filter(
      ({ method, permission }) => method !== 'GET' && !['public', 'session', 'own.enrol', 'own.manage'].includes(permission),
    );
    expect(changing.length).toBeGreaterThan(10);
    for (const route of changing) expect((await request(viewer, route)).status, route.id).toBe(403);
    expect((await viewer.fetch('/api/audit')).status).toBe(403);
    expect((await viewer.fetch('/api/cameras')).status).toBe(200);
  });

  test('one who may only look leaves a trace of what he exports', async () => {
    expect((await viewer.fetch('/api/cameras/export?format=csv')).status).toBe(200);
    const { items } = await admin.call(api.audit);
    expect(items[0]).toMatchObject({ action: 'camera.exported', by: 'Trần Thị Bình' });
  });

  test('every answer carries the policy; no inline script can run', async () => {
    for (const path of ['/', '/cameras', '/api/health', '/api/nothing', '/assets/app-abc.js']) {
      const { headers } = await admin.fetch(path);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy, path).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/script-src[^;]*unsafe/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('strict-transport-security')).toBeNull();
      expect(headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/);
    }
  });

  test('the page holds the nonce of its own answer, a new one each time', async () => {
    const pages = await Promise.all([1, 2].map(() => admin.fetch('/cameras/some-id')));
    const nonces = pages.map(({ headers }) => /'nonce-([^']+)'/.exec(headers.get('content-security-policy') ?? '')?.[1]);
    expect(new Set(nonces).size).toBe(2);
    expect(await pages[0]?.text()).toContain(`content="${nonces[0]}"`);
  });

  test('files with a hash in their name are kept for ever, pages never; compressed where asked', async () => {
    const file = await admin.fetch('/assets/app-abc.js', { headers: { 'accept-encoding': 'br' } });
    expect(file.headers.get('cache-control')).toContain('immutable');
    expect(file.headers.get('content-encoding')).toBe('br');
    expect((await admin.fetch('/')).headers.get('cache-control')).toBe('no-store');
    expect((await admin.fetch('/assets/missing.js')).status).toBe(404);
  });

  test('no path leaves the folder of the pages', async () => {
    for (const path of ['/..%2f..%2fstore.ts', '/assets/..%2f..%2f..%2fapp.ts', '/%2e%2e/app.ts', '/%00.js']) {
      expect(await (await admin.fetch(path)).text(), path).not.toContain('openApp');
    }
  });

  test('a change asked for by another site is refused', async () => {
    const change = (headers: Record<string, string>): Promise<Response> => admin.fetch('/api/logout', { method: 'POST', headers });
    expect((await change({ origin: 'https://evil.example' })).status).toBe(403);
    expect((await change({ origin: 'null' })).status).toBe(403);
    expect((await change({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await change({ 'sec-fetch-site': 'same-site', origin: 'http://localhost' })).status).toBe(403);
    expect((await admin.fetch('/api/cameras')).status).toBe(200);
  });

  test('a fault in the input is named with its place', async () => {
    const response = await admin.fetch('/api/cameras?limit=0');
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({ code: 'input.invalid', details: { place: 'query.limit' } });
    expect((await admin.fetch('/api/cameras/not-an-id')).status).toBe(400);
    expect((await admin.fetch('/api/cameras?cursor=x')).status).toBe(400);
    expect((await admin.fetch(`/api/cameras/${newId()}`)).status).toBe(404);
  });

  test('a body that is no JSON or too large is refused', async () => {
    expect((await post(admin, '{')).status).toBe(400);
    expect((await post(admin, '{}', 'text/plain')).status).toBe(400);
    expect((await post(admin, `"${'x'.repeat(300_000)}"`)).status).toBe(413);
  });

  test('the API describes itself', async () => {
    const document: unknown = await (await app.browser().fetch('/api/openapi.json')).json();
    expect(document).toMatchObject({ openapi: '3.1.0', paths: { '/api/cameras': { get: { operationId: 'listCameras' } } } });
  });
});
