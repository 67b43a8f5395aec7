import { printableJson } from '@ancam/core';
import type { Language } from '@ancam/core';
import type { OutColumn, RowValues } from '../columns.ts';
import { neutral, plain, sheetValueOf, textOf } from './cells.ts';

export const TABLE_FORMATS = ['xlsx', 'csv', 'json', 'ndjson'] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

export const TABLE_TYPES: Readonly<Record<TableFormat, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json',
  ndjson: 'application/x-ndjson',
};

/** What a list is written as. `sheet` names the sheet of a workbook. */
export interface TableOptions {
  readonly format: TableFormat;
  readonly columns: readonly OutColumn[];
  readonly language: Language;
  readonly sheet: string;
}

/** Text is gathered to pieces of about this many characters before it goes out. */
const PIECE = 64 * 1024;

/** Writes rows as they come, in constant memory. Rows that fail end the stream with their error. */
export function writeTable(rows: AsyncIterable<RowValues>, options: TableOptions): AsyncIterable<Uint8Array> {
  switch (options.format) {
    case 'xlsx':
      return writeXlsx(rows, options);
    case 'csv':
      return bytesOf(csvLines(rows, options));
    case 'json':
      return bytesOf(jsonLines(rows, options.columns));
    case 'ndjson':
      return bytesOf(ndjsonLines(rows, options.columns));
  }
  return options.format satisfies never;
}

async function* writeXlsx(rows: AsyncIterable<RowValues>, { columns, language, sheet }: TableOptions): AsyncGenerator<Uint8Array> {
  const { writeXlsxStream } = await import('hucre/xlsx');
  const cells = async function* (): AsyncGenerator<(string | number | Date | null)[]> {
    yield columns.map(({ title }) => title[language]);
    for await (const row of rows) yield columns.map((column) => sheetValueOf(row[column.key] ?? null, column, language));
  };
  yield* writeXlsxStream(cells(), {
    name: sheetName(sheet),
    freezePane: { rows: 1 },
    columns: columns.map((column) => ({ width: column.width ?? 20, ...formatOf(column) })),
  });
}

/** The format of a column's cells. Text is said to be text, so that a program leaves leading zeros alone. */
export function formatOf({ kind }: OutColumn): { readonly numFmt?: string } {
  if (kind === 'number') return {};
  return { numFmt: kind === 'date' ? 'dd/mm/yyyy' : kind === 'moment' ? 'dd/mm/yyyy hh:mm' : '@' };
}

/** A sheet's name as the format allows it: 31 characters, none of `[]:*?/\`. */
export function sheetName(name: string): string {
  return (
    name
      .replaceAll(/[[\]:*?/\\]/g, ' ')
      .slice(0, 31)
      .trim() || 'Sheet1'
  );
}

/** One line of CSV (RFC 4180); every field that needs it is quoted. */
export function csvLine(fields: readonly string[], delimiter = ','): string {
  return `${fields.map((field) => quoted(field, delimiter)).join(delimiter)}\r\n`;
}

function quoted(field: string, delimiter: string): string {
  return field.includes(delimiter) || /["\r\n]|^\s|\s$/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}

/** The mark that makes spreadsheets of a Vietnamese Windows read UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF';

async function* csvLines(rows: AsyncIterable<RowValues>, { columns, language }: TableOptions): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLine(columns.map(({ title }) => title[language]));
  for await (const row of rows) {
    yield csvLine(
      columns.map((column) => {
        const value = row[column.key] ?? null;
        return typeof value === 'number' ? String(value) : neutral(plain(textOf(value, column, language)));
      }),
    );
  }
}

async function* jsonLines(rows: AsyncIterable<RowValues>, columns: readonly OutColumn[]): AsyncGenerator<string> {
  let first = true;
  for await (const row of rows) {
    yield `${first ? '[\n' : ',\n'}${jsonOf(row, columns)}`;
    first = false;
  }
  yield first ? '[]\n' : '\n]\n';
}

async function* ndjsonLines(rows: AsyncIterable<RowValues>, columns: readonly OutColumn[]): AsyncGenerator<string> {
  for await (const row of rows) yield `${jsonOf(row, columns)}\n`;
}

function jsonOf(row: RowValues, columns: readonly OutColumn[]): string {
  return printableJson(JSON.stringify(Object.fromEntries(columns.map(({ key }) => [key, row[key] ?? null]))));
}

/** Lines as bytes, gathered to larger pieces. */
export async function* bytesOf(lines: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  let piece = '';
  for await (const line of lines) {
    piece += line;
    if (piece.length < PIECE) continue;
    yield Buffer.from(piece, 'utf8');
    piece = '';
  }
  if (piece !== '') yield Buffer.from(piece, 'utf8');
}
