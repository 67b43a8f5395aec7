import type { FirmwareVersion } from './version.ts';

/** A date as yyyymmdd where the parts form one; a day of 0 stands for the beginning of the month. */
function day(year: number, month: number, dayOfMonth: number): number | undefined {
  if (year < 2000 || year > 2099 || month < 1 || month > 12 || dayOfMonth < 0) return undefined;
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return dayOfMonth > last ? undefined : year * 10_000 + month * 100 + dayOfMonth;
}

/** Six digits yymmdd or eight yyyymmdd, as makers write build dates; undefined where they are no date. */
export function buildDate(digits: string | undefined): number | undefined {
  if (digits === undefined) return undefined;
  const parts = /^(\d{2}|20\d{2})(\d{2})(\d{2})$/u.exec(digits);
  if (!parts) return undefined;
  const year = Number(parts[1]);
  return day(year < 100 ? 2000 + year : year, Number(parts[2]), Number(parts[3]));
}

/**
 * A bound that names only a build date: `build 210628`, `210628`, `2025-04-16`, `2024/2/2`, `2024.2.2`, `15-12-2025`, `2311090948` (with
 * hour and minute), `2021-06` (from the first day of the month). It is compared with the build date of a version, never with its release.
 */
export function dateOnly(text: string): FirmwareVersion | undefined {
  const plain = text.replace(/^build(?: ?(?:date|time))?[ :_]*/iu, '');
  const digits = /^(20\d{6}|\d{6})(?:\d{4})?$/u.exec(plain);
  if (digits) return dated(text, buildDate(digits[1]));
  const dayFirst = /^(\d{1,2})-(\d{1,2})-(20\d{2})$/u.exec(plain);
  if (dayFirst) return dated(text, day(Number(dayFirst[3]), Number(dayFirst[2]), Number(dayFirst[1])));
  const parts = /^(20\d{2})([-/.])(\d{1,2})(?:\2(\d{1,2}))?$/u.exec(plain);
  if (!parts || (parts[2] === '.' && parts[4] === undefined)) return undefined;
  return dated(text, day(Number(parts[1]), Number(parts[3]), parts[4] === undefined ? 0 : Number(parts[4])));
}

function dated(raw: string, build: number | undefined): FirmwareVersion | undefined {
  return build === undefined ? undefined : { release: [], build, raw };
}
