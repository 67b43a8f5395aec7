import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { api } from '@ancam/contract';
import { createPlaces, importFormerPlaces, loadPlaces } from '@ancam/knowledge';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, openApp, setUpAdministrator } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { describeOnEachStore } from '../../../test/store.ts';
import { formerPlacesFile, readPlaces } from './former-places.ts';

describeOnEachStore('places', (open) => {
  let app: TestApp;
  let admin: Browser;
  beforeAll(async () => {
    app = await openApp(open, '2026-11-22T08:00:00.000Z');
    admin = await setUpAdministrator(app);
  });
  afterAll(() => app.close());

  const found = async (q: string, onDay: string) =>
    (await admin.call(api.listPlaces, { query: { q, onDay } })).items.map((each) => each.name);

  test('without a day the list is that of today in Việt Nam', async () => {
    const list = await admin.call(api.listPlaces, { query: { kind: 'province', limit: 200 } });
    expect(list).toMatchObject({ onDay: '2026-11-22', total: 34, next: null });
    expect(list.items.find(({ code }) => code === '75')).toMatchObject({ name: 'Đồng Nai', type: 'thanh-pho' });
  });

  test('the pages of a province are whole, without a gap or a double', async () => {
    const codes: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await admin.call(api.listPlaces, { query: { parent: '51', limit: 40, ...(cursor === undefined ? {} : { cursor }) } });
      codes.push(...page.items.map(({ code }) => code));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    expect(codes).toHaveLength(96);
    expect(new Set(codes).size).toBe(96);
  });

  test('search needs no accents, and finds what was there on another day', async () => {
    expect(await found('trung khanh', '2023-03-24')).toEqual(['Trùng Khánh']);
    expect(await found('kon tum', '2025-06-30')).toContain('Kon Tum');
    expect(await found("'; drop table unit; --", '2026-01-01')).toEqual([]);
  });

  test('a place shows what was before, on which paper it rests and what followed', async () => {
    const today = await admin.call(api.getPlace, { params: { code: '51' } });
    expect(today).toMatchObject({ path: '/51/', below: 96, from: '2025-07-01', basis: [{ number: '202/2025/QH15' }], successors: [] });
    expect(today.predecessors.map(({ name, until }) => `${name} ${until}`)).toEqual(['Kon Tum 2025-06-30', 'Quảng Ngãi 2025-06-30']);
    const district = await admin.call(api.getPlace, { params: { code: '047' }, query: { onDay: '2025-06-30' } });
    expect(district).toMatchObject({ path: '/04/047/', fromAtLatest: true, above: [{ name: 'Cao Bằng' }] });
    expect(district.successors.map(({ code }) => code)).toContain('01477');
  });

  test('what is not there, or is no code, day or cursor, is refused', async () => {
    expect(await codeOf(admin.call(api.getPlace, { params: { code: '047' } }))).toBe('not-found');
    expect(await codeOf(admin.call(api.getPlace, { params: { code: '4' } }))).toBe('input.invalid');
    expect(await codeOf(admin.call(api.listPlaces, { query: { onDay: '2026-02-30' } }))).toBe('input.invalid');
    const { next } = await admin.call(api.listPlaces, { query: { parent: '51', limit: 1 } });
    expect(await codeOf(admin.call(api.listPlaces, { query: { parent: '04', cursor: next ?? '' } }))).toBe('input.invalid');
    expect(await codeOf(app.browser().call(api.listPlaces))).toBe('auth.required');
  });
});

test('imported units are there as soon as their file is, and gone with it; a damaged file is named', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ancam-places-'));
  const file = formerPlacesFile(folder);
  const before = () => readPlaces(file).predecessorsOf('00097', '2025-07-01');
  expect(before()).toEqual([]);
  const csv =
    'oldProvinceCode,oldDistrictCode,oldDistrict,oldWardCode,oldWard,newWardCode\n01,001,Quận Ba Đình,00001,Phường Phúc Xá,00097\n';
  const source = { document: 'a file', read: '2026-11-26' };
  const { former } = await importFormerPlaces(Readable.from([csv]), createPlaces(loadPlaces()), source);
  writeFileSync(file, JSON.stringify(former));
  expect(
    before()
      .map(({ name }) => name)
      .sort(),
  ).toEqual(['Ba Đình', 'Phúc Xá']);
  writeFileSync(file, '{"a":1}');
  expect(before).toThrowError(/imported places cannot be read/);
  rmSync(folder, { recursive: true });
  expect(before()).toEqual([]);
});
