import type { Text } from '@ancam/core';
import type { Choice, OutColumn, RowValue, RowValues } from '@ancam/sheets';

/** A column to be written: key, kind, title in both languages, and what else it says. */
export function column(
  key: string,
  kind: OutColumn['kind'],
  vi: string,
  en: string,
  more: Pick<OutColumn, 'width' | 'choices'> = {},
): OutColumn {
  return { key, kind, title: { vi, en }, ...more };
}

/** A list of choices: stored value, then its words. */
export function choicesOf(words: Readonly<Record<string, readonly [vi: string, en: string]>>): readonly Choice[] {
  return Object.entries(words).map(([value, [vi, en]]) => ({ value, title: { vi, en } }));
}

export const YES_NO = choicesOf({ yes: ['có', 'yes'], no: ['không', 'no'] });

/** A list as a table. `cells` tells what a row does not hold under the key of its column. */
export interface ListTable<T> {
  /** Plain ASCII; names the file and the list in the trail. */
  readonly name: string;
  readonly title: Text;
  readonly columns: readonly OutColumn[];
  readonly cells?: (row: T) => RowValues;
}

/** The cells of a row: what stands under the keys of the columns, and what the table says besides. */
export function cellsOf<T extends object>({ columns, cells }: ListTable<T>, row: T): RowValues {
  const own = new Map(Object.entries(row));
  return { ...Object.fromEntries(columns.map(({ key }) => [key, valueOf(own.get(key))])), ...cells?.(row) };
}

function valueOf(value: unknown): RowValue {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.join('; ');
  return typeof value === 'string' || typeof value === 'number' ? value : null;
}
