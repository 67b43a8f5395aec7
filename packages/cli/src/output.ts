import { randomUUID } from 'node:crypto';
import { access, constants, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { once } from 'node:events';
import { AppError } from '@ancam/core';

/** Bytes or text in pieces, so that a result of thousands of hosts is never one string. */
export type Pieces = Iterable<string | Uint8Array>;

/** Bytes written at once. */
const BLOCK = 1024 * 1024;

/**
 * Writes the result to the file, or to standard output where none is named. A file is whole or absent: it is written beside
 * its place and moved there. Throws `file.unreadable` with the path where that cannot be done.
 */
export async function writeOutput(pieces: Pieces, file: string | undefined): Promise<void> {
  if (file === undefined) {
    for (const block of inBlocks(pieces)) if (!process.stdout.write(block)) await once(process.stdout, 'drain');
    return;
  }
  const draft = join(dirname(file), `.${basename(file)}.${randomUUID()}.part`);
  try {
    const handle = await open(draft, 'wx');
    try {
      for (const block of inBlocks(pieces)) await handle.writeFile(block);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, file);
  } catch (thrown) {
    await rm(draft, { force: true });
    throw unwritable(file, thrown);
  }
}

/** Small pieces together: each write waits for the disk or the reader. */
function* inBlocks(pieces: Pieces): Iterable<Uint8Array> {
  let waiting: Uint8Array[] = [];
  let bytes = 0;
  for (const piece of pieces) {
    const next = typeof piece === 'string' ? Buffer.from(piece) : piece;
    waiting.push(next);
    bytes += next.length;
    if (bytes < BLOCK) continue;
    yield Buffer.concat(waiting);
    waiting = [];
    bytes = 0;
  }
  if (bytes > 0) yield Buffer.concat(waiting);
}

/** Refuses a file that cannot be written before the work begins, so that no long scan ends without its result. Throws `input.invalid`. */
export async function assertWritable(file: string | undefined): Promise<void> {
  if (file === undefined) return;
  await access(dirname(file), constants.W_OK).catch((thrown: unknown) => {
    throw unwritable(file, thrown);
  });
}

function unwritable(file: string, thrown: unknown): AppError {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new AppError('input.invalid', `cannot write ${file}: ${message}`, { place: `--output ${file}`, fix: CHOOSE_ANOTHER }, thrown);
}

const CHOOSE_ANOTHER = { vi: 'Hãy chọn thư mục có quyền ghi.', en: 'Choose a folder you may write to.' };
