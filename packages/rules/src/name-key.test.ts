import { expect, test } from 'vitest';
import { modelKey, nameKey } from './name-key.ts';

test.each([
  ['HIKVISION', 'Hik Vision', 'hik-vision', 'ＨＩＫＶＩＳＩＯＮ', 'Hík​vision', 'HIKVISION®'],
  ['Đại Hoa', 'DAI HOA', 'đại-hoa', 'ĐẠI HOA'.normalize('NFD')],
  ['海康威视', ' 海康 威视 '],
])('spellings of one name have one key: %s', (...spellings) => {
  expect(new Set(spellings.map(nameKey)).size).toBe(1);
});

test('look-alikes of other scripts, other digits and a plus stay different', () => {
  expect(nameKey('Нikvision')).not.toBe(nameKey('Hikvision'));
  expect(nameKey('DS-2CD2143G2-1')).not.toBe(nameKey('DS-2CD2143G2-I'));
  expect(nameKey('C200+')).not.toBe(nameKey('C200'));
});

test.each(['', ' ', '---', '​‮', '💥', '%_\\'])('nothing to compare in %j', (text) => {
  expect(nameKey(text)).toBe('');
});

test('a lens note behind a model does not count', () => {
  for (const text of ['DS-2CD2143G2-I(2.8mm)', 'DS-2CD2143G2-I 4mm', 'ds2cd2143g2i', 'DS-2CD2143G2-I 2.8-12mm ']) {
    expect(modelKey(text), text).toBe('ds2cd2143g2i');
  }
  expect(modelKey('2.8mm')).toBe('28mm');
});

test('a text of a megabyte is cut', () => {
  expect(nameKey('a'.repeat(1_000_000))).toHaveLength(200);
});
