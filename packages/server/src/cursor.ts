import { AppError } from '@ancam/core';
import { z } from 'zod';

const Cursor = z.array(z.union([z.string(), z.number()])).max(4);

/** Where the next page begins: the sort values of the last row, as one opaque text. */
export function writeCursor(values: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** Reads a cursor of so many values. Throws `input.invalid` where it is not one of ours. */
export function readCursor(cursor: string | undefined, length: number): (string | number)[] | undefined {
  if (cursor === undefined) return undefined;
  try {
    const values = Cursor.length(length).parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    return values;
  } catch (thrown) {
    throw new AppError(
      'input.invalid',
      'the cursor is not valid',
      { place: 'query.cursor', fix: 'pass `next` of the page before' },
      thrown,
    );
  }
}

/** Cuts a page that was read one row too long; `next` is null on the last page. */
export function pageOf<T>(
  rows: readonly T[],
  limit: number,
  keys: (row: T) => readonly (string | number)[],
): { items: T[]; next: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? writeCursor(keys(last)) : null };
}
