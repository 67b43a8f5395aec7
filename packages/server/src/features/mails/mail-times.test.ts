import { expect, test } from 'vitest';
import { dayOf } from '../../day.ts';
import { afterQuiet, clockText, mailTime, minutesOf } from './mail-times.ts';

const NIGHT = { quietFrom: minutesOf('20:00'), quietTo: minutesOf('07:00') };
const NONE = { quietFrom: 0, quietTo: 0 };

test.each([
  ['in the evening', '2026-11-26T13:00:00.000Z', '2026-11-27T00:00:00.000Z'],
  ['after midnight', '2026-11-26T18:30:00.000Z', '2026-11-27T00:00:00.000Z'],
  ['in the last minute', '2026-11-26T23:59:59.999Z', '2026-11-27T00:00:00.000Z'],
])('quiet hours over midnight end in the morning of Viet Nam: %s', (_, at, expected) => {
  expect(afterQuiet(at, NIGHT)).toBe(expected);
});

test.each([['2026-11-27T00:00:00.000Z'], ['2026-11-26T12:59:59.000Z'], ['2026-11-26T05:00:00.123Z']])(
  'outside of the quiet hours a mail leaves at once: %s',
  (at) => {
    expect(afterQuiet(at, NIGHT)).toBe(at);
    expect(mailTime(at, 'each', NIGHT)).toBe(at);
  },
);

test('quiet hours at noon hold within the day, and the same time twice is none', () => {
  const noon = { quietFrom: minutesOf('11:30'), quietTo: minutesOf('13:30') };
  expect(afterQuiet('2026-11-26T05:00:00.000Z', noon)).toBe('2026-11-26T06:30:00.000Z');
  expect(afterQuiet('2026-11-26T18:00:00.000Z', NONE)).toBe('2026-11-26T18:00:00.000Z');
});

test('a daily digest leaves at half past seven in Viet Nam, the next one always', () => {
  expect(mailTime('2026-11-26T00:29:00.000Z', 'daily', NIGHT)).toBe('2026-11-26T00:30:00.000Z');
  expect(mailTime('2026-11-26T00:30:00.000Z', 'daily', NIGHT)).toBe('2026-11-27T00:30:00.000Z');
  expect(mailTime('2026-11-26T17:10:00.000Z', 'daily', NIGHT)).toBe('2026-11-27T00:30:00.000Z');
});

test('a weekly digest leaves on Monday', () => {
  for (const at of ['2026-11-23T00:30:00.000Z', '2026-11-26T03:00:00.000Z', '2026-11-29T18:00:00.000Z']) {
    const sent = mailTime(at, 'weekly', NONE);
    expect(sent).toBe('2026-11-30T00:30:00.000Z');
    expect(new Date(`${dayOf(sent)}T12:00:00Z`).getUTCDay()).toBe(1);
  }
});

test('a digest that falls into the quiet hours waits for their end', () => {
  expect(mailTime('2026-11-26T03:00:00.000Z', 'daily', { quietFrom: minutesOf('22:00'), quietTo: minutesOf('08:15') })).toBe(
    '2026-11-27T01:15:00.000Z',
  );
});

test('times of the clock are written and read alike', () => {
  for (const text of ['00:00', '07:05', '23:59']) expect(clockText(minutesOf(text))).toBe(text);
});
