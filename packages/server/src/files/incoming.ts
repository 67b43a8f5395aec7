import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@ancam/core';

/** A file that has been taken in but not yet kept. */
export interface Incoming {
  /** Where it lies until it is let go. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

const LEFT_BEHIND_MS = 24 * 3_600_000;

/**
 * Takes a stream in, hashed while it is written to disk and synced, up to a number of bytes. Throws `file.too-large`; whatever goes wrong,
 * a broken connection too, leaves nothing behind.
 */
export async function receive(folder: string, parts: AsyncIterable<Uint8Array>, limit: number): Promise<Incoming> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, randomUUID());
  const file = await open(path, 'wx', 0o600);
  try {
    const { size, sha256 } = await write(file, parts, limit);
    await file.sync();
    await file.close();
    return { path, size, sha256 };
  } catch (thrown) {
    await file.close().catch(() => undefined);
    await rm(path, { force: true });
    throw thrown;
  }
}

async function write(file: FileHandle, parts: AsyncIterable<Uint8Array>, limit: number): Promise<Pick<Incoming, 'size' | 'sha256'>> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const part of parts) {
    size += part.byteLength;
    if (size > limit) throw new AppError('file.too-large', `more than ${limit} bytes`, { limitBytes: limit });
    hash.update(part);
    await file.writeFile(part);
  }
  return { size, sha256: hash.digest('hex') };
}

/** Lets go of a file that has been kept, or is not to be. */
export function letGo({ path }: Pick<Incoming, 'path'>): Promise<void> {
  return rm(path, { force: true });
}

/** Clears away what a killed process left half received, long ago. */
export async function clearIncoming(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => undefined);
    if (found !== undefined && Date.now() - found.mtimeMs > LEFT_BEHIND_MS) await rm(path, { force: true });
  }
}

/** SHA-256 of a stream of bytes, lower-case hex. */
export async function hashOf(content: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256');
  for await (const part of content) hash.update(part);
  return hash.digest('hex');
}

/** The bytes of a file on disk. */
export function bytesOf(path: string): AsyncIterable<Uint8Array> {
  return createReadStream(path) as AsyncIterable<Buffer>; // without an encoding, bytes
}
