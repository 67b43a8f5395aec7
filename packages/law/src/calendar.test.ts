import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadLaw } from '@ancam/knowledge';
import { addDays, daysBetween, weekday } from './days.ts';
import { createLaw } from './law.ts';

const { calendar } = createLaw(loadLaw());
/** Days from which ninety working days still lie within the calendar. */
const day = fc.integer({ min: 0, max: daysBetween('2022-01-01', '2027-06-30') }).map((n) => addDays('2022-01-01', n));
const amount = fc.integer({ min: 1, max: 90 });

describe('working days', () => {
  it.each([
    ['2023-01-20', false, 'Tet'],
    ['2023-05-02', false, 'in lieu of Hung Kings'],
    ['2023-09-04', false, 'in lieu of 02/9'],
    ['2024-04-29', false, 'exchanged'],
    ['2024-05-04', true, 'a Saturday worked in exchange'],
    ['2024-05-11', false, 'an ordinary Saturday'],
    ['2026-08-22', true, 'a Saturday worked in exchange'],
    ['2026-08-31', false, 'exchanged'],
    ['2026-11-26', true, 'an ordinary Thursday'],
  ])('%s: %s (%s)', (at, working) => {
    expect(calendar.isWorkingDay(at)).toBe(working);
  });

  it('counts fifteen over 02/9 and twenty-five too', () => {
    expect(calendar.addWorkingDays('2026-08-24', 15)).toEqual({ day: '2026-09-17', unsettled: [] });
    expect(calendar.addWorkingDays('2026-08-24', 25).day).toBe('2026-10-01');
  });

  it('counts fifteen over Tet, which no notice has settled yet, and says so', () => {
    const { day: due, unsettled } = calendar.addWorkingDays('2027-01-25', 15);
    expect(due).toBe('2027-02-22');
    expect(unsettled).toContain('2027-02-05');
    expect(calendar.addWorkingDays('2026-11-20', 7).unsettled).toEqual(['2026-11-24']);
  });

  it.each(['2021-12-31', '2028-01-01'])('says which year is missing for %s', (at) => {
    expect(() => calendar.isWorkingDay(at)).toThrowError(/known from 2022-01-01 to 2027-12-31, not for/u);
    expect(() => calendar.addWorkingDays('2027-12-20', 30)).toThrowError(expect.objectContaining({ code: 'knowledge.invalid' }));
  });

  it('has five working days of Tet in every year', () => {
    for (const year of [2022, 2023, 2024, 2025, 2026, 2027]) {
      const tet = calendar
        .daysOf(year)
        .filter(({ title, kind, day: at }) => (title.en === 'Tet' || at.startsWith(`${year}-02-1`)) && kind !== 'working')
        .filter(({ day: at }) => weekday(at) !== 0 && weekday(at) !== 6);
      expect(tet).toHaveLength(5);
    }
  });
});

describe('laws of counting', () => {
  it('adding and counting back are inverse', () => {
    fc.assert(
      fc.property(day, amount, (from, n) => {
        const due = calendar.addWorkingDays(from, n).day;
        expect(calendar.isWorkingDay(due)).toBe(true);
        expect(calendar.workingDaysBetween(from, due)).toBe(n);
      }),
    );
  });

  it('adding in two steps is adding at once', () => {
    fc.assert(
      fc.property(day, amount, amount, (from, a, b) => {
        fc.pre(a + b <= 90);
        expect(calendar.addWorkingDays(calendar.addWorkingDays(from, a).day, b).day).toBe(calendar.addWorkingDays(from, a + b).day);
      }),
    );
  });

  it('a later start is never due earlier', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 30 }), amount, (from, later, n) => {
        expect(calendar.addWorkingDays(addDays(from, later), n).day >= calendar.addWorkingDays(from, n).day).toBe(true);
      }),
    );
  });

  it('counting splits at any day', () => {
    fc.assert(
      fc.property(day, fc.nat(90), fc.nat(90), (from, a, b) => {
        const middle = addDays(from, a);
        const end = addDays(middle, b);
        expect(calendar.workingDaysBetween(from, middle) + calendar.workingDaysBetween(middle, end)).toBe(
          calendar.workingDaysBetween(from, end),
        );
      }),
    );
  });
});
