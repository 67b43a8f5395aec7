import { AppError } from '@ancam/core';
import type { Text } from '@ancam/core';
import type { CalendarDay, HolidayYear } from '@ancam/knowledge';
import { addDays, weekday } from './days.ts';

/** A day that was counted to, and the days on the way that no notice has settled yet. */
export interface CountedDay {
  readonly day: string;
  /** Empty where every day counted over is settled. The reader is told otherwise. */
  readonly unsettled: readonly string[];
}

export interface DayOff {
  readonly day: string;
  readonly title: Text;
  readonly kind: CalendarDay['kind'];
  readonly settled: boolean;
}

/** The working days of state bodies: no Saturday, no Sunday, no public holiday, but the Saturdays worked in exchange. */
export interface Calendar {
  /** First and last day that is known. */
  readonly from: string;
  readonly to: string;
  /** Throws `knowledge.invalid` outside of the known years. */
  isWorkingDay(day: string): boolean;
  /** The n-th working day after a day, which itself is not counted; 0 is the day itself, or the next working day where it is off. */
  addWorkingDays(day: string, days: number): CountedDay;
  /** Working days after `from` up to and with `to`; 0 where `to` is not later. */
  workingDaysBetween(from: string, to: string): number;
  /** Days of a year that differ from the week. */
  daysOf(year: number): readonly DayOff[];
}

/** Builds the calendar over the holidays of consecutive years. */
export function createCalendar(years: readonly HolidayYear[]): Calendar {
  const special = new Map(years.flatMap(({ days }) => days.map((each) => [each.day, each] as const)));
  const unsettledYears = new Set(years.filter(({ settled }) => !settled).map(({ id }) => id));
  const from = `${years[0]?.id ?? '9999'}-01-01`;
  const to = `${years.at(-1)?.id ?? '0000'}-12-31`;

  const known = (day: string): void => {
    if (day >= from && day <= to) return;
    const year = day.slice(0, 4);
    throw new AppError('knowledge.invalid', `working days are known from ${from} to ${to}, not for ${day}`, {
      place: `knowledge/law/holidays/${year}.yaml`,
      fix: `add the public holidays of ${year}`,
    });
  };
  const isWorkingDay = (day: string): boolean => {
    known(day);
    const kind = special.get(day)?.kind;
    if (kind !== undefined) return kind === 'working';
    const at = weekday(day);
    return at !== 0 && at !== 6;
  };
  const open = (day: string): boolean => unsettledYears.has(day.slice(0, 4)) || special.get(day)?.settled === false;

  return {
    from,
    to,
    isWorkingDay,
    addWorkingDays: (start, days) => {
      const unsettled: string[] = [];
      let day = start;
      let left = days;
      if (days === 0) {
        while (!isWorkingDay(day)) day = addDays(day, 1);
        return { day, unsettled: open(day) ? [day] : [] };
      }
      while (left > 0) {
        day = addDays(day, 1);
        if (isWorkingDay(day)) left -= 1;
        if (open(day)) unsettled.push(day);
      }
      return { day, unsettled };
    },
    workingDaysBetween: (start, end) => {
      let count = 0;
      for (let day = addDays(start, 1); day <= end; day = addDays(day, 1)) if (isWorkingDay(day)) count += 1;
      return count;
    },
    daysOf: (year) =>
      years
        .filter(({ id }) => id === String(year))
        .flatMap(({ days }) => days.map(({ day, title, kind, settled }) => ({ day, title, kind, settled }))),
  };
}
