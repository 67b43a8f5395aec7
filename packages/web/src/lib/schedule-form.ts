import type { Schedule, ScheduleBody } from '@ancam/contract';
import { Recurrence, ScanWindow } from '@ancam/core';
import { BLANK_SCAN, isScanFaulty, scopeOf } from './scan-form.ts';
import type { ScanFields } from './scan-form.ts';

/** Days of the week as ISO counts them, Monday first. */
export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
export const EVERY = ['daily', 'weekly', 'monthly', 'once'] as const;

/** What a person writes of a schedule. */
export interface ScheduleFields extends ScanFields {
  readonly name: string;
  readonly authorisationId: string;
  readonly every: (typeof EVERY)[number];
  /** `yyyy-mm-dd`, or empty; of one that comes once. */
  readonly on: string;
  readonly at: string;
  readonly weekdays: readonly string[];
  /** Day of the month. */
  readonly day: string;
  /** Whether it keeps to hours. */
  readonly keepsHours: boolean;
  readonly from: string;
  readonly until: string;
  readonly windowDays: readonly string[];
  readonly tells: boolean;
}

const ALL_DAYS = WEEKDAYS.map(String);

/** A new schedule: at night, gently. */
export const BLANK_SCHEDULE: ScheduleFields = {
  ...BLANK_SCAN,
  name: '',
  authorisationId: '',
  every: 'weekly',
  on: '',
  at: '22:00',
  weekdays: ['6'],
  day: '1',
  keepsHours: true,
  from: '22:00',
  until: '05:00',
  windowDays: ALL_DAYS,
  tells: true,
};

const lines = (texts: readonly string[]): string => texts.join('\n');
const numberText = (value: number | undefined): string => (value === undefined ? '' : String(value));

/** The fields of a schedule that is there. */
export function fieldsOf(schedule: Schedule): ScheduleFields {
  const { recurrence, window } = schedule;
  return {
    ...BLANK_SCHEDULE,
    name: schedule.name,
    authorisationId: schedule.authorisation?.id ?? '',
    targets: lines(schedule.targets),
    excluded: lines(schedule.excluded),
    ports: schedule.ports ?? '',
    interfaces: schedule.interfaces.join(', '),
    profile: schedule.profile,
    hostRate: numberText(schedule.limits.hostRatePerSecond),
    connectRate: numberText(schedule.limits.connectsPerSecond),
    site: schedule.site?.id ?? '',
    probes: schedule.probes.map(({ id }) => id),
    every: recurrence.every,
    at: recurrence.at,
    ...(recurrence.every === 'once' ? { on: recurrence.on } : {}),
    ...(recurrence.every === 'weekly' ? { weekdays: recurrence.weekdays.map(String) } : {}),
    ...(recurrence.every === 'monthly' ? { day: String(recurrence.day) } : {}),
    tells: schedule.tellsChanges,
    keepsHours: window !== null,
    ...(window === null ? {} : { from: window.from, until: window.until, windowDays: window.weekdays.map(String) }),
  };
}

/** When it recurs; undefined where what is written is none. */
export function recurrenceOf({ every, on, at, weekdays, day }: ScheduleFields): Recurrence | undefined {
  return Recurrence.safeParse({ every, on, at, weekdays: weekdays.map(Number), day: Number(day) }).data;
}

/** The hours that it keeps to; undefined where what is written is none. */
export function windowOf({ keepsHours, from, until, windowDays }: ScheduleFields): ScanWindow | null | undefined {
  return keepsHours ? ScanWindow.safeParse({ from, until, weekdays: windowDays.map(Number) }).data : null;
}

/** `22:00`, as it is written here. */
export function isTime(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}

/** What is sent; undefined where something cannot be meant. */
export function scheduleBodyOf(fields: ScheduleFields): ScheduleBody | undefined {
  const recurrence = recurrenceOf(fields);
  const window = windowOf(fields);
  const name = fields.name.trim();
  if (recurrence === undefined || window === undefined || name === '' || fields.authorisationId === '' || isScanFaulty(fields))
    return undefined;
  return { ...scopeOf(fields), name, authorisationId: fields.authorisationId, recurrence, window, tellsChanges: fields.tells };
}
