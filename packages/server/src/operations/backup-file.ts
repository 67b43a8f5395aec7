import { createReadStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { createGunzip, createGzip } from 'node:zlib';
import { AppError, newId } from '@ancam/core';
import { damaged, parseBackup } from './backup-format.ts';
import type { BackupItem, Manifest } from './backup-format.ts';

/** Fast over small: a backup that takes long is made seldom. */
const LEVEL = 4;
/** Longer lines than the largest value that PostgreSQL holds do not come from us. */
const LONGEST_LINE = 300_000_000;
const PIECE = 256 * 1024;

/** Lines as one compressed stream. */
export function compress(lines: AsyncIterable<string>): Readable {
  const pieces = Readable.from(inPieces(lines), { objectMode: false });
  const gzip = createGzip({ level: LEVEL, chunkSize: PIECE });
  pieces.on('error', (fault) => gzip.destroy(fault));
  gzip.on('close', () => pieces.destroy());
  return pieces.pipe(gzip);
}

/** Many short lines cost more than few long pieces. */
async function* inPieces(lines: AsyncIterable<string>): AsyncIterable<Buffer> {
  let piece: string[] = [];
  let size = 0;
  for await (const line of lines) {
    piece.push(line, '\n');
    size += line.length;
    if (size < PIECE) continue;
    yield Buffer.from(piece.join(''), 'utf8');
    [piece, size] = [[], 0];
  }
  if (piece.length > 0) yield Buffer.from(piece.join(''), 'utf8');
}

/**
 * Writes a backup: readable by its owner only, whole or absent, and read again and checked before it gets its name.
 * Throws `file.unreadable` where the file cannot be written.
 */
export async function saveBackup(stream: Readable, file: string): Promise<Manifest> {
  const draft = join(dirname(file), `.${basename(file)}.${newId()}.part`);
  try {
    const handle = await open(draft, 'wx', 0o600).catch((thrown: unknown) => {
      throw new AppError('file.unreadable', `cannot write ${file}`, { place: file, fix: 'choose a folder you may write to' }, thrown);
    });
    try {
      for await (const bytes of stream as AsyncIterable<Uint8Array>) await handle.writeFile(bytes); // a stream of bytes
      await handle.sync();
    } finally {
      await handle.close();
    }
    const manifest = await checkBackup(draft);
    await rename(draft, file);
    return manifest;
  } catch (thrown) {
    await rm(draft, { force: true });
    throw thrown;
  }
}

/** Reads a backup, item by item, checked. Throws `file.unreadable` or `backup.invalid`. */
export function readBackup(file: string): AsyncGenerator<BackupItem> {
  return parseBackup(linesOf(file));
}

/** Reads a backup to its end. Throws `backup.invalid` where one byte is not as it was written. */
export async function checkBackup(file: string): Promise<Manifest> {
  let manifest: Manifest | undefined;
  for await (const item of readBackup(file)) if (item.type === 'manifest') ({ manifest } = item);
  if (manifest === undefined) throw damaged('the end is missing');
  return manifest;
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const source = createReadStream(file, { highWaterMark: PIECE });
  const gunzip = createGunzip({ chunkSize: PIECE });
  source.on('error', (fault) => gunzip.destroy(fault));
  source.pipe(gunzip);
  try {
    yield* split(gunzip);
    if (gunzip.bytesWritten !== (await stat(file)).size) throw damaged('something stands behind the end');
  } catch (thrown) {
    throw thrown instanceof AppError ? thrown : asFault(thrown, file);
  } finally {
    gunzip.destroy();
    source.destroy();
  }
}

function asFault(thrown: unknown, file: string): AppError {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
  if (/^(Z_|ERR_)/.test(code) || thrown instanceof TypeError) return damaged('the file is cut off or damaged', thrown);
  return new AppError('file.unreadable', `cannot read ${file}`, { place: file, fix: 'check the path and the right to read it' }, thrown);
}

/** Cuts a stream of bytes into its lines. A line without its end is not given: the file was cut off there. */
async function* split(stream: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let parts: string[] = [];
  let size = 0;
  for await (const bytes of stream) {
    const lines = decoder.decode(bytes, { stream: true }).split('\n');
    const rest = lines.pop() ?? '';
    for (const line of lines) {
      yield parts.length === 0 ? line : parts.join('') + line;
      [parts, size] = [[], 0];
    }
    if (rest !== '') parts.push(rest);
    size += rest.length;
    if (size > LONGEST_LINE) throw damaged('a line is too long');
  }
  if (size > 0 || decoder.decode() !== '') throw damaged('the last line has no end');
}
