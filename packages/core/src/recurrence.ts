import { z } from 'zod';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Viet Nam has had one offset since 1975 and no summer time. */
const OFFSET_MS = 7 * 3_600_000;
/** Far enough for every pattern: no month has more than 31 days. */
const MOST_DAYS = 62;

const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
/** ISO days of the week, Monday is 1. */
const Weekdays = z
  .array(z.int().min(1).max(7))
  .min(1)
  .max(7)
  .transform((days) => [...new Set(days)].toSorted((a, b) => a - b));

/** Hours in which something may be done, Vietnamese time; each day named begins one. `until` at or before `from` is the day after. */
export const ScanWindow = z.object({ from: TimeOfDay, until: TimeOfDay, weekdays: Weekdays });
export type ScanWindow = z.infer<typeof ScanWindow>;

/** When something comes again, Vietnamese time. A month that has no such day has it on its last. */
export const Recurrence = z.discriminatedUnion('every', [
  z.object({ every: z.literal('daily'), at: TimeOfDay }),
  z.object({ every: z.literal('once'), on: z.iso.date(), at: TimeOfDay }),
  z.object({ every: z.literal('weekly'), weekdays: Weekdays, at: TimeOfDay }),
  z.object({ every: z.literal('monthly'), day: z.int().min(1).max(31), at: TimeOfDay }),
]);
export type Recurrence = z.infer<typeof Recurrence>;

/** Days since 1970 of the Vietnamese day that an instant falls on. */
function dayNumber(at: number): number {
  return Math.floor((at + OFFSET_MS) / DAY_MS);
}

/** The instant of a time on a Vietnamese day. */
function instantOf(day: number, time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return day * DAY_MS + (hours * 60 + minutes) * MINUTE_MS - OFFSET_MS;
}

/** The first day of 1970 was a Thursday. */
function weekdayOf(day: number): number {
  return ((day + 3) % 7) + 1;
}

/** The stretches of a window around an instant, those that touch joined. */
function stretches({ from, until, weekdays }: ScanWindow, at: number): [start: number, end: number][] {
  const today = dayNumber(at);
  const joined: [number, number][] = [];
  for (let day = today - 8; day <= today + 8; day += 1) {
    if (!weekdays.includes(weekdayOf(day))) continue;
    const start = instantOf(day, from);
    const end = instantOf(until > from ? day : day + 1, until);
    const last = joined.at(-1);
    if (last !== undefined && last[1] >= start) last[1] = end;
    else joined.push([start, end]);
  }
  return joined;
}

/** Milliseconds for which a window stays open from an instant on; 0 where it is closed. Without a window, and where it never closes, `Infinity`. */
export function msOpen(window: ScanWindow | null, at: Date): number {
  if (window === null) return Infinity;
  const now = at.getTime();
  const all = stretches(window, now);
  const current = all.find(([start, end]) => start <= now && now < end);
  if (current === undefined) return 0;
  return all.length === 1 ? Infinity : current[1] - now;
}

/** Whoever sends within a window comes to rest so long before it closes: what is under way has to end too. */
const REST_MS = 2000;

/** Milliseconds for which something may be sent from an instant on, 0 where nothing may. */
export function msLeft(window: ScanWindow | null, at: Date): number {
  return Math.max(0, msOpen(window, at) - REST_MS);
}

/** When a window is open from an instant on: at once, or at its next beginning. */
export function opensAt(window: ScanWindow | null, at: Date): Date {
  if (window === null || msOpen(window, at) > 0) return at;
  const now = at.getTime();
  const next = stretches(window, now).find(([start]) => start > now);
  return next === undefined ? at : new Date(next[0]);
}

function fits(recurrence: Exclude<Recurrence, { every: 'once' }>, day: number): boolean {
  if (recurrence.every === 'daily') return true;
  if (recurrence.every === 'weekly') return recurrence.weekdays.includes(weekdayOf(day));
  const date = new Date(day * DAY_MS);
  const lastOfMonth = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  return date.getUTCDate() === Math.min(recurrence.day, lastOfMonth);
}

/** The first time after an instant; null where none comes any more. */
export function nextTime(recurrence: Recurrence, after: Date): Date | null {
  if (recurrence.every === 'once') {
    const only = instantOf(Date.parse(recurrence.on) / DAY_MS, recurrence.at);
    return only > after.getTime() ? new Date(only) : null;
  }
  const today = dayNumber(after.getTime());
  for (let day = today; day < today + MOST_DAYS; day += 1) {
    const at = instantOf(day, recurrence.at);
    if (at > after.getTime() && fits(recurrence, day)) return new Date(at);
  }
  return null;
}

/** The next times at which something that recurs may begin: where its window is closed, at the window's next beginning. */
export function nextBeginnings(recurrence: Recurrence, window: ScanWindow | null, after: Date, count: number): Date[] {
  const beginnings: Date[] = [];
  let last: Date | null = after;
  while (beginnings.length < count) {
    last = nextTime(recurrence, last);
    if (last === null) break;
    const begins = opensAt(window, last);
    if (begins.getTime() !== beginnings.at(-1)?.getTime()) beginnings.push(begins);
  }
  return beginnings;
}
