import { openPromise } from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';
import { toAppError } from '@ancam/core';
import { refusal } from '../faults.ts';
import { RATIO_FROM, megabytes } from '../limits.ts';
import type { Limits } from '../limits.ts';

/** The parts of a packed file, read from disk piece by piece. */
export interface Archive {
  has(part: string): boolean;
  /** Bytes of a part as they are unpacked; refuses a part that is missing or over the limits. */
  read(part: string): AsyncIterable<Uint8Array>;
  close(): void;
}

/** Opens a packed file. What its directory declares is held against the limits before anything is unpacked. */
export async function openArchive(path: string, limits: Limits): Promise<Archive> {
  const zip = await attempt(() => openPromise(path, { lazyEntries: true, autoClose: false, validateEntrySizes: true }));
  try {
    const entries = await attempt(() => listEntries(zip, limits));
    return {
      has: (part) => entries.has(part),
      read: (part) => readPart(zip, entries.get(part), part, limits),
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function listEntries(zip: ZipFile, limits: Limits): Promise<Map<string, Entry>> {
  if (zip.entryCount > limits.parts) throw refusal('zip.parts', { limit: limits.parts });
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
  return entries;
}

async function* readPart(zip: ZipFile, entry: Entry | undefined, part: string, limits: Limits): AsyncGenerator<Uint8Array> {
  if (entry === undefined) throw refusal('zip.part-missing', { part });
  refuseBomb(entry, limits);
  try {
    const stream = await zip.openReadStreamPromise(entry);
    for await (const chunk of stream) yield chunk as Uint8Array; // a stream of bytes, which Node types as unknown
  } catch (error) {
    throw broken(error);
  }
}

/** The unpacked size that an entry declares binds: the reader refuses data that differ from it. */
function refuseBomb(entry: Entry, limits: Limits): void {
  const size = entry.uncompressedSize;
  const bomb = size > RATIO_FROM && size > entry.compressedSize * limits.packingRatio;
  if (size <= limits.partBytes && !bomb) return;
  const limit = bomb ? `${limits.packingRatio}:1` : megabytes(limits.partBytes);
  throw refusal('zip.bomb', { part: entry.fileName, size: megabytes(size), limit });
}

async function attempt<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw broken(error);
  }
}

function broken(error: unknown): Error {
  const known = toAppError(error);
  return known.code === 'internal' ? refusal('zip.broken', { cause: known.message }, error) : known;
}
