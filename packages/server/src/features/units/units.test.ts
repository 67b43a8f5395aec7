import { api } from '@ancam/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PASSWORD, codeOf, openApp, setUpAdministrator } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { describeOnEachStore } from '../../../test/store.ts';
import { accountOf } from '../../../test/tree.ts';

describeOnEachStore('units', (open) => {
  let app: TestApp;
  let host: Browser;
  beforeAll(async () => {
    app = await openApp(open, '2026-11-22T07:00:00.000Z');
    host = await setUpAdministrator(app);
  });
  afterAll(() => app.close());

  const top = (name: string, kind = 'province') =>
    host.call(api.createUnit, { body: { name, kind: kind as 'province', parentId: null, openedOn: '2025-07-01', placeCode: '04' } });

  test('the installation registers top bodies, who administer what stands below them', async () => {
    const province = await top('Tỉnh Cao Bằng');
    expect(province).toMatchObject({ parentId: null, placePath: '/04/', openedOn: '2025-07-01', children: 0, figures: null });
    const admin = await accountOf(app, province.id, 'administrator');
    const body = {
      name: 'Xã Đàm Thủy',
      kind: 'commune' as const,
      parentId: province.id,
      code: '01537',
      placePath: '/04/01537/',
      roles: ['owner' as const],
    };
    const commune = await admin.call(api.createUnit, { body });
    expect(commune).toMatchObject({ parentName: 'Tỉnh Cao Bằng', placeCode: '01537', ancestors: [{ name: 'Tỉnh Cao Bằng' }] });
    expect(commune.figures).toMatchObject({ cameras: 0 });
    expect(commune.actions.may).toEqual(['correct', 'add-below', 'grant', 'reorganise']);
    // Only the installation registers top bodies, and nobody registers below what it does not administer.
    expect(await codeOf(admin.call(api.createUnit, { body: { name: 'Bộ X', kind: 'ministry', parentId: null } }))).toBe('auth.forbidden');
    const officer = await accountOf(app, commune.id, 'officer');
    expect(await codeOf(officer.call(api.createUnit, { body: { ...body, name: 'Thôn', parentId: commune.id } }))).toBe('auth.forbidden');
    const chief = await accountOf(app, commune.id, 'administrator');
    expect(await codeOf(chief.call(api.createUnit, { body: { ...body, name: 'Xã Khác', code: 'x1', parentId: province.id } }))).toBe(
      'auth.forbidden',
    );
    expect((await chief.call(api.getUnit, { params: { id: province.id } })).figures).toBeNull();
  });

  test('a commune needs a superior, a name stands once below one, a code once anywhere', async () => {
    expect(await codeOf(top('Xã Lẻ', 'commune'))).toBe('input.invalid');
    const province = await top('Tỉnh A');
    const add = (name: string, code: string | null) =>
      host.call(api.createUnit, { body: { name, kind: 'commune', parentId: province.id, code } });
    await add('Xã Một', 'a-1');
    expect(await codeOf(add('xã một', 'a-2'))).toBe('conflict');
    expect(await codeOf(add('Xã Hai', 'a-1'))).toBe('conflict');
    expect(
      await codeOf(host.call(api.createUnit, { body: { name: 'Xã Ba', kind: 'commune', parentId: province.id, openedOn: '2020-01-01' } })),
    ).toBe('input.invalid');
  });

  test('they are found without accents, by kind, role, superior and day, page by page in the order of the alphabet', async () => {
    const province = await top('Tỉnh Đắk Lắk');
    for (const [index, name] of ['Phường Ea Kao', 'Xã Đắk Phơi', 'Xã Liên Sơn Lắk', 'Trường Lê Lợi'].entries()) {
      await host.call(api.createUnit, {
        body: {
          name,
          kind: index === 3 ? 'school' : 'commune',
          parentId: province.id,
          roles: index === 0 ? ['owner', 'operator'] : [],
          openedOn: ['2025-07-01', '2025-08-01', '2025-08-02', '2025-09-01'][index] ?? '',
        },
      });
    }
    const names = async (query: object): Promise<string[]> => (await host.call(api.listUnits, { query })).items.map((unit) => unit.name);
    expect(await names({ q: 'lien son lak' })).toEqual(['Xã Liên Sơn Lắk']);
    expect(await names({ q: 'DAK  phoi' })).toEqual(['Xã Đắk Phơi']);
    expect(await names({ q: '%' })).toEqual([]);
    expect(await names({ parent: province.id, kind: 'school' })).toEqual(['Trường Lê Lợi']);
    expect(await names({ under: province.id, role: 'operator' })).toEqual(['Phường Ea Kao']);
    expect(await names({ under: province.id, on: '2025-07-31' })).toEqual(['Phường Ea Kao', 'Tỉnh Đắk Lắk']);
    expect(await names({ under: province.id, on: '2025-08-31' })).toHaveLength(4);
    const first = await host.call(api.listUnits, { query: { under: province.id, limit: 2 } });
    const second = await host.call(api.listUnits, { query: { under: province.id, limit: 2, cursor: first.next ?? '' } });
    expect([...first.items, ...second.items].map((unit) => unit.name)).toEqual([
      'Phường Ea Kao',
      'Tỉnh Đắk Lắk',
      'Trường Lê Lợi',
      'Xã Đắk Phơi',
    ]);
    expect(await codeOf(host.call(api.listUnits, { query: { cursor: 'x' } }))).toBe('input.invalid');
    expect(await codeOf(host.call(api.listUnits, { query: { under: province.id, on: '2020-01-01' } }))).toBe('not-found');
  });

  test('a correction is a row of the history of its day, with its reason in the audit', async () => {
    const unit = await top('Tỉnh Vỉnh Long');
    app.at('2026-11-23T08:00:00.000Z');
    await host.call(api.login, { body: { login: 'admin', password: PASSWORD } });
    const body = { name: 'Tỉnh Vĩnh Long', reason: 'sai dấu' };
    const corrected = await host.call(api.correctUnit, { params: { id: unit.id }, body });
    expect(corrected.versions.map(({ from, name, event }) => [from, name, event])).toEqual([
      ['2026-11-23', 'Tỉnh Vĩnh Long', null],
      ['2025-07-01', 'Tỉnh Vỉnh Long', null],
    ]);
    expect((await host.call(api.listUnits, { query: { q: 'vinh long', on: '2026-11-22' } })).items[0]?.name).toBe('Tỉnh Vỉnh Long');
    expect((await host.call(api.audit)).items[0]).toMatchObject({
      action: 'unit.corrected',
      summary: expect.stringContaining('sai dấu') as string,
    });
  });

  test('whoever sees nothing of a unit is told what is told of one that is not there', async () => {
    const a = await top('Tỉnh M');
    const b = await top('Tỉnh N');
    const viewer = await accountOf(app, a.id, 'viewer');
    const answer = async (id: string): Promise<string> => {
      const response = await viewer.fetch(`/api/units/${id}`);
      return `${response.status} ${(await response.text()).replaceAll(id, 'ID').replaceAll(/"requestId":"[^"]*"/g, '')}`;
    };
    expect(await answer(b.id)).toBe(await answer('6f9e4b52-7c1e-4d2a-9a53-0f5f3a1b7c11'));
    expect((await viewer.call(api.listUnits, { query: {} })).items.map((unit) => unit.name)).toEqual(['Tỉnh M']);
  });

  test('a right of jurisdiction opens a part of the tree or a territory between its days, until it is ended', async () => {
    const owner = await top('Tỉnh P');
    const police = await host.call(api.createUnit, { body: { name: 'Công an tỉnh P', kind: 'agency', parentId: null, roles: ['police'] } });
    const officer = await accountOf(app, police.id, 'officer');
    const sees = async (): Promise<boolean> =>
      officer.call(api.getUnit, { params: { id: owner.id } }).then(
        (unit) => unit.figures !== null,
        () => false,
      );
    expect(await sees()).toBe(false);
    const body = {
      axis: 'scope' as const,
      over: owner.id,
      legalBasis: 'Điều 9 Luật ...',
      documentDate: '2026-11-01',
      validFrom: '2026-11-24',
      validUntil: '2026-11-30',
    };
    const { items } = await host.call(api.grantJurisdiction, { params: { id: police.id }, body });
    expect(items[0]).toMatchObject({ overName: 'Tỉnh P', actions: { state: 'not-yet', may: ['revoke'] } });
    expect(await sees()).toBe(false);
    app.at('2026-11-23T17:30:00.000Z');
    expect(await sees()).toBe(true);
    await host.call(api.revokeJurisdiction, { params: { id: items[0]?.id ?? '' } });
    expect(await sees()).toBe(false);
    expect(await codeOf(host.call(api.revokeJurisdiction, { params: { id: items[0]?.id ?? '' } }))).toBe('conflict');
    const admin = await accountOf(app, owner.id, 'administrator');
    const place = { ...body, axis: 'place' as const, over: undefined, place: '/04/' };
    expect(await codeOf(admin.call(api.grantJurisdiction, { params: { id: owner.id }, body: place }))).toBe('auth.forbidden');
    expect(await codeOf(admin.call(api.grantJurisdiction, { params: { id: owner.id }, body: { ...body, validUntil: '2026-11-01' } }))).toBe(
      'input.invalid',
    );
  });

  test('the rules of a tree hold after all of this', async () => {
    expect((await sql`select * from unit_faults()`.execute(app.context.db)).rows).toEqual([]);
  });
});
