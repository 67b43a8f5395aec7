/** What a cell holds, as the file says it; text is cut to the limit, `length` tells how long it was. */
export type CellValue =
  | { readonly kind: 'empty' }
  | { readonly kind: 'text'; readonly text: string; readonly length: number }
  /** `raw` is the number as written, before it became a double. */
  | { readonly kind: 'number'; readonly number: number; readonly raw: string }
  /** `date` is `yyyy-mm-dd`, `time` is `hh:mm:ss` where the cell has one. */
  | { readonly kind: 'date'; readonly date: string; readonly time?: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  /** An error of the spreadsheet, such as `#N/A`. */
  | { readonly kind: 'error'; readonly text: string };

/** A cell in its place. `column` counts from 0. */
export interface Cell {
  readonly column: number;
  readonly value: CellValue;
  /** The value was computed by a formula; what it holds is the result stored in the file. */
  readonly formula?: true;
  /** The range of merged cells that this one belongs to, such as `B3:B7`. */
  readonly merged?: string;
  /** A quotation mark of a CSV file is out of place, or is never closed. */
  readonly quote?: 'stray' | 'unclosed';
}

/** A row as read. `number` counts from 1, as spreadsheets show it; cells stand in the order of columns, empty ones are left out. */
export interface SheetRow {
  readonly number: number;
  readonly cells: readonly Cell[];
}

export const EMPTY: CellValue = { kind: 'empty' };

/** Name of a column: 0 is `A`, 26 is `AA`. */
export function columnName(column: number): string {
  let name = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
}

/** Name of a cell, such as `B7`. */
export function cellName(row: number, column: number): string {
  return `${columnName(column)}${row}`;
}

/** Column and row of a cell's name, or undefined where it is none. */
export function parseCellName(name: string): { readonly column: number; readonly row: number } | undefined {
  let column = 0;
  let at = 0;
  for (; at < name.length; at += 1) {
    const code = name.charCodeAt(at) & ~32;
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  if (at === 0 || at > 3 || at === name.length) return undefined;
  let row = 0;
  for (; at < name.length; at += 1) {
    const digit = name.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return undefined;
    row = row * 10 + digit;
  }
  return row === 0 ? undefined : { column: column - 1, row };
}

/** A cell as text for people: what stands in the file, dates as dd/mm/yyyy. */
export function cellText(value: CellValue): string {
  switch (value.kind) {
    case 'empty':
      return '';
    case 'number':
      return value.raw;
    case 'date':
      return [value.date.split('-').toReversed().join('/'), value.time].filter((part) => part !== undefined).join(' ');
    case 'boolean':
      return value.value ? 'TRUE' : 'FALSE';
    case 'text':
    case 'error':
      return value.text;
  }
  return value satisfies never;
}
