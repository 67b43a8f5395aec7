import { expect, test } from 'vitest';
import { readInstant } from './values.ts';

test('an instant is read in UTC with milliseconds, from any zone', () => {
  expect(readInstant('2026-10-01 07:08:09+00')).toBe('2026-10-01T07:08:09.000Z');
  expect(readInstant('2026-10-01 07:08:09.5+00')).toBe('2026-10-01T07:08:09.500Z');
  expect(readInstant('2026-10-01 07:08:09.123999+00')).toBe('2026-10-01T07:08:09.123Z');
  expect(readInstant('2026-10-01 01:08:09.12+07')).toBe('2026-09-30T18:08:09.120Z');
  expect(readInstant('1899-12-31 17:00:00-05:30')).toBe('1899-12-31T22:30:00.000Z');
});

test('each agrees with the parser of dates', () => {
  for (const text of ['2026-02-28 23:59:59.999+07', '2024-02-29 00:00:00+00', '1970-01-01 00:00:00+00', '2026-10-01 07:08:09.1-09:30'])
    expect(readInstant(text)).toBe(new Date(text).toISOString());
});

test('what is no instant is refused', () => {
  expect(() => readInstant('infinity')).toThrow(RangeError);
});
