import type { Language } from '@ancam/core';

const LOCALE = { vi: 'vi-VN', en: 'en-GB' } as const;

/** A whole number with the separators of the language. */
export function formatNumber(value: number, language: Language): string {
  return new Intl.NumberFormat(LOCALE[language]).format(value);
}

/** A share 0..1 as a whole percentage. */
export function formatPercent(share: number, language: Language): string {
  return new Intl.NumberFormat(LOCALE[language], { style: 'percent', maximumFractionDigits: 0 }).format(share);
}

/** Seconds as `m:ss` or `h:mm:ss`. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  const rest = String(whole % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}

/** `dd/mm/yyyy` of a plain date `yyyy-mm-dd`, which has no time zone. */
export function formatPlainDate(date: string): string {
  const [year = '', month = '', day = ''] = date.slice(0, 10).split('-');
  return `${day}/${month}/${year}`;
}

/** As `formatPlainDate`; empty where there is no date. */
export function formatDay(date: string | null | undefined): string {
  return date === null || date === undefined ? '' : formatPlainDate(date);
}

/** Reads `dd/mm/yyyy` (also with dots, dashes or single digits) to `yyyy-mm-dd`; undefined where it is no day of the calendar. */
export function parsePlainDate(text: string): string | undefined {
  const match = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*$/.exec(text);
  if (match === null) return undefined;
  const [, day = '', month = '', year = ''] = match;
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== iso ? undefined : iso;
}

/** Noon of the day at which a demonstration stands. */
let standing: Date | undefined;

/** Lets today be the day of a demonstration: the server refuses what lies behind it. Null: the clock tells. */
export function standAt(day: string | null): void {
  standing = day === null ? undefined : new Date(`${day}T12:00:00+07:00`);
}

/** Today in Vietnam as `yyyy-mm-dd`, moved by some days. */
export function todayPlus(days: number, now: Date = standing ?? new Date()): string {
  const shifted = new Date(now.getTime() + days * 86_400_000);
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh' }).format(shifted);
}
