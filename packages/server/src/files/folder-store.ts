import { randomUUID } from 'node:crypto';
import { copyFile, link, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '@ancam/core';
import type { BlobStore } from './blob-store.ts';
import { bytesOf, hashOf } from './incoming.ts';
import type { Incoming } from './incoming.ts';

/** Evidence in a folder of this machine, or of a share that is mounted there. */
export function folderStore(folder: string): BlobStore {
  const pathOf = (key: string): string => join(folder, ...key.split('/'));
  return {
    place: folder,
    put: (key, incoming) => put(pathOf(key), incoming),
    open: async (key) => ((await sizeOf(pathOf(key))) === undefined ? undefined : bytesOf(pathOf(key))),
    sizeOf: (key) => sizeOf(pathOf(key)),
    remove: (key) => rm(pathOf(key), { force: true }),
  };
}

function codeOf(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT') return undefined;
    throw new AppError('store.failed', 'the file cannot be looked at', { place: path }, thrown);
  }
}

async function put(target: string, incoming: Incoming): Promise<void> {
  const folder = dirname(target);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // A copy, for the store may be another disk; the file gets its name when it is whole.
  const draft = join(folder, `.${randomUUID()}.part`);
  try {
    await copyFile(incoming.path, draft);
    await sync(draft, 'r+');
    await name(draft, target, incoming);
    await syncFolders(folder);
  } finally {
    await rm(draft, { force: true });
  }
}

/** Gives a file its name unless the name is taken: a hard link fails there, a rename would overwrite. */
async function name(draft: string, target: string, { sha256 }: Incoming): Promise<void> {
  try {
    await link(draft, target);
  } catch (thrown) {
    if (codeOf(thrown) === 'EEXIST') return assertSame(target, sha256);
    if ((await sizeOf(target)) !== undefined) return assertSame(target, sha256);
    await rename(draft, target); // a file system without hard links; two at once would write the same content
  }
}

async function assertSame(target: string, sha256: string): Promise<void> {
  if ((await hashOf(bytesOf(target))) === sha256) return;
  throw new AppError('store.failed', 'what lies there is not what was kept', { place: target, fix: 'restore it from a backup' });
}

async function sync(path: string, flags: 'r' | 'r+'): Promise<void> {
  const handle = await open(path, flags);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes a new name durable, and the names of the two folders above it that may be new. */
async function syncFolders(folder: string): Promise<void> {
  if (process.platform === 'win32') return; // a folder cannot be opened there
  for (const each of [folder, dirname(folder), dirname(dirname(folder))]) await sync(each, 'r');
}
