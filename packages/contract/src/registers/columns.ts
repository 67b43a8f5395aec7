import type { Field, FieldKind } from './definition.ts';

/** Type of the generated column of a filterable field, as PostgreSQL names it. */
export type ColumnType = 'text' | 'double precision' | 'date' | 'boolean' | 'uuid';

const TYPES: Readonly<Partial<Record<FieldKind, ColumnType>>> = {
  text: 'text',
  choice: 'text',
  number: 'double precision',
  money: 'double precision',
  date: 'date',
  flag: 'boolean',
  unit: 'uuid',
  record: 'uuid',
};

/** The column of `record` that a filterable field is kept in, and its type; undefined for a kind that cannot be filtered. */
export function columnOf(field: Pick<Field, 'id' | 'kind'>): { readonly name: string; readonly type: ColumnType } | undefined {
  const type = TYPES[field.kind];
  if (type === undefined) return undefined;
  return { name: field.id === 'number' ? 'number' : `f_${field.id.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`, type };
}
