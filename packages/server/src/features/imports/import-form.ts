import type { Column, Mapping, ReadRow, RowValues } from '@ancam/sheets';

/**
 * The form of something that can be imported: what reading a file needs. The columns give template, matching, reading and words of
 * faults. It is read in a thread of its own, so a form imports nothing of the server.
 */
export interface ImportForm {
  /** In kebab-case; part of addresses. */
  readonly id: string;
  readonly columns: readonly Column[];
  /** What tells a row from the others of its file: two rows that share a key are a fault of the second. */
  keysOf(values: RowValues): readonly { readonly column: string; readonly key: string }[];
  /**
   * The order in which the rows of a file are entered, where some rest on others; faults may be added. All rows are held in memory for
   * it, so that a form has it only where tables are small.
   */
  arrange?(rows: readonly ReadRow[], mapping: Mapping): readonly ReadRow[];
}
