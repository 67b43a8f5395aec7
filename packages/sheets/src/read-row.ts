import { cellName, cellText } from './cells.ts';
import type { Cell, SheetRow } from './cells.ts';
import type { Column, RowValue, RowValues } from './columns.ts';
import type { Fault } from './faults.ts';
import type { Mapping } from './mapping.ts';
import { readCell } from './read-value.ts';

/** A row read by its mapping. `values` holds every column of the import; those with a fault or without a cell are null. */
export interface ReadRow {
  readonly row: number;
  readonly values: RowValues;
  readonly faults: readonly Fault[];
}

/** How the line of guidance of a CSV template begins; it is passed over when it comes back. */
export const NOTE_MARK = '#?';

/** Makes a reader of rows below the header; it gives undefined for the header, what stands above it, blank rows and lines of guidance. */
export function rowReader(
  columns: readonly Column[],
  mapping: Mapping,
  options: { readonly today: string; readonly format: 'xlsx' | 'csv' },
): (row: SheetRow) => ReadRow | undefined {
  const mapped = columns.flatMap((column) => {
    const at = mapping.columns[column.key];
    return at === undefined ? [] : [{ column, at }];
  });
  const blank = Object.fromEntries(columns.map(({ key }) => [key, null]));
  return (row) => {
    if (row.number <= mapping.headerRow || isBlankOrNote(row)) return undefined;
    const cells = new Map(row.cells.map((cell) => [cell.column, cell]));
    const values: Record<string, RowValue> = { ...blank };
    const faults: Fault[] = [];
    for (const { column, at } of mapped) readInto(values, faults, { row, column, at, cell: cells.get(at), today: options.today });
    const extra = row.cells.filter(({ column, value }) => column >= mapping.width && value.kind !== 'empty');
    if (options.format === 'csv' && extra.length > 0) {
      const last = (row.cells.at(-1)?.column ?? 0) + 1;
      faults.push({
        row: row.number,
        cell: cellName(row.number, mapping.width),
        code: 'row.extra-cells',
        values: { cells: last, columns: mapping.width },
      });
    }
    return { row: row.number, values, faults };
  };
}

interface Place {
  readonly row: SheetRow;
  readonly column: Column;
  readonly at: number;
  readonly cell: Cell | undefined;
  readonly today: string;
}

function readInto(values: Record<string, RowValue>, faults: Fault[], { row, column, at, cell, today }: Place): void {
  const reading = cell === undefined ? { value: null } : readCell(cell, column, today);
  const own = column.remedy === undefined ? {} : { remedy: column.remedy };
  const place = { row: row.number, cell: cellName(row.number, at), column: column.key };
  const words = { title: column.title.vi, titleEn: column.title.en, example: column.example };
  if ('fault' in reading) {
    const about = reading.fault.startsWith('value.') ? words : {};
    faults.push({ ...place, code: reading.fault, values: { ...about, ...reading.values }, ...own });
  } else if (reading.value === null && column.required === true) faults.push({ ...place, code: 'value.required', values: words, ...own });
  else values[column.key] = reading.value;
}

function isBlankOrNote(row: SheetRow): boolean {
  const first = row.cells.find(({ value }) => value.kind !== 'empty');
  if (first === undefined) return row.cells.every(({ merged }) => merged === undefined);
  return cellText(first.value).startsWith(NOTE_MARK);
}
