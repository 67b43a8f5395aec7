import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, test } from 'vitest';
import { compileKnowledge } from '../knowledge.ts';
import { placesText } from './compile.ts';
import { PLACE_RULES, placeFaults } from './integrity.ts';
import { loadPlaces } from './load.ts';
import type { Place } from './place.ts';
import { createPlaces } from './places.ts';

const shipped = fileURLToPath(new URL('../..', import.meta.url));
const data = loadPlaces();
const places = createPlaces(data);
const ids = new Set(data.resolutions.map(({ id }) => id));

const codes = (list: readonly Place[]): string[] => list.map(({ code }) => code).sort();
const count = (kind: Place['kind'], onDay: string): number => places.listPlaces({ kind, onDay }).length;

/** Where the tone stands differs between spellings. */
function spelling(name: string): string {
  return name.normalize('NFD').split('').sort().join('');
}

function line(code: string, name: string, type: string | undefined): string {
  return `${code} ${type} ${spelling(name)}`;
}

function typesOn(onDay: string): number[] {
  const communes = places.listPlaces({ kind: 'commune', onDay });
  return ['xa', 'phuong', 'dac-khu'].map((type) => communes.filter((place) => place.type === type).length);
}

describe('shipped places', () => {
  it('are compiled freshly; otherwise run: node knowledge/src/compile.ts', () => {
    const compiled = compileKnowledge(shipped).places;
    expect(compiled === undefined ? '' : placesText(compiled)).toBe(readFileSync(join(shipped, 'places.generated.json'), 'utf8'));
  });

  it('keep every rule', () => {
    expect(placeFaults(places.all, ids)).toEqual([]);
  });

  it('are as many as the law says: 63 provinces, then 34 with 3,321 communes and no district', () => {
    expect(count('province', '2025-06-30')).toBe(63);
    for (const day of ['2025-07-01', '2026-05-01']) {
      expect([count('province', day), count('district', day), count('commune', day)]).toEqual([34, 0, 3321]);
    }
    expect(typesOn('2025-07-01')).toEqual([2621, 687, 13]);
    expect(typesOn('2026-05-01')).toEqual([2611, 697, 13]);
  });
});

describe('reading through time', () => {
  it('finds whoever bears a code on a day', () => {
    expect(places.findPlace('51', '2023-04-05')).toMatchObject({ name: 'Quảng Ngãi', until: '2025-06-30' });
    expect(places.findPlace('51', '2025-07-01')).toMatchObject({ name: 'Quảng Ngãi', until: null });
    expect(places.findPlace('62', '2025-06-30')?.name).toBe('Kon Tum');
    expect(places.findPlace('62', '2025-07-01')).toBeUndefined();
    expect(places.findPlace('46', '2024-12-31')).toMatchObject({ name: 'Thừa Thiên Huế', type: 'tinh' });
    expect(places.findPlace('75', '2026-04-29')?.type).toBe('tinh');
    expect(places.findPlace('75', '2026-04-30')?.type).toBe('thanh-pho');
  });

  it('follows mergers both ways', () => {
    expect(codes(places.successorsOf('62'))).toEqual(['51']);
    expect(codes(places.predecessorsOf('51', '2026-01-01'))).toEqual(['51', '62']);
    expect(codes(places.predecessorsOf('86'))).toEqual(['83', '84', '86']);
    expect(codes(places.predecessorsOf('66'))).toEqual(['54', '66']);
    expect(places.predecessorsOf('04')).toEqual([]);
    expect(places.successorsOf('51', '2026-01-01')).toEqual([]);
  });

  it('knows what became of Trùng Khánh district, and of its town', () => {
    const district = places.findPlace('047', '2023-03-24');
    expect(district).toMatchObject({ name: 'Trùng Khánh', type: 'huyen', fromAtLatest: true, until: '2025-06-30' });
    expect(codes(places.successorsOf('047'))).toEqual(expect.arrayContaining(['01447', '01477', '01489', '01501']));
    expect(places.successorsOf('047').every(({ kind, parent }) => kind === 'commune' && parent === '04')).toBe(true);
    expect(places.predecessorsOf('01477', '2025-07-01').map(({ kind, name }) => `${kind} ${name}`)).toContain('commune Trùng Khánh');
    expect(places.findPlace('047', '2025-07-01')).toBeUndefined();
  });

  it('gives the path of the day', () => {
    expect(places.placePath('21172', '2026-05-01')).toBe('/51/21172/');
    expect(places.placePath('01477', '2025-06-30')).toBe('/04/047/01477/');
    expect(places.placePath('04', '2026-05-01')).toBe('/04/');
    expect(places.placePath('99999', '2026-05-01')).toBeUndefined();
  });

  it('searches without accents, by code, within a parent', () => {
    const names = (name: string) => places.listPlaces({ onDay: '2026-05-01', kind: 'province', name }).map((each) => each.name);
    expect(names('khanh hoa')).toEqual(['Khánh Hòa']);
    expect(names('Khánh Hoà')).toEqual(['Khánh Hòa']);
    expect(names('DAK LAK')).toEqual(['Đắk Lắk']);
    expect(names('hanoi')).toEqual(['Hà Nội']);
    expect(places.listPlaces({ onDay: '2026-05-01', parent: '48', name: 'hoang sa' })).toMatchObject([{ code: '20333', type: 'dac-khu' }]);
    expect(places.listPlaces({ onDay: '2026-05-01', parent: '56', name: 'truong sa' })).toMatchObject([{ code: '22736' }]);
    expect(places.listPlaces({ onDay: '2026-05-01', name: '.*' })).toEqual([]);
  });
});

describe('rules', () => {
  const province = places.findPlace('51', '2026-01-01');
  const commune = places.findPlace('21172', '2026-01-01');
  if (province === undefined || commune === undefined) throw new Error('the shipped places lack Quảng Ngãi');
  const old = places.all.filter((place) => ['51', '62'].includes(place.code) && place.until !== null);
  const base = [...old, province, commune];
  const broken: Record<(typeof PLACE_RULES)[number], readonly Place[]> = {
    orphaned: [...base, { ...commune, code: '00001', name: 'A', parent: '50' }],
    root: [...base, { ...commune, code: '00001', name: 'A', parent: null }],
    'opened-after-closed': [...base, { ...commune, code: '00001', name: 'A', from: '2025-09-02', until: '2025-09-01', successors: [] }],
    'code-clash': [...base, { ...commune, name: 'A', from: '2026-01-01' }],
    'same-name': [...base, { ...commune, code: '00001' }],
    'outlives-parent': [...base, { ...commune, code: '00001', name: 'A', parent: '62', from: '2025-06-01' }],
    'no-successor': [...base, { ...commune, code: '00001', name: 'A', until: '2025-12-31', successors: [] }],
    'lineage-gap': [...base, { ...commune, code: '00001', name: 'A', until: '2025-12-31', successors: ['21172'] }],
    'no-predecessor': [province, commune],
    'unknown-resolution': [...base, { ...commune, code: '00001', name: 'A', basis: ['none'] }],
  };

  it('hold for the part they are tried on', () => {
    expect(placeFaults(base, ids)).toEqual([]);
  });

  it.each(PLACE_RULES)('%s is noticed', (rule) => {
    expect(placeFaults(broken[rule], ids).map((fault) => fault.rule)).toContain(rule);
  });
});

const folder = process.env.ANCAM_TEST_DATA;
const current = folder === undefined ? '' : join(folder, 'places/vn_admin_units_2026.json');

test.skipIf(folder === undefined)(
  'agrees with the published list of 2026 (skipped where ANCAM_TEST_DATA names no folder of real data)',
  () => {
    interface Listed {
      readonly provinces: readonly {
        readonly code: string;
        readonly type: string;
        readonly wards: readonly (readonly [string, string, string])[];
      }[];
    }
    const { provinces } = JSON.parse(readFileSync(current, 'utf8')) as Listed; // the format of that list
    const label: Record<string, string> = { xa: 'Xã', phuong: 'Phường', 'dac-khu': 'Đặc khu', tinh: 'Tỉnh', 'thanh-pho': 'Thành phố' };
    const ours = places.listPlaces({ onDay: '2026-05-01' });
    expect(
      ours
        .filter(({ kind }) => kind === 'province')
        .map(({ code, type }) => `${code} ${label[type]}`)
        .sort(),
    ).toEqual(provinces.map(({ code, type }) => `${code} ${type}`).sort());
    expect(
      ours
        .filter(({ kind }) => kind === 'commune')
        .map(({ code, name, type, parent }) => `${parent} ${line(code, name, label[type])}`)
        .sort(),
    ).toEqual(provinces.flatMap(({ code, wards }) => wards.map(([ward, name, type]) => `${code} ${line(ward, name, type)}`)).sort());
  },
);
