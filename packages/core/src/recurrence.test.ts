import { describe, expect, it } from 'vitest';
import { formatDateTime } from './clock.ts';
import { msOpen, nextBeginnings, nextTime, opensAt, Recurrence, ScanWindow } from './recurrence.ts';

/** An instant by the Vietnamese clock. */
const at = (text: string): Date => new Date(`${text.replace(' ', 'T')}:00+07:00`);
const said = (date: Date | null): string | null => (date === null ? null : formatDateTime(date));
const hours = (window: ScanWindow | null, text: string): number => msOpen(window, at(text)) / 3_600_000;

const NIGHTS = { from: '22:00', until: '05:00', weekdays: [1, 2, 3, 4, 5] };

describe('times that recur', () => {
  it('are Vietnamese days and hours, whatever day it is by Greenwich', () => {
    // Thursday 26/11/2026 at 23:30 UTC is Friday morning here
    const after = new Date('2026-11-26T23:30:00Z');
    expect(said(nextTime({ every: 'daily', at: '06:00' }, after))).toBe('28/11/2026 06:00');
    expect(said(nextTime({ every: 'daily', at: '07:00' }, after))).toBe('27/11/2026 07:00');
    expect(said(nextTime({ every: 'weekly', weekdays: [5], at: '06:31' }, after))).toBe('27/11/2026 06:31');
    expect(said(nextTime({ every: 'weekly', weekdays: [5], at: '06:30' }, after))).toBe('04/12/2026 06:30');
    expect(said(nextTime({ every: 'weekly', weekdays: [1, 7], at: '00:00' }, after))).toBe('29/11/2026 00:00');
  });

  it('fall on the last day of a month that is shorter, in leap years too', () => {
    const last: Recurrence = { every: 'monthly', day: 31, at: '22:00' };
    expect(nextBeginnings(last, null, at('2027-12-31 22:00'), 4).map(said)).toEqual([
      '31/01/2028 22:00',
      '29/02/2028 22:00',
      '31/03/2028 22:00',
      '30/04/2028 22:00',
    ]);
    expect(said(nextTime({ every: 'monthly', day: 1, at: '08:00' }, at('2026-12-01 08:00')))).toBe('01/01/2027 08:00');
  });

  it('that come once come once', () => {
    const once: Recurrence = { every: 'once', on: '2026-11-30', at: '22:00' };
    expect(said(nextTime(once, at('2026-11-30 21:59')))).toBe('30/11/2026 22:00');
    expect(nextTime(once, at('2026-11-30 22:00'))).toBeNull();
    expect(nextBeginnings(once, null, at('2026-11-01 00:00'), 5)).toHaveLength(1);
  });

  it('wait for their window, and two that wait for the same one are one', () => {
    const daily: Recurrence = { every: 'daily', at: '12:00' };
    expect(nextBeginnings(daily, NIGHTS, at('2026-11-27 13:00'), 3).map(said)).toEqual([
      '30/11/2026 22:00',
      '01/12/2026 22:00',
      '02/12/2026 22:00',
    ]);
  });
});

describe('a window', () => {
  it('over midnight belongs to the day on which it begins', () => {
    expect(hours(NIGHTS, '2026-11-27 21:59')).toBe(0);
    expect(hours(NIGHTS, '2026-11-27 22:00')).toBe(7);
    expect(hours(NIGHTS, '2026-11-28 04:30')).toBe(0.5);
    expect(hours(NIGHTS, '2026-11-28 05:00')).toBe(0);
    // Sunday night begins none, so that early Monday is closed
    expect(hours(NIGHTS, '2026-11-30 01:00')).toBe(0);
    expect(said(opensAt(NIGHTS, at('2026-11-28 05:00')))).toBe('30/11/2026 22:00');
    expect(said(opensAt(NIGHTS, at('2026-11-27 23:00')))).toBe('27/11/2026 23:00');
  });

  it('of whole days is one stretch as long as the days follow each other', () => {
    const weekend = { from: '00:00', until: '00:00', weekdays: [6, 7] };
    expect(hours(weekend, '2026-11-28 00:00')).toBe(48);
    expect(hours(weekend, '2026-11-27 23:59')).toBe(0);
    expect(hours({ ...weekend, weekdays: [1, 2, 3, 4, 5, 6, 7] }, '2026-11-27 12:00')).toBe(Infinity);
    expect(hours(null, '2026-11-27 12:00')).toBe(Infinity);
    expect(hours({ from: '08:00', until: '08:00', weekdays: [7] }, '2026-11-30 07:00')).toBe(1);
  });

  it('is refused where it names no day or no hour', () => {
    for (const wrong of [{ weekdays: [] }, { weekdays: [0] }, { weekdays: [8] }, { from: '24:00' }, { until: '5:00' }, { from: '' }])
      expect(ScanWindow.safeParse({ ...NIGHTS, ...wrong }).success).toBe(false);
    expect(ScanWindow.parse({ ...NIGHTS, weekdays: [5, 1, 5] }).weekdays).toEqual([1, 5]);
    expect(Recurrence.safeParse({ every: 'monthly', day: 32, at: '08:00' }).success).toBe(false);
    expect(Recurrence.safeParse({ every: 'once', on: '2026-02-30', at: '08:00' }).success).toBe(false);
  });
});
