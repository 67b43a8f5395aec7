import { open as openFile } from 'node:fs/promises';
import { open } from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';

/** One entry as the directory of the archive names it; sizes are what it claims. */
export interface ZipEntry {
  readonly name: string;
  readonly packed: number;
  readonly unpacked: number;
}

function openZip(path: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    open(path, { lazyEntries: true, autoClose: false }, (fault, zip) => (fault === null ? resolve(zip) : reject(fault)));
  });
}

/** Goes through the entries of an archive until `take` says that it is enough. */
function walk(zip: ZipFile, take: (entry: Entry) => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    zip.on('error', reject);
    zip.on('end', () => resolve());
    zip.on('entry', (entry: Entry) => (take(entry) ? resolve() : zip.readEntry()));
    zip.readEntry();
  });
}

/** Entries of an archive, at most so many; nothing is unpacked. Throws where it is none. */
export async function listZip(path: string, most: number): Promise<ZipEntry[]> {
  const zip = await openZip(path);
  try {
    const entries: ZipEntry[] = [];
    await walk(zip, ({ fileName, compressedSize, uncompressedSize }) => {
      entries.push({ name: fileName, packed: compressedSize, unpacked: uncompressedSize });
      return entries.length >= most;
    });
    return entries;
  } finally {
    zip.close();
  }
}

/** The text of one entry, up to a number of bytes; throws where it is longer, whatever it claims. */
export async function readZipEntry(path: string, name: string, most: number): Promise<string> {
  const zip = await openZip(path);
  try {
    let found: Entry | undefined;
    await walk(zip, (entry) => {
      if (entry.fileName === name) found = entry;
      return found !== undefined;
    });
    if (found === undefined) return '';
    const entry = found;
    const stream = await new Promise<AsyncIterable<Buffer>>((resolve, reject) => {
      zip.openReadStream(entry, (fault, opened) => (fault === null ? resolve(opened as AsyncIterable<Buffer>) : reject(fault))); // bytes
    });
    const parts: Buffer[] = [];
    let size = 0;
    for await (const part of stream) {
      size += part.byteLength;
      if (size > most) throw new RangeError('longer than it may be');
      parts.push(part);
    }
    return Buffer.concat(parts).toString('utf8');
  } finally {
    zip.close();
  }
}

const END = Buffer.from('PK\x05\x06', 'latin1');
const ENTRY = Buffer.from('PK\x01\x02', 'latin1');
/** The end of an archive: 22 bytes and a comment of at most 65,535. */
const LONGEST_END = 22 + 65_535;

/**
 * Whether a file ends as an archive with entries does, whatever stands before: readers of archives look for the end and do not mind a
 * picture at the beginning.
 */
export async function endsAsArchive(path: string): Promise<boolean> {
  const file = await openFile(path, 'r');
  try {
    const { size } = await file.stat();
    const start = Math.max(0, size - LONGEST_END);
    const { buffer: tail, bytesRead } = await file.read(Buffer.alloc(size - start), 0, size - start, start);
    for (let at = tail.lastIndexOf(END); at >= 0; at = at === 0 ? -1 : tail.lastIndexOf(END, at - 1)) {
      if (at + 22 > bytesRead || tail.readUInt16LE(at + 10) === 0) continue;
      const directory = start + at - tail.readUInt32LE(at + 12);
      const head = Buffer.alloc(ENTRY.byteLength);
      if (directory >= 0 && (await file.read(head, 0, head.byteLength, directory)).bytesRead === 4 && head.equals(ENTRY)) return true;
    }
    return false;
  } finally {
    await file.close();
  }
}
