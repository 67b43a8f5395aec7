const DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh', year: 'numeric', month: '2-digit', day: '2-digit' });

/** The calendar day in Việt Nam at an instant, `yyyy-mm-dd`. Dates of documents and acceptances count by it. */
export function dayOf(at: Date | string): string {
  return DAY.format(new Date(at));
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
