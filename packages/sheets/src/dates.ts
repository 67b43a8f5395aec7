const DAY = 86_400_000;
/** Day 0 of the two date systems of spreadsheets. */
const EPOCH = { 1900: Date.UTC(1899, 11, 30), 1904: Date.UTC(1904, 0, 1) } as const;
export type DateSystem = keyof typeof EPOCH;

/** The last day that a spreadsheet can show, 31/12/9999. */
const LAST_SERIAL = 2_958_465;

/**
 * Date and time of a serial number. Undefined outside of what a spreadsheet shows. Day 60 of the 1900 system, 29/02/1900, never was;
 * days before it are off by one, as spreadsheets count them.
 */
export function fromSerial(serial: number, system: DateSystem): { readonly date: string; readonly time?: string } | undefined {
  if (!(serial >= 0) || serial >= LAST_SERIAL + 1) return undefined;
  const days = Math.floor(serial);
  const seconds = Math.round((serial - days) * 86_400);
  if (system === 1900 && days === 60) return undefined;
  const shift = system === 1900 && days < 60 ? 1 : 0;
  const at = EPOCH[system] + (days + shift) * DAY;
  if (seconds === 0) return { date: dayText(at) };
  const [date = '', time = ''] = new Date(at + seconds * 1000).toISOString().split('T');
  return { date, time: time.slice(0, 8) };
}

/** Days of a table repeat; their texts are kept, up to a bound. */
const DAYS = new Map<number, string>();
const DAYS_KEPT = 20_000;

function dayText(at: number): string {
  const known = DAYS.get(at);
  if (known !== undefined) return known;
  if (DAYS.size >= DAYS_KEPT) DAYS.clear();
  const text = new Date(at).toISOString().slice(0, 10);
  DAYS.set(at, text);
  return text;
}

export type DateReading =
  | { readonly date: string }
  | { readonly fault: 'date.unreadable' | 'date.two-digit-year' | 'date.month' | 'date.none' };

/** A date as people type it: day, month and year in this order, or the ISO form. A time of day behind it is dropped. */
export function parseDate(text: string): DateReading {
  const clean = text.trim().replace(/[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$/, '');
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(clean);
  if (iso !== null) return dateOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const typed = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})$/.exec(clean);
  if (typed === null) return { fault: 'date.unreadable' };
  if (typed[3]?.length === 2) return { fault: 'date.two-digit-year' };
  return dateOf(Number(typed[3]), Number(typed[2]), Number(typed[1]));
}

function dateOf(year: number, month: number, day: number): DateReading {
  if (month > 12 && day <= 12) return { fault: 'date.month' };
  if (year < 1900 || month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) return { fault: 'date.none' };
  return { date: `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` };
}

function daysOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
