import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '@ancam/core';

/** A file that has been taken in but not yet kept. */
export interface Incoming {
  /** Where it lies until it is kept or dropped. */
  readonly path: string;
  readonly size: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** Files by the SHA-256 of their content, in a folder outside the database. What is kept is never overwritten. */
export class FileStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  #pathOf(sha256: string): string {
    return join(this.#folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  }

  /** Takes a stream in, hashing while it is written, up to a number of bytes. Throws `file.too-large`; nothing is left behind then. */
  async receive(parts: AsyncIterable<Uint8Array>, limit: number): Promise<Incoming> {
    const folder = join(this.#folder, 'incoming');
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const path = join(folder, randomUUID());
    const hash = createHash('sha256');
    const file = await open(path, 'wx', 0o600);
    let size = 0;
    try {
      for await (const part of parts) {
        size += part.byteLength;
        if (size > limit) throw new AppError('file.too-large', `more than ${limit} bytes`, { place: 'file', limitBytes: limit });
        hash.update(part);
        await file.writeFile(part);
      }
      await file.sync();
    } catch (thrown) {
      await file.close();
      await rm(path, { force: true });
      throw thrown;
    }
    await file.close();
    return { path, size, sha256: hash.digest('hex') };
  }

  /** Keeps a file under its hash; the same content is kept once. Durable when it returns. */
  async keep({ path, sha256, size }: Incoming): Promise<void> {
    const target = this.#pathOf(sha256);
    const there = await stat(target).catch(() => undefined);
    if (there?.size === size) return rm(path, { force: true });
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    await rename(path, target);
    if (process.platform === 'win32') return; // a folder cannot be synced there
    const folder = await open(dirname(target), 'r');
    await folder.sync();
    await folder.close();
  }

  /** Lets go of a file that is not to be kept. */
  drop({ path }: Incoming): Promise<void> {
    return rm(path, { force: true });
  }

  /** The content of a kept file. Throws `store.failed` where it is gone. */
  async read(sha256: string): Promise<AsyncIterable<Uint8Array>> {
    const path = this.#pathOf(sha256);
    if ((await stat(path).catch(() => undefined)) === undefined) {
      throw new AppError('store.failed', 'the file is not in the store', { place: sha256, fix: 'restore it from a backup' });
    }
    return createReadStream(path);
  }

  /** Whether a kept file is there, with the size and the hash that it was kept under. */
  async check(sha256: string, size: number): Promise<'ok' | 'missing' | 'altered'> {
    const path = this.#pathOf(sha256);
    const found = await stat(path).catch(() => undefined);
    if (found === undefined) return 'missing';
    if (found.size !== size) return 'altered';
    const hash = createHash('sha256');
    for await (const part of createReadStream(path) as AsyncIterable<Buffer>) hash.update(part); // a stream of bytes
    return hash.digest('hex') === sha256 ? 'ok' : 'altered';
  }
}
