import type { LawData } from './data.ts';
import type { LawFault } from './lint-place.ts';

const DAY_MS = 86_400_000;

function weekday(day: string): number {
  return new Date(Date.parse(day)).getUTCDay();
}

/** Years without a gap, days in order and in their year, days in lieu on working weekdays, one Saturday worked for each day exchanged. */
export function lintCalendar(data: LawData): LawFault[] {
  return data.years.flatMap((year, n) => {
    const before = data.years[n - 1];
    const gap = before !== undefined && Number(year.id) !== Number(before.id) + 1;
    return [
      ...(gap ? [{ message: `the year after ${before.id} is missing`, fix: 'add it' }] : []),
      ...year.days.flatMap((each, m) => dayFaults(year.id, each, year.days[m - 1]?.day)),
      ...balanceFaults(year.days),
    ].map(({ message, fix }) => ({ id: year.id, message: `${year.id}: ${message}`, fix }));
  });
}

type Fault = Omit<LawFault, 'id'>;
type Days = LawData['years'][number]['days'];

function isWeekend(day: string): boolean {
  return weekday(day) === 0 || weekday(day) === 6;
}

function dayFaults(year: string, { day, kind }: Days[number], previous: string | undefined): Fault[] {
  return [
    ...(day.startsWith(`${year}-`) ? [] : [{ message: `${day} is not in the year`, fix: 'move it to its year' }]),
    ...(day > (previous ?? '') ? [] : [{ message: `${day} stands after ${previous}`, fix: 'sort the days, each once' }]),
    ...(kind !== 'working' || isWeekend(day) ? [] : [{ message: `${day} is worked anyway`, fix: 'name a Saturday or Sunday' }]),
    ...((kind === 'in-lieu' || kind === 'exchanged') && isWeekend(day)
      ? [{ message: `${day} is a weekly day off anyway`, fix: 'name a working day' }]
      : []),
  ];
}

function balanceFaults(days: Days): Fault[] {
  const count = (wanted: string): number => days.filter(({ kind }) => kind === wanted).length;
  const lost = days.filter(({ day, kind }) => kind === 'holiday' && isWeekend(day) && !within(days, day)).length;
  return [
    ...(count('exchanged') === count('working')
      ? []
      : [{ message: 'days exchanged and days worked for them differ in number', fix: 'add what is missing' }]),
    ...(lost <= count('in-lieu')
      ? []
      : [{ message: `${lost} holidays on weekly days off, ${count('in-lieu')} days in lieu`, fix: 'add what is missing' }]),
  ];
}

/** A weekend inside a run of holidays is not made up for: Tet is counted in working days. */
function within(days: Days, day: string): boolean {
  const off = new Set(days.filter(({ kind }) => kind === 'holiday').map((each) => each.day));
  const near = (step: number) => {
    let at = day;
    do at = new Date(Date.parse(at) + step * DAY_MS).toISOString().slice(0, 10);
    while (off.has(at) && isWeekend(at));
    return off.has(at);
  };
  return near(1) && near(-1);
}
