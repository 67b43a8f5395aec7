import { expect, test } from 'vitest';
import { dayOf } from './day.ts';

test('the day turns at midnight of Việt Nam', () => {
  expect(dayOf('2026-11-22T16:59:59.999Z')).toBe('2026-11-22');
  expect(dayOf('2026-11-22T17:00:00.000Z')).toBe('2026-11-23');
  expect(dayOf(new Date('2024-02-28T17:00:00Z'))).toBe('2024-02-29');
  expect(dayOf('2026-12-31T18:00:00Z')).toBe('2027-01-01');
});

test('a day of long ago is that of the zone of then', () => {
  expect(dayOf('1965-03-01T15:30:00Z')).toBe('1965-03-01');
  expect(dayOf('1965-03-01T16:30:00Z')).toBe('1965-03-02'); // eight hours ahead in those years
});

test('no instant has no day', () => {
  expect(() => dayOf('never')).toThrow(RangeError);
});
