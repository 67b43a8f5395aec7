import { expect, test } from 'vitest';
import { readPlaceSearch } from './place-search.ts';

test('the address gives day, tier, codes and search; what is none is dropped', () => {
  expect(readPlaceSearch({ q: ' trung khanh ', on: '2025-06-30', kind: 'district', parent: '04', code: '047' })).toEqual({
    q: 'trung khanh',
    on: '2025-06-30',
    kind: 'district',
    parent: '04',
    code: '047',
  });
  expect(readPlaceSearch({ code: 51, q: 21_172 })).toEqual({ code: '51', q: '21172' });
  expect(readPlaceSearch({ q: '', on: '2026-02-30', kind: 'planet', parent: '../..', code: '1' })).toEqual({});
  expect(readPlaceSearch({ on: ['2026-01-01'], q: { a: 1 } })).toEqual({});
});
