import { expect, test } from 'vitest';
import { filterCount, readCameraSearch, readChoice, safeReturn, withFilter } from './search.ts';

test('filters are read from the address and what is not understood is dropped', () => {
  expect(
    readCameraSearch({ q: ' cổng ', severity: 'high', status: 'in-use', sort: 'name', maker: 'Axis', check: 'rtsp/open-stream' }),
  ).toEqual({
    q: 'cổng',
    severity: 'high',
    status: 'in-use',
    sort: 'name',
    maker: 'Axis',
    check: 'rtsp/open-stream',
  });
  expect(readCameraSearch({ q: '  ', severity: 'awful', status: 3, sort: 'size', more: 'x' })).toEqual({});
});

test.each([
  { severity: 'none' },
  { severity: 'unchecked' },
  { identity: 'unknown', status: 'in-use' },
  { acceptance: 'ending', status: 'in-use' },
] as const)('where the first page leads, %j, is kept', (search) => {
  expect(readCameraSearch(search)).toEqual(search);
});

test('a search for a number stays text', () => {
  expect(readCameraSearch({ q: 2026 })).toEqual({ q: '2026' });
});

test('an empty value clears a filter and leaves the others', () => {
  expect(withFilter({ q: 'a', severity: 'low' }, { q: '' })).toEqual({ severity: 'low' });
  expect(withFilter({ check: 'x' }, { check: null, maker: 'Dahua' })).toEqual({ maker: 'Dahua' });
});

test('the order is no filter', () => {
  expect(filterCount({ sort: 'name' })).toBe(0);
  expect(filterCount({ sort: 'name', q: 'a', status: 'retired' })).toBe(2);
});

test('an unknown tab opens the first', () => {
  expect(readChoice(['hosts', 'changes'], 'changes')).toBe('changes');
  expect(readChoice(['hosts', 'changes'], 7)).toBe('hosts');
});

test.each(['https://evil.example/', '//evil.example', '/\\evil.example', '', 5])('%s is no place to return to', (value) => {
  expect(safeReturn(value)).toBeUndefined();
});

test('a page of the application may be returned to', () => {
  expect(safeReturn('/cameras?severity=high')).toBe('/cameras?severity=high');
});
