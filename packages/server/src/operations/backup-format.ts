import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import { AppError } from '@ancam/core';
import { z } from 'zod';

/** A backup is one gzip stream of lines of JSON: header, tables with their rows, files, manifest. See docs/operations.md. */
export const FORMAT = 'ancam-backup';
export const VERSION = 1;

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const Column = z.object({ name: z.string(), type: z.string() });
const Mark = z.object({ id: z.number().int(), name: z.string(), checksum: z.string(), breaking: z.boolean() });

export const Header = z.object({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  software: z.string(),
  createdAt: z.string(),
  instanceId: z.string().nullable(),
  /** The state of the schema: what must have run before the rows fit. */
  migrations: z.array(Mark),
  tables: z.array(z.object({ name: z.string(), columns: z.array(Column), key: z.array(z.string()) })),
  /** Last values of the counters behind identity columns. */
  counters: z.array(z.object({ table: z.string(), column: z.string(), last: z.string() })),
  /** Whether evidence files follow the rows; `none` where there were none, `in-bucket` where a bucket outside holds them. */
  files: z.enum(['included', 'left-out', 'none', 'in-bucket']),
});
export type Header = z.infer<typeof Header>;

const TableStart = z.object({ table: z.string() });
const TableEnd = z.object({ rows: z.number().int(), sha256: Sha256 });
const FileStart = z.object({ file: z.string(), size: z.number().int() });
const FilePart = z.object({ data: z.base64() });
const FileEnd = z.object({ fileSha256: Sha256 });

export const Manifest = z.object({
  tables: z.array(z.object({ name: z.string(), rows: z.number().int(), sha256: Sha256 })),
  files: z.array(z.object({ path: z.string(), size: z.number().int(), sha256: Sha256 })),
  /** SHA-256 of all lines before this one. */
  sha256: Sha256,
});
export type Manifest = z.infer<typeof Manifest>;

/** What a backup holds, in order. Rows are lines of JSON, an array of texts or null in the order of the columns. */
export type BackupItem =
  | { readonly type: 'header'; readonly header: Header }
  | { readonly type: 'table'; readonly name: string }
  | { readonly type: 'row'; readonly line: string }
  | { readonly type: 'table-end'; readonly name: string; readonly rows: number; readonly sha256: string }
  | { readonly type: 'file'; readonly path: string; readonly size: number }
  | { readonly type: 'data'; readonly bytes: Uint8Array }
  | { readonly type: 'file-end' }
  | { readonly type: 'manifest'; readonly manifest: Manifest };

/** Hash of rows: each line with its end. Equal hashes mean equal rows, whichever database held them. */
export class LineHash {
  readonly #hash: Hash = createHash('sha256');
  count = 0;

  add(line: string): void {
    this.count += 1;
    this.#hash.update(line).update('\n');
  }

  digest(): string {
    return this.#hash.copy().digest('hex');
  }
}

/** The error of a file that is no whole backup of ours. */
export function damaged(what: string, cause?: unknown): AppError {
  return new AppError('backup.invalid', what, { place: what, fix: 'use another copy of the backup' }, cause);
}

/** A path below the folder of files, and nowhere else, on every system. */
export function isPlainPath(path: string): boolean {
  return path !== '' && path.length < 1000 && path.split('/').every((part) => /^[^\\/:*?"<>|\p{Cc}]+$/u.test(part) && !/^\.+$/.test(part));
}

/** Reads the lines of a backup and checks all counts and hashes on the way. Throws `backup.invalid` at the first thing that is not right. */
export async function* parseBackup(lines: AsyncIterable<string>): AsyncGenerator<BackupItem> {
  const reader = new BackupReader();
  for await (const line of lines) yield reader.take(line);
  reader.assertWhole();
}

class BackupReader {
  readonly #all = new LineHash();
  readonly #tables: Manifest['tables'] = [];
  readonly #files: Manifest['files'] = [];
  #header: Header | undefined;
  #table: { readonly name: string; readonly rows: LineHash } | undefined;
  #file: { readonly path: string; readonly size: number; readonly hash: Hash; got: number } | undefined;
  #whole = false;

  take(line: string): BackupItem {
    if (this.#whole) throw damaged('something stands behind the manifest');
    if (line.startsWith('{"manifest"')) return this.#end(line);
    this.#all.add(line);
    if (this.#header === undefined) return this.#start(line);
    if (this.#table !== undefined) return this.#inTable(this.#table, line);
    if (this.#file !== undefined) return this.#inFile(this.#file, line);
    return this.#between(line);
  }

  assertWhole(): void {
    if (!this.#whole) throw damaged('the end is missing');
  }

  #start(line: string): BackupItem {
    const header = parse(Header, line, 'it does not begin as a backup of AnCam');
    this.#header = header;
    return { type: 'header', header };
  }

  #between(line: string): BackupItem {
    if (line.startsWith('{"table"')) {
      const { table: name } = parse(TableStart, line, 'a table begins wrongly');
      if (this.#header?.tables[this.#tables.length]?.name !== name) throw damaged(`table ${name} stands in the wrong place`);
      this.#table = { name, rows: new LineHash() };
      return { type: 'table', name };
    }
    const { file: path, size } = parse(FileStart, line, 'a line is neither table nor file');
    if (!isPlainPath(path)) throw damaged(`the path of a file leads elsewhere: ${path.slice(0, 100)}`);
    this.#file = { path, size, hash: createHash('sha256'), got: 0 };
    return { type: 'file', path, size };
  }

  #inTable(table: { name: string; rows: LineHash }, line: string): BackupItem {
    if (line.startsWith('[')) {
      table.rows.add(line);
      return { type: 'row', line };
    }
    const { rows, sha256 } = parse(TableEnd, line, `table ${table.name} has a line that is no row`);
    if (rows !== table.rows.count || sha256 !== table.rows.digest()) throw damaged(`the rows of table ${table.name} are not those written`);
    this.#tables.push({ name: table.name, rows, sha256 });
    this.#table = undefined;
    return { type: 'table-end', name: table.name, rows, sha256 };
  }

  #inFile(file: { path: string; size: number; hash: Hash; got: number }, line: string): BackupItem {
    if (line.startsWith('{"data"')) {
      const bytes = Buffer.from(parse(FilePart, line, `file ${file.path} is damaged`).data, 'base64');
      file.hash.update(bytes);
      file.got += bytes.byteLength;
      return { type: 'data', bytes };
    }
    const { fileSha256: sha256 } = parse(FileEnd, line, `file ${file.path} is damaged`);
    if (file.got !== file.size || file.hash.digest('hex') !== sha256) throw damaged(`file ${file.path} is not the one written`);
    this.#files.push({ path: file.path, size: file.size, sha256 });
    this.#file = undefined;
    return { type: 'file-end' };
  }

  #end(line: string): BackupItem {
    const { manifest } = parse(z.object({ manifest: Manifest }), line, 'the manifest is damaged');
    const complete = this.#table === undefined && this.#file === undefined && this.#tables.length === this.#header?.tables.length;
    const seen = JSON.stringify({ tables: this.#tables, files: this.#files, sha256: this.#all.digest() });
    if (!complete || seen !== JSON.stringify(manifest)) throw damaged('the manifest and what stands before it disagree');
    this.#whole = true;
    return { type: 'manifest', manifest };
  }
}

function parse<T>(schema: z.ZodType<T>, line: string, otherwise: string): T {
  try {
    return schema.parse(JSON.parse(line));
  } catch (thrown) {
    throw damaged(otherwise, thrown);
  }
}
