import type { Language } from '@ancam/core';
import type { OutColumn, RowValue } from '../columns.ts';

/** A cell of a spreadsheet file holds at most this many characters. */
export const CELL_TEXT = 32_767;

/** Spreadsheets run a cell that starts with one of these (also full-width, or behind blanks) as a formula. */
const FORMULA_START = /^\s*[=+\-@\t\r＝＋－＠]/u;

const VIET_NAM = 7 * 3_600_000;

/** A text that no spreadsheet runs: an apostrophe goes before what would be a formula. Reading takes it off again. */
export function neutral(text: string): string {
  return FORMULA_START.test(text) ? `'${text}` : text;
}

/** A value as people read it in text files: dates as dd/mm/yyyy, instants in Vietnamese time, the title of a choice. */
export function textOf(value: RowValue, column: OutColumn, language: Language): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  if (column.kind === 'date') return isDay(value) ? value.split('-').toReversed().join('/') : value;
  if (column.kind === 'moment') {
    const at = wallTime(value);
    if (at === undefined) return value;
    const [day = '', time = ''] = at.toISOString().split('T');
    return `${day.split('-').toReversed().join('/')} ${time.slice(0, 5)}`;
  }
  if (column.kind === 'enum') return column.choices?.find((choice) => choice.value === value)?.title[language] ?? value;
  return value;
}

/** A value as a spreadsheet holds it: days and instants as dates (the clock of Viet Nam), numbers as numbers, all else as text. */
export function sheetValueOf(value: RowValue, column: OutColumn, language: Language): string | number | Date | null {
  if (value === null || typeof value === 'number') return value;
  if (column.kind === 'date' && isDay(value)) return new Date(`${value}T00:00:00Z`);
  if (column.kind === 'moment') return wallTime(value) ?? value;
  return sheetText(textOf(value, column, language));
}

/** A text without what steers a terminal or turns the direction of writing, as devices may send it, and without what no XML may hold. */
export function plain(text: string): string {
  return text.toWellFormed().replaceAll(/(?![\t\n\r])\p{Cc}|[\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFFFE\uFFFF]/gu, ' ');
}

/** A text as XML can hold it, cut to what a cell takes. */
export function sheetText(text: string): string {
  return plain(text).slice(0, CELL_TEXT).toWellFormed();
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text);
}

function wallTime(instant: string): Date | undefined {
  const at = Date.parse(instant);
  return Number.isNaN(at) ? undefined : new Date(at + VIET_NAM);
}
