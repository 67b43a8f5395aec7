import { cellName, openTable, refusal, rowReader } from '@ancam/sheets';
import type { Fault, Mapping, ReadRow } from '@ancam/sheets';
import type { ImportForm } from './import-form.ts';
import { getForm } from './import-forms.ts';
import { SeenKeys } from './seen-keys.ts';

/** A file to read by a mapping. Plain data: it goes to another thread. */
export interface ReadingOrder {
  readonly path: string;
  readonly kind: string;
  readonly mapping: Mapping;
  /** Day of the import, `yyyy-mm-dd`, which dates are held against. */
  readonly today: string;
  /** Rows up to this one are read over. */
  readonly after: number;
  readonly size: number;
}

/** Rows read together; `last` is the number of the last one, also where all after it were blank. */
export interface Batch {
  readonly rows: readonly ReadRow[];
  readonly last: number;
}

/** Reads a file in batches. Rows that share a key with an earlier one are told, also across what is read over. */
export async function* readBatches(order: ReadingOrder): AsyncGenerator<Batch> {
  const form = getForm(order.kind);
  if (form.arrange !== undefined) {
    yield* arrangedBatches(order, form);
    return;
  }
  const table = await openTable(order.path);
  try {
    const read = rowReader(form.columns, order.mapping, { today: order.today, format: table.format });
    const seen = new SeenKeys();
    let rows: ReadRow[] = [];
    for await (const row of table.rows(order.mapping.sheet === '' ? undefined : order.mapping.sheet)) {
      const found = read(row);
      if (found === undefined) continue;
      const told = withDuplicates(found, form, order.mapping, seen);
      if (row.number <= order.after) continue;
      if (rows.push(told) < order.size) continue;
      yield { rows, last: row.number };
      rows = [];
    }
    const last = rows.at(-1);
    if (last !== undefined) yield { rows, last: last.row };
  } finally {
    table.close();
  }
}

/** Rows that a form arranges in one file. */
const MOST_ARRANGED = 200_000;

/** All rows first, then in the order of the form; `last` and `after` count places in that order. */
async function* arrangedBatches(order: ReadingOrder, form: ImportForm): AsyncGenerator<Batch> {
  const table = await openTable(order.path);
  const all: ReadRow[] = [];
  try {
    const read = rowReader(form.columns, order.mapping, { today: order.today, format: table.format });
    const seen = new SeenKeys();
    for await (const row of table.rows(order.mapping.sheet === '' ? undefined : order.mapping.sheet)) {
      const found = read(row);
      if (found === undefined) continue;
      if (all.push(withDuplicates(found, form, order.mapping, seen)) > MOST_ARRANGED) throw refusal('sheet.rows', { limit: MOST_ARRANGED });
    }
  } finally {
    table.close();
  }
  const rows = form.arrange?.(all, order.mapping) ?? all;
  for (let at = order.after; at < rows.length; at += order.size) {
    const batch = rows.slice(at, at + order.size);
    yield { rows: batch, last: at + batch.length };
  }
}

function withDuplicates(row: ReadRow, form: ImportForm, mapping: Mapping, seen: SeenKeys): ReadRow {
  const faults: Fault[] = [];
  for (const { column, key } of form.keysOf(row.values)) {
    const first = seen.take(key, row.row);
    if (first === undefined) continue;
    const at = mapping.columns[column];
    const place = at === undefined ? {} : { cell: cellName(row.row, at) };
    faults.push({ row: row.row, ...place, column, code: 'row.duplicate', values: { first, value: String(row.values[column] ?? '') } });
  }
  return faults.length === 0 ? row : { ...row, faults: [...row.faults, ...faults] };
}
