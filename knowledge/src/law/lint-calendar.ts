import type { LawData } from './data.ts';
import type { LawFault } from './lint-place.ts';

const DAY_MS = 86_400_000;

function weekday(day: string): number {
  return new Date(Date.parse(day)).getUTCDay();
}

/** Years without a gap, days in order and in their year, days in lieu on working weekdays, one Saturday worked for each day exchanged. */
export function lintCalendar(data: LawData): LawFault[] {
  const faults: LawFault[] = [];
  const say = (id: string, message: string, fix: string) => faults.push({ id, message: `${id}: ${message}`, fix });
  for (const [n, { id, days }] of data.years.entries()) {
    const before = data.years[n - 1];
    if (before !== undefined && Number(id) !== Number(before.id) + 1) say(id, `the year after ${before.id} is missing`, 'add it');
    for (const [m, { day, kind }] of days.entries()) {
      if (!day.startsWith(`${id}-`)) say(id, `${day} is not in the year`, 'move it to its year');
      if (day <= (days[m - 1]?.day ?? '')) say(id, `${day} stands after ${days[m - 1]?.day ?? ''}`, 'sort the days, each once');
      const weekend = weekday(day) === 0 || weekday(day) === 6;
      if (kind === 'working' && !weekend) say(id, `${day} is worked anyway`, 'name a Saturday or Sunday');
      if ((kind === 'in-lieu' || kind === 'exchanged') && weekend) say(id, `${day} is a weekly day off anyway`, 'name a working day');
    }
    const count = (wanted: string) => days.filter(({ kind }) => kind === wanted).length;
    if (count('exchanged') !== count('working')) say(id, 'days exchanged and days worked for them differ in number', 'add what is missing');
    const free = days.filter(({ day, kind }) => kind === 'holiday' && (weekday(day) === 0 || weekday(day) === 6) && !within(days, day));
    if (free.length > count('in-lieu'))
      say(id, `${free.length} holidays on weekly days off, ${count('in-lieu')} days in lieu`, 'add what is missing');
  }
  return faults;
}

/** A weekend inside a run of holidays is not made up for: Tet is counted in working days. */
function within(days: LawData['years'][number]['days'], day: string): boolean {
  const off = new Set(days.filter(({ kind }) => kind === 'holiday').map((each) => each.day));
  const near = (step: number) => {
    let at = day;
    do at = new Date(Date.parse(at) + step * DAY_MS).toISOString().slice(0, 10);
    while (off.has(at) && (weekday(at) === 0 || weekday(at) === 6));
    return off.has(at);
  };
  return near(1) && near(-1);
}
