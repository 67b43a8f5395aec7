import type { SheetRow } from './cells.ts';

/** A file of rows, open for reading. Each call of `rows` reads from the beginning. */
export interface Table {
  readonly format: 'xlsx' | 'csv';
  /** Sheets in the order of the file; a CSV file is one sheet without a name. */
  readonly sheets: readonly { readonly name: string; readonly hidden: boolean }[];
  /** What divides the cells of a CSV file. */
  readonly delimiter?: string;
  /** Rows of a sheet by its name, of the first visible one without it. */
  rows(sheet?: string): AsyncIterable<SheetRow>;
  close(): void;
}
