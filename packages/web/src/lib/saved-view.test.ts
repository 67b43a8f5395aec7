import { expect, test } from 'vitest';
import { isSameList, moved, queryOf, searchOf } from './saved-view.ts';

test('equal filters give equal queries, whatever their order; what is not set is left out', () => {
  expect(queryOf({ sort: 'name', q: 'cổng 2', severity: undefined })).toBe('q=c%E1%BB%95ng+2&sort=name');
  expect(isSameList('sort=name&q=x', 'q=x&sort=name')).toBe(true);
  expect(isSameList('q=x', 'q=x&sort=name')).toBe(false);
  expect(searchOf(queryOf({ q: 'a&b=c', year: 2026 }))).toEqual({ q: 'a&b=c', year: '2026' });
});

test('a view moves by one place and not past the ends', () => {
  expect(moved(['a', 'b', 'c'], 'c', -1)).toEqual(['a', 'c', 'b']);
  expect(moved(['a', 'b', 'c'], 'a', -1)).toEqual(['a', 'b', 'c']);
  expect(moved(['a', 'b', 'c'], 'a', 1)).toEqual(['b', 'a', 'c']);
});
