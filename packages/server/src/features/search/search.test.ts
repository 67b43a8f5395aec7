import { api } from '@ancam/contract';
import type { CameraFilter } from '@ancam/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApp, setUpAdministrator, signInElsewhere } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { describeOnEachStore } from '../../../test/store.ts';

/** Names of the cameras that a search finds. */
async function found(browser: Browser, q: string): Promise<string[]> {
  return (await browser.call(api.search, { query: { q } })).cameras.map(({ name }) => name);
}

/** Names that the list of cameras shows. */
async function listed(browser: Browser, query: Partial<CameraFilter>): Promise<string[]> {
  return (await browser.call(api.listCameras, { query: { sort: 'name', ...query } })).items.map(({ name }) => name);
}

describeOnEachStore('search over everything', (open) => {
  let app: TestApp;
  let admin: Browser;
  const ids = new Map<string, string>();
  beforeAll(async () => {
    app = await openApp(open);
    admin = await setUpAdministrator(app);
    const cameras = [
      { name: 'Cổng trường Đoàn Kết', model: 'DS-2CD2143G2-I', mac: 'AA:BB:CC:DD:EE:99', serial: 'K12/345-67', address: '10.0.0.1' },
      { name: 'Cổng 100', address: '10.1.2.30' },
    ];
    for (const camera of cameras) ids.set(camera.name, (await admin.call(api.addCamera, { body: camera })).id);
  });
  afterAll(() => app.close());

  const SCHOOL = 'Cổng trường Đoàn Kết';

  test.each([
    ['words without accents', 'cong truong doan ket'],
    ['words with accents, in any order', 'kết CỔNG'],
    ['the beginning of words', 'tru doa'],
    ['đ typed as d', 'doan'],
    ['a model without its hyphens', 'ds2cd2143'],
    ['a model with its hyphens', 'DS-2CD2143G2-I'],
    ['a part of the model', '2cd2143g2'],
    ['a MAC address without separators', 'aabbccddee99'],
    ['with colons', 'aa:bb:cc:dd:ee:99'],
    ['with hyphens', 'AA-BB-CC-DD-EE-99'],
    ['with dots', 'aabb.ccdd.ee99'],
    ['a serial number', 'K12/345-67'],
    ['a serial number without its separators', 'k1234567'],
    ['an address', '10.0.0.1'],
    ['a word and an identifier', 'cong 10.0.0.1'],
  ])('finds by %s', async (_, q) => {
    expect(await found(admin, q)).toEqual([SCHOOL]);
  });

  test('a number is not the beginning of an address without its dots', async () => {
    expect(await found(admin, '100')).toEqual(['Cổng 100']);
    expect(await found(admin, '10.1.2')).toEqual(['Cổng 100']);
  });

  test('what has operators, quotes or nothing in it finds nothing and breaks nothing', async () => {
    for (const q of ["'", '\\', "a' | 'b", '!cong', ':*', '& | !', '%', '', '()', '@/', '#/', '\u{1F4F7}', 'x'.repeat(200)]) {
      const names = await found(admin, q);
      expect(names, q).toEqual(q === '!cong' ? expect.arrayContaining([SCHOOL]) : []);
    }
  });

  test('finds units by name without accents; another body finds neither units nor cameras', async () => {
    const { units } = await admin.call(api.search, { query: { q: 'ubnd phuong thu' } });
    expect(units).toMatchObject([{ name: 'UBND phường Thử', above: null, closedOn: null }]);
    const other = await signInElsewhere(app, 'viewer');
    expect(await other.call(api.search, { query: { q: 'cong' } })).toEqual({
      units: [],
      moreUnits: false,
      cameras: [],
      moreCameras: false,
    });
    expect((await other.call(api.search, { query: { q: 'ubnd' } })).units).toEqual([]);
  });

  test('the list of cameras searches alike, within a unit, a top body and a territory', async () => {
    const unit = await app.context.db.selectFrom('unit').selectAll().where('name', '=', 'UBND phường Thử').executeTakeFirstOrThrow();
    expect(await listed(admin, { under: unit.id })).toEqual(['Cổng 100', SCHOOL]);
    expect(await listed(admin, { home: unit.home_id, q: 'doan' })).toEqual([SCHOOL]);
    expect(await listed(admin, { place: '/99/' })).toEqual([]);
    const other = await signInElsewhere(app, 'administrator');
    const unknown = await admin.fetch(`/api/cameras?under=${crypto.randomUUID()}`);
    const foreign = await other.fetch(`/api/cameras?under=${unit.id}`);
    expect([unknown.status, foreign.status]).toEqual([404, 404]);
  });
});
