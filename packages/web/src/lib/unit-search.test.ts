import { expect, test } from 'vitest';
import { readFigureSearch, readId, readUnitSearch } from './unit-search.ts';

const ID = '6f9e4b52-7c1e-4d2a-9a53-0f5f3a1b7c11';

test('what is understood is kept, the rest is dropped', () => {
  expect(readUnitSearch({ q: ' đắk ', kind: 'province', role: 'police', on: '2025-06-30', x: 1 })).toEqual({
    q: 'đắk',
    kind: 'province',
    role: 'police',
    on: '2025-06-30',
  });
  expect(readUnitSearch({ q: '', kind: 'galaxy', role: 7, on: '2025-02-31' })).toEqual({});
  expect(readFigureSearch({ unit: ID, mode: 'as-of', axis: 'place', place: '/51/', on: '2025-06-30' })).toEqual({
    unit: ID,
    mode: 'as-of',
    axis: 'place',
    place: '/51/',
    on: '2025-06-30',
  });
  expect(readFigureSearch({ unit: `${ID}'`, mode: 'x', place: '51' })).toEqual({});
  expect([readId(ID), readId('x'), readId(undefined)]).toEqual([ID, undefined, undefined]);
});
