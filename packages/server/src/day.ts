/** Since then the zone has not changed: 13/6/1975. */
const SAME_SINCE = Date.UTC(1975, 5, 13);
const AHEAD_MS = 7 * 3_600_000;
const DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh', year: 'numeric', month: '2-digit', day: '2-digit' });

/** The calendar day in Việt Nam at an instant, `yyyy-mm-dd`. Dates of documents and acceptances count by it. */
export function dayOf(at: Date | string): string {
  const instant = new Date(at);
  const ms = instant.getTime();
  // every request asks several times, and the formatter takes its time
  return ms >= SAME_SINCE ? new Date(ms + AHEAD_MS).toISOString().slice(0, 10) : DAY.format(instant);
}

const DAY_MS = 86_400_000;
/** Acceptances that end within so many days are to be looked at again. */
const SOON_DAYS = 14;

/** The last day that counts as soon after a day. */
export function soonAfter(day: string): string {
  return new Date(Date.parse(day) + SOON_DAYS * DAY_MS).toISOString().slice(0, 10);
}

/** The instant at which a day in Việt Nam is over. */
export function endOfDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00+07:00`) + DAY_MS).toISOString();
}
