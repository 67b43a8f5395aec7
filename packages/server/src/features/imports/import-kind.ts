import type { Permission } from '@ancam/contract';
import type { Text } from '@ancam/core';
import type { FaultText, FaultValues, RowValues } from '@ancam/sheets';
import type { Context } from '../../context.ts';
import type { Work } from '../../db/actor.ts';
import type { ImportForm } from './import-form.ts';

/** A good row of a file. `values` holds every column of the kind; null where the cell is blank or the column is not mapped. */
export interface ImportRow {
  readonly row: number;
  readonly values: RowValues;
}

/** What the register has against a row. `column` is the key of the column it is about, null where the whole row is meant. */
export interface RegisterFault {
  readonly row: number;
  readonly column: string | null;
  readonly code: string;
  readonly values: FaultValues;
}

/** What became of rows that were entered. Rows with a fault were left out. */
export interface Entered {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly faults: readonly RegisterFault[];
}

/** One run over a file; may keep what it has looked up, such as units. */
export interface ImportSession {
  /** What the register has against rows, without changing anything. `partial`: only some rows of the file are shown, others may precede them. */
  check(work: Work, rows: readonly ImportRow[], partial?: boolean): Promise<readonly RegisterFault[]>;
  /** Works out what rows to come need beside the database, while those before them are being written; lets others have their turn. */
  prepare?(rows: readonly ImportRow[]): Promise<void>;
  /**
   * Chunks may be written side by side: `apply` is told of the chunk before, which may still be under way, and waits for it where its rows
   * may depend on what that one writes, and before it locks any row that is there already: that one would wait for it for ever. Absent: a chunk begins when the one before is kept.
   */
  readonly overlapping?: true;
  /** Enters rows within one transaction. Rows that are in the register already, as they are, change nothing. */
  apply(work: Work, rows: readonly ImportRow[], before: Promise<void>): Promise<Entered>;
  /** What is left to do once all rows are entered, outside of their transactions. */
  settle?(): Promise<void>;
}

/** Something that can be imported from a table: its form, and what only the feature knows: how rows are entered. */
export interface ImportKind extends ImportForm {
  readonly title: Text;
  /** What it enters, in one sentence. */
  readonly about: Text;
  readonly permission: Permission;
  /** Only for who administers a part of the tree: never by token or delegation. */
  readonly administers?: true;
  /** Texts of the codes that `check` and `apply` give, and the readers of columns. */
  readonly faults: Readonly<Record<string, FaultText>>;
  open(context: Context): ImportSession;
}
