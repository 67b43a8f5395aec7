import type { Text } from '@ancam/core';
import type { FaultValues } from './faults.ts';

export const COLUMN_KINDS = ['text', 'number', 'date', 'enum', 'id', 'moment'] as const;
/**
 * `text` is one line of words, `id` an identifier as printed on a label or paper, `date` a day dd/mm/yyyy, `enum` one of a list.
 * `moment` is an instant (ISO 8601) and is only written, never read.
 */
export type ColumnKind = (typeof COLUMN_KINDS)[number];

/** One of a list: what is stored, what is shown, what else is understood. */
export interface Choice {
  readonly value: string;
  readonly title: Text;
  readonly aliases?: readonly string[];
}

/** What a list is written by. A row gives, under `key`, a text, a number, a day `yyyy-mm-dd`, an instant, or null. */
export interface OutColumn {
  readonly key: string;
  readonly title: Text;
  readonly kind: ColumnKind;
  readonly choices?: readonly Choice[];
  /** Width in characters. */
  readonly width?: number;
}

export type RowValue = string | number | null;
export type RowValues = Readonly<Record<string, RowValue>>;

/** A text read further by its column: the value to keep, or a fault with its values. */
export type Reading = { readonly value: RowValue } | { readonly fault: string; readonly values?: FaultValues };

/** A column of an import. From it come the template, the matching of headers, the reading of cells and the words of its faults. */
export interface Column extends OutColumn {
  readonly kind: Exclude<ColumnKind, 'moment'>;
  readonly aliases?: readonly string[];
  readonly required?: boolean;
  /** Characters of a text or identifier; 200 without it. */
  readonly maxLength?: number;
  readonly example: string;
  /** What belongs in the column, for the sheet of guidance. */
  readonly hint: Text;
  /** What to do about any fault of the column, where more can be said than the fault itself says. */
  readonly remedy?: Text;
  /** Of texts: line breaks are kept. */
  readonly lines?: true;
  /** Of numbers: whole ones only, and bounds. */
  readonly whole?: boolean;
  readonly min?: number;
  readonly max?: number;
  /** Of dates: days after the day of the import are refused. */
  readonly past?: boolean;
  /** Reads the cleaned text further: an address, a MAC. */
  readonly read?: (text: string) => Reading;
}

export const MAX_LENGTH = 200;
