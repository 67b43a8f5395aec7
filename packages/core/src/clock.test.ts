import { expect, test } from 'vitest';
import { formatDate, formatDateTime } from './clock.ts';

test('dates are written dd/mm/yyyy in the Vietnamese time zone', () => {
  expect(formatDate('2026-06-30T17:30:00Z')).toBe('01/07/2026');
  expect(formatDateTime('2026-06-30T17:05:00Z')).toBe('01/07/2026 00:05');
});
