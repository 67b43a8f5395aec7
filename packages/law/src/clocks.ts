import type { Text } from '@ancam/core';
import type { Level, Party, RegimeId, TimeLimit } from '@ancam/knowledge';
import { inForce } from './authority.ts';
import type { CountedDay } from './calendar.ts';
import { addDays, daysBetween, holdsOn } from './days.ts';
import type { Law } from './law.ts';

/** The limit of a step, or why there is none. */
export type LimitReading = { readonly limit: TimeLimit } | { readonly limit: undefined; readonly why: Text };

/** How long a step may take at a level under a regime on a day. */
export function limitOf(law: Law, step: TimeLimit['step'], level: Level, regime: RegimeId, asOf: string): LimitReading {
  const day = inForce(law, regime, asOf);
  const limit = law.data.limits.find(
    (each) => each.step === step && each.regime === regime && each.levels.includes(level) && holdsOn(each, day),
  );
  if (limit !== undefined) return { limit };
  const none = law.data.noLimits.find((each) => each.step === step && each.regime === regime && each.levels.includes(level));
  return { limit: undefined, why: none?.why ?? { vi: 'Văn bản không đặt thời hạn.', en: 'The text sets no limit.' } };
}

/** What happens to a clock on a day. */
export interface ClockEvent {
  readonly does: 'start' | 'pause' | 'resume' | 'stop';
  readonly on: string;
}

/** A clock as it stands on a day. */
export interface ClockReading {
  readonly limit: string;
  readonly state: 'not-started' | 'running' | 'paused' | 'stopped';
  readonly startedOn?: string;
  readonly stoppedOn?: string;
  /** Days of the limit that have been used, in its own unit. */
  readonly used: number;
  /** Days left; negative where it is late. */
  readonly left: number;
  /** The last day in time; absent while it has not begun or is paused. */
  readonly due?: CountedDay;
  /** Set where the last day has passed: by how many days of the limit, and who is late. */
  readonly late?: { readonly by: number; readonly who: Party };
}

/**
 * Runs a clock over its events in order. The day of an event is not counted; days while it is paused are not either. Later events than `asOf` have
 * not happened. A start anew begins again. A last day of the calendar that is off moves to the next working day.
 */
export function runClock(law: Law, limit: TimeLimit, events: readonly ClockEvent[], asOf: string): ClockReading {
  const past = events.filter(({ on }) => on <= asOf).toSorted((a, b) => (a.on < b.on ? -1 : Number(a.on > b.on)));
  const run = past.reduce<Run>((state, event) => step(law, limit, state, event), NOT_STARTED);
  const { startedOn, runsFrom, used } = run;
  if (startedOn === undefined) return { limit: limit.id, state: 'not-started', used: 0, left: limit.amount };
  if (runsFrom === undefined) {
    return { limit: limit.id, state: 'paused', startedOn, used, left: limit.amount - used, ...lateness(limit, used - limit.amount) };
  }
  const due = addLimit(law, limit, runsFrom, limit.amount - used);
  const end = run.stoppedOn ?? asOf;
  const spent = used + elapsed(law, limit, runsFrom, end);
  return {
    limit: limit.id,
    state: run.stoppedOn === undefined ? 'running' : 'stopped',
    startedOn,
    ...(run.stoppedOn === undefined ? {} : { stoppedOn: run.stoppedOn }),
    used: spent,
    left: limit.amount - spent,
    due,
    ...lateness(limit, end > due.day ? Math.max(elapsed(law, limit, due.day, end), 1) : 0),
  };
}

/** A clock between two events: the days used before it last began to run, and since when it runs. */
interface Run {
  readonly startedOn: string | undefined;
  readonly runsFrom: string | undefined;
  readonly used: number;
  readonly stoppedOn: string | undefined;
}

const NOT_STARTED: Run = { startedOn: undefined, runsFrom: undefined, used: 0, stoppedOn: undefined };

function step(law: Law, limit: TimeLimit, run: Run, { does, on }: ClockEvent): Run {
  if (does === 'start') return { startedOn: on, runsFrom: on, used: 0, stoppedOn: undefined };
  if (run.startedOn === undefined || run.stoppedOn !== undefined) return run;
  if (does === 'stop') return { ...run, runsFrom: run.runsFrom ?? on, stoppedOn: on };
  if (does === 'resume') return { ...run, runsFrom: run.runsFrom ?? on };
  if (run.runsFrom === undefined) return run;
  return { ...run, runsFrom: undefined, used: run.used + elapsed(law, limit, run.runsFrom, on) };
}

function lateness(limit: TimeLimit, by: number): { late?: { by: number; who: Party } } {
  return by > 0 ? { late: { by, who: limit.who } } : {};
}

/** Days of the limit's own unit after `from` up to and with `to`. */
function elapsed(law: Law, limit: TimeLimit, from: string, to: string): number {
  return limit.unit === 'working-days' ? law.calendar.workingDaysBetween(from, to) : Math.max(0, daysBetween(from, to));
}

/** The last day of a limit that starts on a day. */
export function dueFrom(law: Law, limit: TimeLimit, start: string): CountedDay {
  return addLimit(law, limit, start, limit.amount);
}

function addLimit(law: Law, limit: TimeLimit, start: string, amount: number): CountedDay {
  if (amount <= 0) return { day: start, unsettled: [] };
  if (limit.unit === 'working-days') return law.calendar.addWorkingDays(start, amount);
  return law.calendar.addWorkingDays(addDays(start, amount), 0);
}
