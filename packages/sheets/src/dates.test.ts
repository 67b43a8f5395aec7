import { expect, test } from 'vitest';
import { fromSerial, parseDate } from './dates.ts';

test('every day of the calendar is read as typed, and no other', () => {
  for (const year of [1900, 2000, 2023, 2024]) {
    for (let month = 1; month <= 12; month += 1) {
      for (let day = 1; day <= 31; day += 1) {
        const at = new Date(Date.UTC(year, month - 1, day));
        const expected = at.getUTCDate() === day ? { date: at.toISOString().slice(0, 10) } : { fault: 'date.none' };
        expect(parseDate(`${day}/${month}/${year}`)).toEqual(expected);
      }
    }
  }
});

test.each(['0/1/2024', '1/0/2024', '1/1/0000', '13/13/2024'])('%s is no day', (text) => {
  expect(parseDate(text)).toEqual({ fault: 'date.none' });
});

test('serial numbers outside of what a spreadsheet shows are no dates', () => {
  expect([-1, 60, 2_958_466, Number.NaN].map((serial) => fromSerial(serial, 1900))).toEqual([undefined, undefined, undefined, undefined]);
  expect(fromSerial(2_958_465, 1900)).toEqual({ date: '9999-12-31' });
  expect(fromSerial(45_356.999_999_9, 1900)).toEqual({ date: '2024-03-06', time: '00:00:00' });
});
