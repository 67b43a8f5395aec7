import { api } from '@ancam/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, openApp, setUpAdministrator } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { describeOnEachStore } from '../../../test/store.ts';
import { accountOf, unitOf } from '../../../test/tree.ts';

describeOnEachStore('saved views', (open) => {
  let app: TestApp;
  let province: Browser;
  let colleague: Browser;
  let below: Browser;
  let stranger: Browser;
  let viewer: Browser;

  beforeAll(async () => {
    app = await openApp(open, '2026-11-22T03:00:00.000Z');
    await setUpAdministrator(app);
    const top = await unitOf(app, { name: 'UBND tỉnh', kind: 'province' });
    const parent = { id: top.id, homeId: top.homeId, scopePath: top.scopePath };
    const commune = await unitOf(app, { name: 'UBND xã', kind: 'commune', parent });
    const elsewhere = await unitOf(app, { name: 'UBND tỉnh khác', kind: 'province' });
    province = await accountOf(app, top.id, 'officer');
    colleague = await accountOf(app, top.id, 'administrator');
    below = await accountOf(app, commune.id, 'officer');
    viewer = await accountOf(app, commune.id, 'viewer');
    stranger = await accountOf(app, elsewhere.id, 'officer');
  });
  afterAll(() => app.close());

  const list = 'cameras';
  const namesOf = async (browser: Browser, name = list): Promise<string[]> =>
    (await browser.call(api.listSavedViews, { query: { list: name } })).items.map((view) => view.name);
  const save = (browser: Browser, name: string, shared = false, query = 'severity=critical&sort=name') =>
    browser.call(api.addSavedView, { body: { list, name, query, shared } });

  test('a view keeps the query and neither rows nor the place in the list', async () => {
    const saved = await save(province, 'Nghiêm trọng', false, 'q=c%E1%BB%95ng&severity=critical&cursor=abc&limit=200');
    expect(saved).toMatchObject({
      name: 'Nghiêm trọng',
      query: 'q=c%E1%BB%95ng&severity=critical',
      shared: false,
      own: true,
      isDefault: false,
    });
    expect(saved.actions.may).toEqual(['edit', 'remove', 'share']);
    expect(await namesOf(province, 'systems')).toEqual([]);
    expect(await codeOf(save(province, 'nghiêm TRỌNG'))).toBe('conflict');
    expect(await codeOf(save(province, 'Lạ', false, '<script>=1'))).toBe('input.invalid');
    expect(await codeOf(province.call(api.addSavedView, { body: { list: '../x', name: 'x', query: '', shared: false } }))).toBe(
      'input.invalid',
    );
  });

  test('nobody else sees it until it is shared; then the unit and those below do, and others not', async () => {
    const { id } = await save(province, 'Chung');
    for (const browser of [colleague, below, stranger]) expect(await namesOf(browser)).toEqual([]);
    await province.call(api.updateSavedView, { params: { id }, body: { shared: true } });
    for (const browser of [colleague, below, viewer]) expect(await namesOf(browser)).toEqual(['Chung']);
    expect(await namesOf(stranger)).toEqual([]);
    expect(await codeOf(stranger.call(api.setDefaultView, { params: { id }, body: { isDefault: true } }))).toBe('not-found');
    expect(await codeOf(below.call(api.updateSavedView, { params: { id }, body: { name: 'Của tôi' } }))).toBe('auth.forbidden');
    expect(await codeOf(below.call(api.removeSavedView, { params: { id } }))).toBe('auth.forbidden');
    // A view of a unit below does not go up.
    await save(below, 'Của xã', true);
    expect(await namesOf(province)).not.toContain('Của xã');
    expect(await codeOf(save(viewer, 'Người xem', true))).toBe('auth.forbidden');
    await save(viewer, 'Người xem');
    expect(await namesOf(viewer)).toEqual(['Người xem', 'Chung', 'Của xã']);
  });

  test('each account has its own default and its own order; renaming and removing are for the author, or whoever manages the unit', async () => {
    const shared = (await below.call(api.listSavedViews, { query: { list } })).items.find(({ name }) => name === 'Chung');
    const id = shared?.id ?? '';
    await below.call(api.setDefaultView, { params: { id }, body: { isDefault: true } });
    const defaults = async (browser: Browser): Promise<string[]> =>
      (await browser.call(api.listSavedViews, { query: { list } })).items.filter(({ isDefault }) => isDefault).map(({ name }) => name);
    expect(await defaults(below)).toEqual(['Chung']);
    expect(await defaults(province)).toEqual([]);
    const own = await save(below, 'Thiếu giấy tờ', false, 'papers=missing');
    await below.call(api.setDefaultView, { params: { id: own.id }, body: { isDefault: true } });
    expect(await defaults(below)).toEqual(['Thiếu giấy tờ']);
    expect(await namesOf(below)).toEqual(['Của xã', 'Thiếu giấy tờ', 'Chung']);
    await below.call(api.orderSavedViews, { body: { list, ids: [own.id, id] } });
    expect(await namesOf(below)).toEqual(['Thiếu giấy tờ', 'Của xã', 'Chung']);
    await province.call(api.updateSavedView, { params: { id }, body: { name: 'Chung toàn tỉnh', query: 'status=in-use' } });
    expect((await below.call(api.listSavedViews, { query: { list } })).items.at(-1)).toMatchObject({
      name: 'Chung toàn tỉnh',
      query: 'status=in-use',
      own: false,
    });
    await below.call(api.removeSavedView, { params: { id: own.id } });
    expect(await defaults(below)).toEqual([]);
    await colleague.call(api.removeSavedView, { params: { id } });
    expect(await namesOf(below)).toEqual(['Của xã']);
  });

  test('the database itself keeps private views from others of the same unit', async () => {
    const { rows } = await sql<{ unit: string }>`select scope_path as unit from saved_view where name = 'Nghiêm trọng'`.execute(
      app.context.db,
    );
    const seen = await app.context.db.transaction().execute(async (tx) => {
      await sql`select set_config('role', 'ancam_app', true), set_config('ancam.unit_path', ${rows[0]?.unit ?? ''}, true), set_config('ancam.scopes', '{/}', true)`.execute(
        tx,
      );
      return tx.selectFrom('saved_view').select('name').where('shared', '=', false).execute();
    });
    expect(seen).toEqual([]);
  });
});
