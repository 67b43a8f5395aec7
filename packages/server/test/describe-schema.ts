import { sql } from 'kysely';
import type { Db } from '../src/db/database.ts';

interface Column {
  readonly table: string;
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  /** Filled by the database: a default, or an identity nobody may write. */
  readonly filled: 'no' | 'default' | 'always';
}

const TYPES: Readonly<Record<string, string>> = {
  uuid: 'string',
  text: 'string',
  date: 'string',
  timestamptz: 'string',
  int2: 'number',
  int4: 'number',
  int8: 'number',
  float8: 'number',
  bool: 'boolean',
  jsonb: 'Json',
  _text: 'string[]',
  _int2: 'number[]',
  _uuid: 'string[]',
  tsvector: 'string',
};

async function columnsOf(db: Db): Promise<Column[]> {
  const { rows } = await sql<Column>`
    select c.table_name as "table", c.column_name as name, c.udt_name as type, c.is_nullable = 'YES' as nullable,
      case when c.is_identity = 'YES' or c.is_generated = 'ALWAYS' then 'always' when c.column_default is not null then 'default' else 'no' end as filled
    from information_schema.columns c where c.table_schema = current_schema() order by c.table_name, c.ordinal_position`.execute(db);
  return rows;
}

function typeOf(column: Column): string {
  const base = TYPES[column.type];
  if (base === undefined) throw new TypeError(`no TypeScript type for ${column.table}.${column.name}: ${column.type}`);
  const type = column.nullable ? `${base} | null` : base;
  if (base === 'Json')
    return column.nullable ? 'ColumnType<unknown, string | null | undefined, string | null>' : 'ColumnType<unknown, string, string>';
  if (column.filled === 'always') return `GeneratedAlways<${type}>`;
  return column.filled === 'default' ? `Generated<${type}>` : type;
}

/** TypeScript types of all tables, for Kysely. */
export async function renderTables(db: Db): Promise<string> {
  const tables = Map.groupBy(await columnsOf(db), (column) => column.table);
  const fields = [...tables].map(
    ([table, columns]) => `  ${table}: {\n${columns.map((column) => `    ${column.name}: ${typeOf(column)};\n`).join('')}  };\n`,
  );
  return `// Written by generate-schema.ts from the migrations; do not edit.
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

export interface Tables {
${fields.join('')}}
`;
}

/** The schema as one readable text: tables with columns, constraints and indexes. */
export async function renderSchema(db: Db): Promise<string> {
  const { rows } = await sql<{ line: string }>`
    select line from (
      select c.relname as t, 1 as part, a.attnum::int as n,
        format('%s.%s %s%s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), case when a.attnotnull then ' not null' else '' end) as line
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace
      union all
      select conrelid::regclass::text, 2, 0, format('%s: %s', conrelid::regclass, pg_get_constraintdef(oid))
      from pg_constraint where connamespace = current_schema()::regnamespace and contype <> 'n'
      union all
      select tablename, 3, 0, indexdef from pg_indexes where schemaname = current_schema()
      union all
      select tablename, 4, 0, format('%s: policy %s using %s', tablename, policyname, qual) from pg_policies where schemaname = current_schema()
    ) as lines order by t, part, n, line`.execute(db);
  return `-- Written by generate-schema.ts from the migrations; for reading only.\n${rows.map(({ line }) => line).join('\n')}\n`;
}
