import { expect, test } from 'vitest';
import { formatDuration, formatNumber, formatPercent, formatPlainDate, parsePlainDate, standAt, todayPlus } from './format.ts';

test('numbers carry the separators of the language', () => {
  expect(formatNumber(12345, 'vi')).toBe('12.345');
  expect(formatNumber(12345, 'en')).toBe('12,345');
  expect(formatPercent(0.256, 'vi').replace(/\s/, '')).toBe('26%');
});

test('durations read as clocks and never go below zero', () => {
  expect([formatDuration(0), formatDuration(65), formatDuration(3725), formatDuration(-3)]).toEqual(['0:00', '1:05', '1:02:05', '0:00']);
});

test('a plain date is shown and read as day, month, year', () => {
  expect(formatPlainDate('2026-09-05')).toBe('05/09/2026');
  expect(parsePlainDate('5/9/2026')).toBe('2026-09-05');
  expect(parsePlainDate(' 05-09-2026 ')).toBe('2026-09-05');
});

test.each(['31/02/2026', '2026-09-05', '13/13/2026', 'mai', ''])('%s is no date', (text) => {
  expect(parsePlainDate(text)).toBeUndefined();
});

test('today is the day in Vietnam, not in Greenwich', () => {
  const evening = new Date('2026-07-14T18:30:00Z');
  expect(todayPlus(0, evening)).toBe('2026-07-15');
  expect(todayPlus(30, evening)).toBe('2026-08-14');
});

test('in a demonstration today is the day at which it stands', () => {
  standAt('2023-04-05');
  expect([todayPlus(0), todayPlus(30)]).toEqual(['2023-04-05', '2023-05-05']);
  standAt(null);
  expect(todayPlus(0)).not.toBe('2023-04-05');
});
