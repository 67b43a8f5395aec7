import { api, createClient, registerOf } from '@ancam/contract';
import type { DelegationBody } from '@ancam/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, openApp, setUpAdministrator } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { join, unitBelow } from '../../../test/people.ts';
import { plainData } from '../../../test/records.ts';
import { describeOnEachStore } from '../../../test/store.ts';
import { asOwner, handsOf } from '../../db/actor.ts';
import { actorByDelegation } from '../delegations/delegations.service.ts';
import { actorOf, findAccount } from '../sessions/sessions.service.ts';

const NOON = '2026-11-22T05:00:00.000Z';
const CAMERA = { name: 'Cổng chính', place: '', note: '', maker: 'Hikvision', model: 'DS-2CD' };

const SYSTEM = {
  purpose: 'Giám sát',
  scope: 'Trụ sở',
  reach: 'agency' as const,
  dedicated: true,
  serviceType: 'internal' as const,
  informationKinds: ['private' as const],
};

/** A caller with extra headers. */
function withHeaders(browser: Browser, extra: Record<string, string>): ReturnType<typeof createClient> {
  return createClient((url, init = {}) => {
    const headers = new Headers(init.headers);
    for (const [name, value] of Object.entries(extra)) headers.set(name, value);
    return browser.fetch(url, { ...init, headers });
  });
}

async function idOf(browser: Browser): Promise<string> {
  return (await browser.call(api.session)).account?.id ?? '';
}

describeOnEachStore('acting by token, by delegation and for a silent unit', (open) => {
  let app: TestApp;
  let admin: Browser;
  let officer: Browser;
  let deputy: Browser;
  let officerBelow: Browser;
  let below: string;
  beforeAll(async () => {
    app = await openApp(open, NOON);
    admin = await setUpAdministrator(app);
    below = await unitBelow(app, 'Trạm Y tế');
    ({ browser: officer } = await join(app, admin, { login: 'officer', displayName: 'Cán bộ Năm' }));
    ({ browser: deputy } = await join(app, admin, { login: 'deputy', displayName: 'Phó phòng Sáu', role: 'viewer' }));
    ({ browser: officerBelow } = await join(app, admin, { login: 'below', displayName: 'Y sĩ Bảy', unitId: below }));
  });
  afterAll(() => app.close());

  const byToken = (secret: string, address?: string) => withHeaders(app.browser(address), { authorization: `Bearer ${secret}` });
  const today = { validFrom: '2026-11-22', validUntil: '2026-11-30', document: '15/UQ-UBND', documentDate: '2026-11-20' };
  const delegate = (from: Browser, body: Partial<DelegationBody>) =>
    from.call(api.createDelegation, { body: { to: 'deputy', permissions: ['camera.write', 'camera.read'], ...today, ...body } });

  test('a token is shown once, kept as a hash, and does what it was given and no more', async () => {
    const { secret, token } = await officer.call(api.createToken, {
      body: { name: 'Đồng bộ', permissions: ['camera.read'], until: '2026-12-31' },
    });
    expect(secret).toMatch(/^ancam_/);
    expect(JSON.stringify(await app.context.db.selectFrom('api_token').selectAll().execute())).not.toContain(secret);
    const call = byToken(secret);
    await call(api.listCameras);
    expect(await codeOf(call(api.addCamera, { body: CAMERA }))).toBe('auth.forbidden');
    expect((await officer.call(api.listTokens)).items.find(({ id }) => id === token.id)?.lastAddress).toBe('127.0.0.1');
    expect(await codeOf(officer.call(api.createToken, { body: { name: 'x', permissions: ['audit.read'], until: '2026-12-31' } }))).toBe(
      'auth.forbidden',
    );
    expect(await codeOf(officer.call(api.createToken, { body: { name: 'x', permissions: ['camera.read'], until: '2028-01-01' } }))).toBe(
      'input.invalid',
    );
  });

  test('a token changes nothing of the account’s security, even where its owner may', async () => {
    const permissions = (await admin.call(api.listTokens)).grantable;
    expect(permissions).not.toContain('account.write');
    const { secret } = await admin.call(api.createToken, { body: { name: 'Hết mức', permissions, until: '2026-12-31' } });
    const call = byToken(secret);
    const body = { name: 'x', permissions: ['camera.read'], until: '2026-12-31' };
    for (const attempt of [
      () => call(api.createToken, { body }),
      () => call(api.ownSecurity),
      () => call(api.startCode),
      () => call(api.changePassword, { body: { current: 'x', password: 'y'.repeat(12) } }),
      () => call(api.createDelegation, { body: { to: 'deputy', permissions: ['camera.read'], ...today } }),
      () => call(api.createAccount, { body: { login: 'new', displayName: 'Người mới', role: 'viewer' } }),
    ])
      expect(await codeOf(attempt())).toBe('auth.forbidden');
    for (const asked of ['own.manage', 'account.write', 'session', 'public', 'no.such'])
      expect(await codeOf(admin.call(api.createToken, { body: { ...body, permissions: [asked] } })), asked).toBe('auth.forbidden');
  });

  test('a token needs no origin, and a cookie beside it counts for nothing', async () => {
    const { secret } = await officer.call(api.createToken, {
      body: { name: 'Ghi', permissions: ['camera.read', 'camera.write'], until: '2026-12-31' },
    });
    const init = { method: 'POST', body: JSON.stringify(CAMERA) };
    const headers = {
      authorization: `Bearer ${secret}`,
      'content-type': 'application/json',
      origin: 'https://elsewhere.example',
      'sec-fetch-site': 'cross-site',
    };
    expect((await app.browser().fetch('/api/cameras', { ...init, headers })).status).toBe(200);
    expect((await admin.fetch('/api/cameras', { ...init, headers: { ...headers, authorization: 'Bearer ancam_wrong' } })).status).toBe(401);
    expect((await admin.fetch('/api/audit', { headers: { authorization: `Bearer ${secret}` } })).status).toBe(403);
  });

  test('a token of a unit below sees and writes only there, and dies with term, revocation and account', async () => {
    const { secret, token } = await officer.call(api.createToken, {
      body: { name: 'Trạm', permissions: ['camera.read', 'camera.write'], unitId: below, until: '2026-11-25' },
    });
    const call = byToken(secret);
    const camera = await call(api.addCamera, { body: { ...CAMERA, name: 'Camera của trạm' } });
    const stored = await app.context.db.selectFrom('camera').selectAll().where('id', '=', camera.id).executeTakeFirstOrThrow();
    expect(stored.unit_id).toBe(below);
    expect((await call(api.listCameras)).items.map(({ name }) => name)).toEqual(['Camera của trạm']);
    app.at('2026-11-25T17:00:01.000Z');
    expect(await codeOf(call(api.listCameras))).toBe('auth.required');
    app.at(NOON);
    await call(api.listCameras);
    await officer.call(api.revokeToken, { params: { id: token.id } });
    expect(await codeOf(call(api.listCameras))).toBe('auth.required');
    expect(
      await codeOf(
        officerBelow.call(api.createToken, {
          body: {
            name: 'Lên trên',
            permissions: ['camera.read'],
            unitId: (await admin.call(api.session)).account?.unit.id ?? '',
            until: '2026-11-25',
          },
        }),
      ),
    ).toBe('not-found');
  });

  test('by delegation one acts within the paper, and the audit names both', async () => {
    const delegation = await delegate(officer, {});
    expect(await codeOf(deputy.call(api.addCamera, { body: CAMERA }))).toBe('auth.forbidden');
    const [choice] = (await deputy.call(api.actingChoices)).delegations;
    expect(choice).toMatchObject({ id: delegation.id, from: 'Cán bộ Năm', document: '15/UQ-UBND' });
    const acting = withHeaders(deputy, { 'x-ancam-delegation': delegation.id });
    await acting(api.addCamera, { body: { ...CAMERA, name: 'Camera thay mặt' } });
    const { items } = await admin.call(api.audit);
    expect(items.find(({ action }) => action === 'camera.added')?.by).toBe('Phó phòng Sáu (thay mặt Cán bộ Năm)');
    const row = await app.context.db
      .selectFrom('audit_event')
      .selectAll()
      .where('action', '=', 'camera.added')
      .orderBy('seq', 'desc')
      .executeTakeFirstOrThrow();
    expect(row.actor_id).toBe((await deputy.call(api.session)).account?.id);
    expect(await codeOf(acting(api.audit))).toBe('auth.forbidden');
  });

  test('whoever proposes never approves through another’s hand: both sides of a delegation stand behind an act', async () => {
    const [from, to] = [await idOf(officer), await idOf(deputy)];
    const giver = await asOwner(app.context, (tx) => findAccount(tx, from, app.context.clock().toISOString()));
    const taker = await asOwner(app.context, (tx) => findAccount(tx, to, app.context.clock().toISOString()));
    if (giver === undefined || taker === undefined) throw new Error('both accounts are there');
    const { id } = await delegate(officer, { permissions: ['reorganisation.propose'] });
    const acting = await actorByDelegation(app.context, actorOf(taker), to, id);
    expect(handsOf(acting)).toEqual(expect.arrayContaining([from, to]));
    const later = await asOwner(app.context, (tx) => findAccount(tx, from, app.context.clock().toISOString()));
    expect(handsOf(actorOf(later ?? giver))).toEqual([from, to]);
    expect(handsOf(actorOf(taker))).toEqual([to]);
  });

  test('what was received is not handed on, by delegation or token, and not one’s own security', async () => {
    const { id } = await delegate(officer, {});
    const acting = withHeaders(deputy, { 'x-ancam-delegation': id });
    expect(await codeOf(acting(api.createDelegation, { body: { to: 'below', permissions: ['camera.read'], ...today } }))).toBe(
      'auth.forbidden',
    );
    expect(await codeOf(acting(api.createToken, { body: { name: 'x', permissions: ['camera.write'], until: '2026-11-25' } }))).toBe(
      'auth.forbidden',
    );
    expect(await codeOf(acting(api.changePassword, { body: { current: 'x', password: 'y'.repeat(12) } }))).toBe('auth.forbidden');
    expect((await deputy.call(api.listDelegations)).grantable).not.toContain('camera.write');
    expect(await codeOf(delegate(deputy, { to: 'below' }))).toBe('auth.forbidden');
  });

  test('a delegation ends with its term, when either side ends it, and when the one who gave it may no more', async () => {
    const { id } = await delegate(officer, {});
    const acting = withHeaders(deputy, { 'x-ancam-delegation': id });
    await acting(api.listCameras);
    expect(await codeOf(withHeaders(officerBelow, { 'x-ancam-delegation': id })(api.listCameras))).toBe('auth.forbidden');
    app.at('2026-11-22T16:59:00.000Z');
    const short = await delegate(officer, { validUntil: '2026-11-22' });
    const shortActing = withHeaders(deputy, { 'x-ancam-delegation': short.id });
    await shortActing(api.listCameras);
    app.at('2026-11-22T17:00:00.000Z');
    expect(await codeOf(shortActing(api.listCameras))).toBe('auth.required');
    app.at(NOON);
    await deputy.call(api.revokeDelegation, { params: { id } });
    expect(await codeOf(acting(api.listCameras))).toBe('auth.forbidden');
    expect(await codeOf(officer.call(api.revokeDelegation, { params: { id } }))).toBe('conflict');
    expect(await codeOf(officerBelow.call(api.revokeDelegation, { params: { id } }))).toBe('not-found');
  });

  test('for a silent unit below, what is entered stands under that unit and says so', async () => {
    const call = withHeaders(officer, { 'x-ancam-unit': below });
    const camera = await call(api.addCamera, { body: { ...CAMERA, name: 'Nhập thay' } });
    const stored = await app.context.db.selectFrom('camera').selectAll().where('id', '=', camera.id).executeTakeFirstOrThrow();
    expect(stored.unit_id).toBe(below);
    const marked = (await officerBelow.call(api.listCameras)).items.filter(({ onBehalf }) => onBehalf);
    expect(marked.map(({ name }) => name)).toEqual(['Nhập thay']);
    const own = await officerBelow.call(api.addCamera, { body: { ...CAMERA, name: 'Tự nhập' } });
    expect([camera.onBehalf, own.onBehalf]).toEqual([true, false]);
    const { id: systemId } = await call(api.addSystem, { body: { ...SYSTEM, name: 'Hệ thống nhập thay' } });
    expect(await officerBelow.call(api.getSystem, { params: { id: systemId } })).toMatchObject({ onBehalf: true });
    const bylaws = registerOf('bylaws');
    const data = bylaws === undefined ? {} : plainData(bylaws, 1);
    const record = await call(api.createRecord, { params: { register: 'bylaws' }, body: { data, restricted: false } });
    expect(record).toMatchObject({ onBehalf: true, unit: { id: below } });
    expect((await admin.call(api.audit)).items[0]?.by).toBe('Cán bộ Năm (nhập thay Trạm Y tế)');
    const top = (await admin.call(api.session)).account?.unit.id ?? '';
    const upwards = withHeaders(officerBelow, { 'x-ancam-unit': top });
    expect(await codeOf(upwards(api.addCamera, { body: CAMERA }))).toBe('not-found');
    expect(await codeOf(withHeaders(officer, { 'x-ancam-unit': 'x' })(api.listCameras))).toBe('input.invalid');
    expect((await officer.call(api.findOwnUnits, { query: { q: 'trạm' } })).items.map(({ name }) => name)).toEqual(['Trạm Y tế']);
  });

  test('one sees where one is signed in, ends one session or all others, and a new password ends the rest', async () => {
    const { browser } = await join(app, admin, { login: 'sessions' });
    const password = 'mười hai ký tự trở lên';
    const others = [app.browser('198.51.100.1'), app.browser('198.51.100.2'), app.browser('198.51.100.3')];
    for (const other of others) await other.call(api.login, { body: { login: 'sessions', password } });
    const { sessions } = await browser.call(api.ownSecurity);
    expect(sessions.map(({ address }) => address).sort()).toEqual(['127.0.0.1', '198.51.100.1', '198.51.100.2', '198.51.100.3']);
    expect(sessions.filter(({ current }) => current)).toHaveLength(1);
    const first = sessions.find(({ address }) => address === '198.51.100.1')?.id ?? '';
    expect(await codeOf(officer.call(api.endSession, { params: { id: first } }))).toBe('not-found');
    await browser.call(api.endSession, { params: { id: first } });
    expect(await codeOf(others[0]?.call(api.listCameras) ?? Promise.resolve())).toBe('auth.required');
    await browser.call(api.endOtherSessions);
    expect(await codeOf(others[1]?.call(api.listCameras) ?? Promise.resolve())).toBe('auth.required');
    await others[2]?.call(api.login, { body: { login: 'sessions', password } });
    expect(await codeOf(browser.call(api.changePassword, { body: { current: 'wrong password', password: `${password} mới` } }))).toBe(
      'auth.failed',
    );
    await browser.call(api.changePassword, { body: { current: password, password: `${password} mới` } });
    expect(await codeOf(others[2]?.call(api.listCameras) ?? Promise.resolve())).toBe('auth.required');
    await browser.call(api.listCameras);
  });
});
