import { AppError } from '@ancam/core';
import type { Kysely } from 'kysely';
import { sql } from 'kysely';

/** A column whose values are kept; generated ones follow from the others. */
export interface Column {
  readonly name: string;
  /** As PostgreSQL writes it, `timestamp with time zone`, `text[]`. */
  readonly type: string;
}

/** A table of the schema, with what must be known to copy it. */
export interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
  /** Columns of the primary key in their order; they give the rows an order that every database shares. */
  readonly key: readonly string[];
}

interface TableRow {
  readonly name: string;
  readonly columns: Column[];
  readonly key: string[] | null;
}

/** Tables that say how the schema came about, not what is in it. */
const OWN = new Set(['migration']);

/** All permanent tables of the schema, those first that others refer to. Throws `store.failed` for a table without a primary key. */
export async function listTables(db: Kysely<unknown>): Promise<Table[]> {
  const { rows } = await sql<TableRow>`
    select c.relname as name,
      (select jsonb_agg(jsonb_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum)
        from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      (select jsonb_agg(a.attname order by k.n) from pg_index i, unnest(i.indkey::int2[]) with ordinality k (attnum, n)
        join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum where i.indrelid = c.oid and i.indisprimary) as key
    from pg_class c
    where c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence = 'p' and c.relnamespace = current_schema()::regnamespace
    order by c.relname`.execute(db);
  const tables = rows.filter(({ name }) => !OWN.has(name));
  const keyless = tables.find(({ key }) => key === null);
  if (keyless !== undefined) {
    throw new AppError('store.failed', `table ${keyless.name} has no primary key`, {
      place: keyless.name,
      fix: 'remove it from the schema',
    });
  }
  return inOrder(
    tables.map(({ name, columns, key }) => ({ name, columns, key: key ?? [] })),
    await listReferences(db),
  );
}

async function listReferences(db: Kysely<unknown>): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ table: string; target: string }>`
    select c.relname as "table", f.relname as target from pg_constraint r join pg_class c on c.oid = r.conrelid join pg_class f on f.oid = r.confrelid
    where r.contype = 'f' and r.connamespace = current_schema()::regnamespace`.execute(db);
  const groups = Map.groupBy(rows, ({ table }) => table);
  return new Map([...groups].map(([table, references]) => [table, references.map(({ target }) => target)]));
}

/** Referred-to tables first, by name among equals; a circle is cut where it is met. */
function inOrder(tables: readonly Table[], references: ReadonlyMap<string, readonly string[]>): Table[] {
  const byName = new Map(tables.map((table) => [table.name, table]));
  const done = new Set<Table>();
  const visit = (table: Table, above: readonly string[]): void => {
    for (const target of (references.get(table.name) ?? []).toSorted()) {
      const next = byName.get(target);
      if (next !== undefined && !above.includes(target)) visit(next, [...above, table.name]);
    }
    done.add(table);
  };
  for (const table of tables) visit(table, [table.name]);
  return [...done];
}

/** A counter behind an identity or serial column. */
export interface Counter {
  readonly table: string;
  readonly column: string;
  readonly sequence: string;
}

export async function listCounters(db: Kysely<unknown>): Promise<Counter[]> {
  const { rows } = await sql<Counter>`
    select c.relname as "table", a.attname as "column", pg_get_serial_sequence(quote_ident(c.relname), a.attname) as sequence
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence = 'p' and c.relnamespace = current_schema()::regnamespace
      and pg_get_serial_sequence(quote_ident(c.relname), a.attname) is not null
    order by 1, 2`.execute(db);
  return rows;
}

/** A name as SQL wants it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Settings under which values have one text on every database. Last for the transaction. */
export const SAME_TEXT = `set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'iso_8601';
  set local extra_float_digits = 1; set local bytea_output = 'hex'; set local xmloption = 'content'`;
