import { AppError } from '@ancam/core';
import { expect, test } from 'vitest';
import { formatBytes, refusalOf, typeText } from './evidence.ts';

test.each([
  [1, 'vi', '1 B'],
  [999, 'en', '999 B'],
  [1000, 'en', '1 kB'],
  [1_234_567, 'vi', '1,2 MB'],
  [1_234_567, 'en', '1.2 MB'],
  [50_000_000, 'vi', '50 MB'],
  [7_000_000_000_000, 'en', '7,000 GB'],
] as const)('%i bytes in %s are %s', (bytes, language, text) => {
  expect(formatBytes(bytes, language)).toBe(text);
});

test('a type is called as people call it, text by its ending', () => {
  expect(typeText('application/pdf', 'a.pdf')).toBe('PDF');
  expect(typeText('text/plain', 'danh sách.csv')).toBe('CSV');
});

test('only a refusal of a file is one, and only for a reason that is known', () => {
  expect(refusalOf(new AppError('file.refused', '', { reason: 'macro' }))).toBe('macro');
  expect(refusalOf(new AppError('file.refused', '', { reason: 'new' }))).toBeUndefined();
  expect(refusalOf(new AppError('conflict', '', { reason: 'macro' }))).toBeUndefined();
});
