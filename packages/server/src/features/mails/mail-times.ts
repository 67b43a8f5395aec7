import type { MailChoice } from '@ancam/contract';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;
/** Viet Nam has had one time since 1975, without summer time. */
const AHEAD_MINUTES = 7 * 60;
/** When digests leave, minutes after midnight. */
const DIGEST_AT = 7 * 60 + 30;
const MONDAY = 1;

/** Minutes after midnight in Viet Nam between which no mail is sent; the same twice: there is no such time. */
export interface QuietHours {
  readonly quietFrom: number;
  readonly quietTo: number;
}

/** Minutes since the beginning of the epoch's first day in Viet Nam. */
function localMinutes(at: Date): number {
  return Math.floor(at.getTime() / MINUTE_MS) + AHEAD_MINUTES;
}

function instantOf(minutes: number): string {
  return new Date((minutes - AHEAD_MINUTES) * MINUTE_MS).toISOString();
}

/** The first instant, at or after one, that is not in the quiet hours. */
export function afterQuiet(at: string, { quietFrom, quietTo }: QuietHours): string {
  const now = localMinutes(new Date(at));
  const minute = now % DAY_MINUTES;
  const since = (minute - quietFrom + DAY_MINUTES) % DAY_MINUTES;
  const length = (quietTo - quietFrom + DAY_MINUTES) % DAY_MINUTES;
  return since < length ? instantOf(now + length - since) : at;
}

/** The next instant after one at which a digest leaves: each day, or on Mondays. */
function nextDigest(at: string, weekly: boolean): string {
  const now = localMinutes(new Date(at));
  let next = now - (now % DAY_MINUTES) + DIGEST_AT;
  if (next <= now) next += DAY_MINUTES;
  // the epoch's first day was a Thursday
  const weekday = (Math.floor(next / DAY_MINUTES) + 4) % 7;
  if (weekly) next += ((MONDAY - weekday + 7) % 7) * DAY_MINUTES;
  return instantOf(next);
}

/** When what happens at an instant is mailed: at once or with the next digest, but never in the quiet hours. */
export function mailTime(at: string, choice: Exclude<MailChoice, 'none'>, quiet: QuietHours): string {
  return afterQuiet(choice === 'each' ? at : nextDigest(at, choice === 'weekly'), quiet);
}

/** `hh:mm` of minutes after midnight. */
export function clockText(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** Minutes after midnight of `hh:mm`. */
export function minutesOf(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return hours * 60 + minutes;
}
