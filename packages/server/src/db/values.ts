/** OIDs of the types that both drivers must read alike. */
const INT8 = 20;
const DATE = 1082;
const TIMESTAMPTZ = 1184;

/**
 * How database values become JavaScript values, on every driver: counts are numbers, dates stay `yyyy-mm-dd`,
 * instants are ISO strings as the contract writes them.
 */
export const PARSERS: Readonly<Record<number, (text: string) => unknown>> = {
  [INT8]: Number,
  [DATE]: (text) => text,
  [TIMESTAMPTZ]: readInstant,
};

const INSTANT = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?([+-]\d\d)(?::(\d\d))?$/;

/** An instant as PostgreSQL writes it, in UTC with milliseconds. Lists hold hundreds: the parser of dates for any form is left for odd ones. */
export function readInstant(text: string): string {
  const parts = INSTANT.exec(text);
  if (parts === null) return new Date(text).toISOString();
  const [, day, time, fraction = '', hours, minutes = '00'] = parts;
  const local = `${day}T${time}.${fraction.slice(0, 3).padEnd(3, '0')}`;
  return hours === '+00' && minutes === '00' ? `${local}Z` : new Date(`${local}${hours}:${minutes}`).toISOString();
}
