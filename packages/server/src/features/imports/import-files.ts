import { createHash } from 'node:crypto';
import { access, mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@ancam/core';
import type { Id } from '@ancam/core';
import { LIMITS, refusal } from '@ancam/sheets';

/** Where the file of an import lies. */
export function pathOf(folder: string, id: Id): string {
  return join(folder, id);
}

/** Whether the file of an import is on this machine. */
export async function hasFile(folder: string, id: Id): Promise<boolean> {
  return access(pathOf(folder, id)).then(
    () => true,
    () => false,
  );
}

/** Writes an upload to disk as it comes; gives its size and the SHA-256 of its content. Throws `file.too-large`. */
export async function saveFile(
  folder: string,
  id: Id,
  body: AsyncIterable<Uint8Array> | null,
): Promise<{ readonly bytes: number; readonly hash: string }> {
  if (body === null) throw new AppError('input.invalid', 'the body is empty', { place: 'body', fix: 'send the file as the body' });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = pathOf(folder, id);
  const file = await open(`${path}.part`, 'wx', 0o600);
  const digest = createHash('sha256');
  let bytes = 0;
  try {
    for await (const piece of body) {
      bytes += piece.byteLength;
      if (bytes > LIMITS.fileBytes) throw refusal('file.too-large', { limit: `${LIMITS.fileBytes / 1024 ** 2} MB` });
      digest.update(piece);
      await file.write(piece);
    }
    await file.sync();
  } catch (error) {
    await file.close();
    await rm(`${path}.part`, { force: true });
    throw error;
  }
  await file.close();
  await rename(`${path}.part`, path);
  return { bytes, hash: digest.digest('hex') };
}

export async function dropFile(folder: string, id: Id): Promise<void> {
  await rm(pathOf(folder, id), { force: true });
}
