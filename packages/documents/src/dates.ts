import { AppError } from '@ancam/core';
import type { Language } from '@ancam/core';

const ZONE = 'Asia/Ho_Chi_Minh';

const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

interface Moment {
  readonly day: string;
  readonly month: string;
  readonly year: string;
  readonly time: string;
}

function read(iso: string): Moment {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) {
    throw new AppError('input.invalid', `not a date: ${iso.slice(0, 40)}`, { place: 'date', fix: 'YYYY-MM-DD' });
  }
  const found = new Map(parts.formatToParts(date).map((part) => [part.type, part.value]));
  const get = (type: Intl.DateTimeFormatPartTypes): string => found.get(type) ?? '';
  return { day: get('day'), month: get('month'), year: get('year'), time: `${get('hour')}:${get('minute')}` };
}

/** `dd/mm/yyyy` in Vietnamese time, from an ISO date or date-time. Throws `input.invalid` for anything else. */
export function formatDate(iso: string): string {
  const { day, month, year } = read(iso);
  return `${day}/${month}/${year}`;
}

/** `hh:mm dd/mm/yyyy` in Vietnamese time (UTC+7), from an ISO date-time. */
export function formatMoment(iso: string): string {
  return `${read(iso).time} ${formatDate(iso)}`;
}

/**
 * Date line of an official document: `ngày 05 tháng 01 năm 2026`. Days 1-9 and months 1-2 take a zero before them, other
 * months none (ND 30/2020, annex I).
 */
export function formatOfficialDate(iso: string, language: Language): string {
  const { day, month, year } = read(iso);
  if (language === 'en') return `${day}/${month}/${year}`;
  const number = Number(month);
  return `ngày ${day} tháng ${number < 3 ? month : String(number)} năm ${year}`;
}
