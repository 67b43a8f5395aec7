import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { importFormerPlaces } from './import.ts';
import { placeFaults } from './integrity.ts';
import { loadPlaces } from './load.ts';
import { createPlaces } from './places.ts';
import { FormerCommunes } from './schema.ts';

const data = loadPlaces();
const places = createPlaces(data);
const source = { document: 'a file', read: '2026-11-26' };
const HEAD = 'oldProvinceCode,oldDistrictCode,oldDistrict,oldWardCode,oldWard,newWardCode,newWard';

const read = (...lines: string[]) => importFormerPlaces(Readable.from([[HEAD, ...lines].join('\n')]), places, source);

test('rows become districts and communes with their successors, a divided commune with each of them', async () => {
  const { rows, bad, former } = await read(
    '01,001,Quận Ba Đình,00001,Phường Phúc Xá,00097,Hồng Hà',
    '01,001,Quận Ba Đình,00007,Phường Cống Vị,00025,Giảng Võ',
    '01,001,Quận Ba Đình,00007,Phường Cống Vị,00008,Ngọc Hà',
    '31,318,Huyện Bạch Long Vĩ,,,11948,Bạch Long Vĩ',
  );
  expect({ rows, bad }).toEqual({ rows: 4, bad: 0 });
  expect(former.every((each) => FormerCommunes.safeParse(each).success)).toBe(true);
  const richer = createPlaces(data, former);
  expect(richer.successorsOf('00007').map(({ name }) => name)).toEqual(['Ngọc Hà', 'Giảng Võ']);
  expect(richer.successorsOf('318').map(({ code }) => code)).toEqual(['11948']);
  expect(richer.placePath('00001', '2025-06-30')).toBe('/01/001/00001/');
  expect(placeFaults(richer.all, new Set(data.resolutions.map(({ id }) => id)))).toEqual([]);
});

test.each([
  ['1,001,Quận Ba Đình,00001,Phường Phúc Xá,00097,', /oldProvinceCode: two digits/, /leading zeros/],
  ['99,001,Quận Ba Đình,00001,Phường Phúc Xá,00097,', /no province 99/, /63 provinces/],
  ['01,001,Ba Đình,00001,Phường Phúc Xá,00097,', /"Ba Đình" does not say what it is/, /quận/],
  ['01,001,Quận Ba Đình,00001,Phường,00097,', /"Phường" does not say/, /phường/],
  ['01,001,Quận Ba Đình,00001,Phường Phúc Xá,99999,', /no commune 99999/, /code of a commune/],
  ['22,202,Huyện Ba Chẽ,06970,Thị trấn Ba Chẽ,06970,Ba Chẽ', /no commune 06970/, /write 06978/],
  ['01,001,Quận Ba Đình,00001,Phường Phúc Xá,21172,', /province 51, which did not take over Hà Nội/, /province 01/],
  ['01,002,Quận Hoàn Kiếm,00010,Phường Phúc Xá,00097,', /commune 00010 belongs to district 001/, /correct the code/],
  ['01,001,Quận Ba Đình,00010,Phường Khác,00097,', /called Giữ Chỗ in a row above/, /correct the code or the name/],
  ['01,001,Quận Khác,00011,Phường Phúc Xá,00097,', /district 001 is Ba Đình/, /correct the code or the name/],
  ['01,001', /./, /correct the cell/],
  [`01,001,Quận Ba Đình,00001,Phường ${'x'.repeat(5000)},00097,`, /too long/, /correct the cell/],
])('a bad row is named with its line and a remedy: %s', async (line, message, fix) => {
  const good = '01,001,Quận Ba Đình,00010,Phường Giữ Chỗ,00097,';
  const outcome = await read(good, line);
  expect(outcome).toMatchObject({ rows: 2, bad: 1, faults: [{ line: 3 }] });
  expect(outcome.faults[0]?.message.en).toMatch(message);
  expect(outcome.faults[0]?.fix.en).toMatch(fix);
  expect(outcome.former[0]?.districts[0]?.communes).toHaveLength(1);
});

test('a file that is no such CSV is refused at once', async () => {
  const refused = (text: string) => importFormerPlaces(Readable.from([text]), places, source);
  await expect(refused('a,b\n1,2\n')).rejects.toMatchObject({ code: 'input.invalid', details: { place: 'line 1' } });
  await expect(refused(`${HEAD}\n"${'x'.repeat(100_000)}`)).rejects.toMatchObject({ code: 'input.invalid' });
  await expect(importFormerPlaces(createReadStream(join(import.meta.dirname, 'absent.csv')), places, source)).rejects.toMatchObject({
    code: 'input.invalid',
  });
});

const folder = process.env.ANCAM_TEST_DATA;

test.skipIf(folder === undefined)(
  'takes the published table of old and new communes: only its five rows with a withdrawn code are bad (skipped where ANCAM_TEST_DATA names no folder of real data)',
  async () => {
    const outcome = await importFormerPlaces(createReadStream(join(folder ?? '', 'places/old2new_wards_2025.csv')), places, source);
    expect(outcome).toMatchObject({ rows: 10_602, bad: 5 });
    expect(new Set(outcome.faults.map(({ fix }) => fix.en))).toEqual(new Set(['write 06978, the code of Ba Chẽ']));
    const richer = createPlaces(data, outcome.former);
    const orphans = richer
      .listPlaces({ onDay: '2025-07-01', kind: 'commune' })
      .filter(({ code }) => richer.predecessorsOf(code, '2025-07-01').length === 0);
    expect(orphans.map(({ code }) => code)).toEqual(['06978']);
    const faults = placeFaults(richer.all, new Set(data.resolutions.map(({ id }) => id)));
    expect(faults.map(({ message }) => message)).toEqual([]);
  },
);
