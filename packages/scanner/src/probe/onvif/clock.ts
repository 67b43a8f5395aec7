import { child, textAt } from '../xml.ts';
import type { XmlNode } from '../xml.ts';

/** The device's UTC time out of GetSystemDateAndTimeResponse; undefined where it is missing or no date. */
export function deviceTime(body: XmlNode | undefined): Date | undefined {
  const utc = child(body, 'SystemDateAndTime', 'UTCDateTime');
  const part = (group: string, name: string): number => Number(textAt(utc, group, name) ?? Number.NaN);
  const year = part('Date', 'Year');
  if (!(year >= 1970 && year <= 2999)) return undefined;
  const at = new Date(
    Date.UTC(year, part('Date', 'Month') - 1, part('Date', 'Day'), part('Time', 'Hour'), part('Time', 'Minute'), part('Time', 'Second')),
  );
  return Number.isNaN(at.getTime()) ? undefined : at;
}
