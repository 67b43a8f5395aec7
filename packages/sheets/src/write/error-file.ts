import type { Language } from '@ancam/core';
import { cellText } from '../cells.ts';
import type { CellValue, SheetRow } from '../cells.ts';
import type { Mapping } from '../mapping.ts';
import type { Table } from '../table.ts';
import { neutral, sheetText } from './cells.ts';
import { BYTE_ORDER_MARK, bytesOf, csvLine, sheetName } from './write-table.ts';

/** What is wrong with one row, worded. Faults come in the order of rows; several of one row follow each other. */
export interface RowFault {
  readonly row: number;
  readonly text: string;
}

const TITLE = { vi: 'Lỗi', en: 'Errors' } as const;

/**
 * The same file with a column of errors behind the header's last one: every row as it was, in the format and with the delimiter that it had.
 * With `onlyFaulty` the good rows are left out, so that what remains can be mended and imported by itself.
 */
export function writeErrorFile(
  table: Table,
  mapping: Mapping,
  faults: AsyncIterable<RowFault>,
  options: { readonly language: Language; readonly onlyFaulty?: boolean },
): AsyncIterable<Uint8Array> {
  const rows = withErrors(table.rows(mapping.sheet === '' ? undefined : mapping.sheet), mapping, faults, options);
  return table.format === 'csv' ? bytesOf(csvOf(rows, mapping, table.delimiter ?? ',')) : xlsxOf(rows, mapping);
}

interface MarkedRow {
  readonly row: SheetRow;
  readonly errors: string;
}

async function* withErrors(
  rows: AsyncIterable<SheetRow>,
  { headerRow }: Mapping,
  faults: AsyncIterable<RowFault>,
  { language, onlyFaulty = false }: { readonly language: Language; readonly onlyFaulty?: boolean },
): AsyncGenerator<MarkedRow> {
  const waiting = faults[Symbol.asyncIterator]();
  let next = await waiting.next();
  try {
    for await (const row of rows) {
      const texts: string[] = [];
      while (next.done !== true && next.value.row <= row.number) {
        if (next.value.row === row.number) texts.push(next.value.text);
        next = await waiting.next();
      }
      const errors = row.number === headerRow ? TITLE[language] : texts.join('\n');
      if (row.number <= headerRow || !onlyFaulty || errors !== '') yield { row, errors };
    }
  } finally {
    await waiting.return?.();
  }
}

/** Cells by their column, with gaps. A CSV row that is wider than the header has its surplus behind the errors. */
function spread<T>({ row, errors }: MarkedRow, { width }: Mapping, of: (value: CellValue) => T, error: (text: string) => T, blank: T): T[] {
  const last = Math.max(width, ...row.cells.map(({ column }) => column + 1));
  const cells: T[] = Array.from({ length: last }, () => blank);
  for (const { column, value } of row.cells) cells[column] = of(value);
  return [...cells.slice(0, width), error(errors), ...cells.slice(width)];
}

async function* csvOf(rows: AsyncIterable<MarkedRow>, mapping: Mapping, delimiter: string): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK;
  for await (const marked of rows)
    yield csvLine(
      spread(marked, mapping, (value) => neutral(cellText(value)), neutral, ''),
      delimiter,
    );
}

async function* xlsxOf(rows: AsyncIterable<MarkedRow>, mapping: Mapping): AsyncGenerator<Uint8Array> {
  const { writeXlsxStream } = await import('hucre/xlsx');
  const cells = async function* (): AsyncGenerator<(string | number | boolean | Date | null)[]> {
    let next = 1;
    for await (const marked of rows) {
      // Rows keep the number that the faults name, as long as none is left out.
      for (; next < Math.min(marked.row.number, mapping.headerRow); next += 1) yield [];
      next = marked.row.number + 1;
      yield spread<string | number | boolean | Date | null>(marked, mapping, sheetValue, (text) => sheetText(text), null);
    }
  };
  yield* writeXlsxStream(cells(), {
    name: sheetName(mapping.sheet),
    columns: Array.from({ length: mapping.width + 1 }, (_, at) => ({ width: at === mapping.width ? 80 : 18 })),
  });
}

function sheetValue(value: CellValue): string | number | boolean | Date | null {
  switch (value.kind) {
    case 'empty':
      return null;
    case 'number':
      // A number with more digits than a double holds stays as it is written.
      return String(value.number) === value.raw ? value.number : value.raw;
    case 'boolean':
      return value.value;
    case 'date':
      return value.time === undefined ? new Date(`${value.date}T00:00:00Z`) : cellText(value);
    case 'text':
    case 'error':
      return sheetText(value.text);
  }
  return value satisfies never;
}
