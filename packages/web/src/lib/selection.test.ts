import { expect, test } from 'vitest';
import { tick } from './selection.ts';

const order = ['a', 'b', 'c', 'd', 'e'];

test('a row is ticked and unticked', () => {
  expect([...tick(new Set(['a']), order, 'c', undefined)]).toEqual(['a', 'c']);
  expect([...tick(new Set(['a', 'c']), order, 'c', undefined)]).toEqual(['a']);
});

test('with shift everything between is ticked, upwards too, and unticked alike', () => {
  expect([...tick(new Set(['b']), order, 'd', 'b')]).toEqual(['b', 'c', 'd']);
  expect([...tick(new Set(['d']), order, 'b', 'd')].sort()).toEqual(['b', 'c', 'd']);
  expect([...tick(new Set(order), order, 'd', 'b')]).toEqual(['a', 'e']);
});

test('a row that is no longer shown makes no range', () => {
  expect([...tick(new Set(), order, 'c', 'x')]).toEqual(['c']);
});
