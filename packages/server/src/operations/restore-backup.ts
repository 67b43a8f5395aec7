import { createWriteStream } from 'node:fs';
import type { WriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { AppError } from '@ancam/core';
import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { listTables, quoted, SAME_TEXT } from '../db/catalogue.ts';
import type { Table } from '../db/catalogue.ts';
import { migrate, migrationState } from '../db/migrate.ts';
import type { SingleConnection } from '../db/open-database.ts';
import { checkBackup, readBackup } from './backup-file.ts';
import { LineHash, damaged } from './backup-format.ts';
import type { Header, Manifest } from './backup-format.ts';
import { freeTables } from './free-tables.ts';
import { listFiles } from './write-backup.ts';

const BATCH_ROWS = 500;
const BATCH_CHARACTERS = 1_000_000;

/** What a restore brought back. */
export interface Restored {
  readonly header: Header;
  readonly manifest: Manifest;
  /** Migrations that ran afterwards, where the backup is of an older AnCam. */
  readonly migrated: readonly string[];
  /** Contents of evidence that the rows name and the backup does not hold as they were. */
  readonly missing: number;
}

/**
 * Restores a backup into an empty store, all or nothing. The file is read twice: checked whole before anything is written, and again
 * while its rows are inserted. Rows go into the schema of the backup, which is then brought up to date.
 * Throws `backup.invalid`, `store.not-empty`, `store.newer-schema`.
 */
export async function restoreBackup(target: SingleConnection, file: string, filesFolder: string): Promise<Restored> {
  const manifest = await checkBackup(file);
  const header = await headerOf(file);
  if (manifest.files.length > 0 && (await listFiles(filesFolder)).length > 0) throw notEmpty(filesFolder);
  await assertEmpty(target.kysely);
  await prepareSchema(target, header);
  const draft = `${filesFolder}.restoring`;
  await rm(draft, { recursive: true, force: true });
  try {
    await inTransaction(target.kysely, () => fill(target.kysely, file, header, draft));
    if (manifest.files.length > 0) {
      await rm(filesFolder, { recursive: true, force: true }); // empty, as was made sure of
      await rename(draft, filesFolder);
    }
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  const migrated = await migrate(target);
  return { header, manifest, migrated, missing: await countMissing(target.kysely, manifest) };
}

/** Files lie under the hash of their content: whatever a row names must be there under it, with it. */
async function countMissing(db: Kysely<unknown>, { files }: Manifest): Promise<number> {
  const held = new Set(files.filter(({ path, sha256 }) => path.endsWith(`/${sha256}`)).map(({ sha256 }) => sha256));
  const { rows } = await sql<{ sha256: string }>`select distinct sha256 from evidence where scan <> 'infected'`.execute(db);
  return rows.filter(({ sha256 }) => !held.has(sha256)).length;
}

async function headerOf(file: string): Promise<Header> {
  for await (const item of readBackup(file)) if (item.type === 'header') return item.header;
  throw damaged('it does not begin as a backup of AnCam');
}

function notEmpty(place: string): AppError {
  return new AppError('store.not-empty', `${place} holds data already`, { place, fix: 'name an empty database and an empty data folder' });
}

/** A store that was opened but never used may be filled; one row of a body, or an account, is data. */
async function assertEmpty(db: Kysely<unknown>): Promise<void> {
  for (const { name, columns } of await listTables(db)) {
    if (name !== 'account' && !columns.some((column) => column.name === 'home_id')) continue;
    const { rows } = await sql<{ used: boolean }>`select exists (select from ${sql.table(name)}) as used`.execute(db);
    if (rows[0]?.used === true) throw notEmpty(name);
  }
}

/** Brings an empty store to the very schema of the backup. */
async function prepareSchema(target: SingleConnection, header: Header): Promise<void> {
  const { done } = await migrationState(target.kysely);
  const beyond = done.find(({ id }) => !header.migrations.some((each) => each.id === id));
  if (beyond !== undefined) {
    throw new AppError('store.not-empty', `the empty store is newer than the backup: it has ${beyond.name}`, {
      place: beyond.name,
      fix: 'name a database, or a data folder, that no AnCam has opened yet',
    });
  }
  await migrate(target, header.migrations);
  const tables = (await listTables(target.kysely)).map(({ name, columns, key }) => ({ name, columns, key }));
  if (JSON.stringify(byName(tables)) !== JSON.stringify(byName(header.tables))) {
    throw damaged('its tables are not those of the migrations that it names');
  }
}

function byName<T extends { readonly name: string }>(tables: readonly T[]): T[] {
  return tables.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

async function inTransaction(db: Kysely<unknown>, work: () => Promise<void>): Promise<void> {
  await sql`begin`.execute(db);
  try {
    await work();
    await sql`commit`.execute(db);
  } catch (thrown) {
    await sql`rollback`.execute(db);
    throw thrown;
  }
}

async function fill(db: Kysely<unknown>, file: string, header: Header, draftFolder: string): Promise<void> {
  for (const setting of SAME_TEXT.split(';')) await sql.raw(setting).execute(db);
  const tables = new Map(header.tables.map((table) => [table.name, table]));
  const bind = await freeTables(db, [...tables.keys()]);
  let rows: RowWriter | undefined;
  let out: WriteStream | undefined;
  for await (const item of readBackup(file)) {
    if (item.type === 'table') rows = new RowWriter(db, tables.get(item.name));
    else if (item.type === 'row') await rows?.add(item.line);
    else if (item.type === 'table-end') await rows?.end(item);
    else if (item.type === 'file') out = await openFile(join(draftFolder, item.path));
    else if (item.type === 'data' && out !== undefined && !out.write(item.bytes)) await once(out, 'drain');
    else if (item.type === 'file-end' && out !== undefined) await closeFile(out);
  }
  for (const { table, column, last } of header.counters) {
    await sql`select setval(pg_get_serial_sequence(${quoted(table)}, ${column}), ${last}::bigint)`.execute(db);
  }
  await bind();
}

async function openFile(path: string): Promise<WriteStream> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const out = createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true });
  await once(out, 'open');
  return out;
}

async function closeFile(out: WriteStream): Promise<void> {
  out.end();
  await once(out, 'close');
}

/** Inserts rows by columns of texts, which the database casts to their types. */
class RowWriter {
  readonly #db: Kysely<unknown>;
  readonly #table: Pick<Table, 'name' | 'columns'>;
  readonly #statement: string;
  readonly #hash = new LineHash();
  #columns: string[][];
  #characters = 0;

  constructor(db: Kysely<unknown>, table: Pick<Table, 'name' | 'columns'> | undefined) {
    if (table === undefined) throw damaged('it holds a table that its header does not name');
    this.#db = db;
    this.#table = table;
    const names = table.columns.map(({ name }) => quoted(name)).join(', ');
    const casts = table.columns.map(({ type }, n) => `v.c${n}::${type}`).join(', ');
    const aliases = table.columns.map((_, n) => `c${n}`).join(', ');
    this.#statement = `insert into ${quoted(table.name)} (${names}) overriding system value select ${casts} from unnest(|) as v (${aliases})`;
    this.#columns = table.columns.map(() => []);
  }

  async add(line: string): Promise<void> {
    this.#hash.add(line);
    const values: unknown = JSON.parse(line);
    if (!Array.isArray(values) || values.length !== this.#columns.length)
      throw damaged(`a row of ${this.#table.name} has another number of columns`);
    for (const [n, column] of this.#columns.entries()) column.push(element(values[n]));
    this.#characters += line.length;
    const rows = this.#columns[0]?.length ?? 0;
    if (rows >= BATCH_ROWS || this.#characters >= BATCH_CHARACTERS) await this.#flush();
  }

  /** Throws `backup.invalid` where the file is no longer the one that was checked. */
  async end({ rows, sha256 }: { readonly rows: number; readonly sha256: string }): Promise<void> {
    await this.#flush();
    if (rows !== this.#hash.count || sha256 !== this.#hash.digest())
      throw damaged(`the rows of ${this.#table.name} changed while they were read`);
    const { rows: found } = await sql<{ count: number }>`select count(*) as count from ${sql.table(this.#table.name)}`.execute(this.#db);
    if (Number(found[0]?.count) !== rows) throw damaged(`not all rows of ${this.#table.name} could be inserted`);
  }

  async #flush(): Promise<void> {
    if ((this.#columns[0]?.length ?? 0) === 0) return;
    const arrays = sql.join(this.#columns.map((column) => sql`${`{${column.join(',')}}`}::text[]`));
    const [before = '', after = ''] = this.#statement.split('|');
    await sql`${sql.raw(before)}${arrays}${sql.raw(after)}`.execute(this.#db);
    this.#columns = this.#table.columns.map(() => []);
    this.#characters = 0;
  }
}

/** One element of a text array, as PostgreSQL reads it. */
function element(value: unknown): string {
  if (value === null) return 'NULL';
  if (typeof value !== 'string') throw damaged('a value is neither text nor nothing');
  return `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
