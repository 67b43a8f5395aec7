import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { SAME_TEXT, listCounters, listTables, quoted } from '../db/catalogue.ts';
import type { Table } from '../db/catalogue.ts';
import { migrationState } from '../db/migrate.ts';
import { keptKey } from '../files/blob-store.ts';
import { FORMAT, LineHash, VERSION, damaged, isPlainPath } from './backup-format.ts';
import type { Header, Manifest } from './backup-format.ts';

/** What a backup is made of. */
export interface BackupSource {
  /** One connection, for the backup alone. */
  readonly db: Kysely<unknown>;
  readonly software: string;
  readonly now: Date;
  /** Folder of evidence files, and whether they are to be in the backup. */
  readonly filesFolder: string;
  readonly withFiles: boolean;
  /** Address of the bucket that holds them instead: its content is not in the backup. */
  readonly bucket?: string;
}

const FEWEST_ROWS = 10;
const MOST_ROWS = 5000;
/** Rows are fetched by so many characters at a time, however wide they are. */
const FETCH_CHARACTERS = 2_000_000;
const FILE_PIECE = 192 * 1024;

/**
 * The lines of a backup of everything, from one snapshot and in constant memory. The connection is free again when the generator ends,
 * however it ends. Needs the owner of the tables: a policy that would hide rows makes it fail.
 */
export async function* writeBackup(source: BackupSource): AsyncGenerator<string> {
  const { db } = source;
  const all = new LineHash();
  const noted = (value: unknown): string => {
    const line = JSON.stringify(value);
    all.add(line);
    return line;
  };
  await sql`begin isolation level repeatable read read only`.execute(db);
  try {
    for (const setting of [...SAME_TEXT.split(';'), 'set local row_security = off']) await sql.raw(setting).execute(db);
    const tables = await listTables(db);
    const files = await listFiles(source.filesFolder);
    yield noted(await headerOf(source, tables, files.length));
    const manifest: Omit<Manifest, 'sha256'> = { tables: [], files: [] };
    for (const table of tables) {
      yield noted({ table: table.name });
      const rows = new LineHash();
      for await (const line of rowsOf(db, table)) {
        rows.add(line);
        all.add(line);
        yield line;
      }
      manifest.tables.push({ name: table.name, rows: rows.count, sha256: rows.digest() });
      yield noted({ rows: rows.count, sha256: rows.digest() });
    }
    await sql`commit`.execute(db);
    const listed = new Set(files);
    for (const path of source.withFiles ? files : []) {
      const there = await whereNow(source.filesFolder, path, listed);
      if (there === undefined) continue;
      for await (const item of fileItems(source.filesFolder, there)) {
        if ('done' in item) manifest.files.push(item.done);
        else yield noted(item);
      }
    }
    yield JSON.stringify({ manifest: { ...manifest, sha256: all.digest() } });
  } finally {
    await sql`rollback`.execute(db); // of what was left open; a warning where nothing is
  }
}

async function headerOf({ db, software, now, withFiles, bucket }: BackupSource, tables: readonly Table[], files: number): Promise<Header> {
  const { done } = await migrationState(db);
  const instance = tables.some(({ name }) => name === 'instance');
  const { rows } = instance ? await sql<{ id: string }>`select instance_id as id from instance`.execute(db) : { rows: [] };
  const counters: Header['counters'] = [];
  for (const { table, column, sequence } of await listCounters(db)) {
    const { rows: last } = await sql<{ last: string | null }>`select pg_sequence_last_value(${sequence}::regclass)::text as last`.execute(
      db,
    );
    if (last[0]?.last != null) counters.push({ table, column, last: last[0].last });
  }
  return {
    format: FORMAT,
    version: VERSION,
    software,
    createdAt: now.toISOString(),
    instanceId: rows[0]?.id ?? null,
    migrations: done,
    tables: tables.map(({ name, columns, key }) => ({ name, columns: [...columns], key: [...key] })),
    counters,
    files: bucket !== undefined ? 'in-bucket' : files === 0 ? 'none' : withFiles ? 'included' : 'left-out',
  };
}

/** The rows of a table in the order of its key, each one line. Texts are ordered by their bytes: collations differ between servers. */
async function* rowsOf(db: Kysely<unknown>, table: Table): AsyncGenerator<string> {
  const values = table.columns.map(({ name }, n) => `${quoted(name)}::text as c${n}`).join(', ');
  const types = new Map(table.columns.map(({ name, type }) => [name, type]));
  const order = table.key.map((name) => quoted(name) + (/^(text|character)/.test(types.get(name) ?? '') ? ' collate "C"' : '')).join(', ');
  const cursor = `declare backup_rows no scroll cursor for select ${values} from ${quoted(table.name)} order by ${order}`;
  await sql.raw(cursor).execute(db);
  for (let count = FEWEST_ROWS; ;) {
    const { rows } = await sql<Record<string, string | null>>`fetch forward ${sql.lit(count)} from backup_rows`.execute(db);
    let characters = 1;
    for (const row of rows) {
      const line = JSON.stringify(table.columns.map((_, n) => row[`c${n}`] ?? null));
      characters += line.length;
      yield line;
    }
    if (rows.length < count) break;
    count = Math.min(MOST_ROWS, Math.max(FEWEST_ROWS, Math.floor((FETCH_CHARACTERS * rows.length) / characters)));
  }
  await sql`close backup_rows`.execute(db);
}

/** Paths of all plain files below a folder, in order; none where there is no folder. */
export async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const plain = entries.filter((entry) => entry.isFile());
  return (
    plain
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(folder.length + 1)
          .replaceAll('\\', '/'),
      )
      // What begins with a dot is not whole yet.
      .filter((path) => isPlainPath(path) && !/(^|\/)\./.test(path))
      .sort()
  );
}

/** What waited for the virus scan when the files were listed may have been cleared since, or taken away. */
async function whereNow(folder: string, path: string, listed: ReadonlySet<string>): Promise<string | undefined> {
  const [, sha256] = /^quarantine\/(.+)$/.exec(path) ?? [];
  if (sha256 === undefined || (await lstat(join(folder, path)).catch(() => undefined)) !== undefined) return path;
  const kept = keptKey(sha256);
  const there = !listed.has(kept) && (await lstat(join(folder, kept)).catch(() => undefined)) !== undefined;
  return there ? kept : undefined;
}

type FileItem = { file: string; size: number } | { data: string } | { fileSha256: string } | { done: Manifest['files'][number] };

async function* fileItems(folder: string, path: string): AsyncGenerator<FileItem> {
  const full = join(folder, path);
  const { size } = await lstat(full);
  yield { file: path, size };
  const hash = createHash('sha256');
  let got = 0;
  for await (const bytes of createReadStream(full, { highWaterMark: FILE_PIECE }) as AsyncIterable<Buffer>) {
    hash.update(bytes);
    got += bytes.byteLength;
    yield { data: bytes.toString('base64') };
  }
  if (got !== size) throw damaged(`file ${path} changed while it was read`);
  const sha256 = hash.digest('hex');
  yield { fileSha256: sha256 };
  yield { done: { path, size, sha256 } };
}
