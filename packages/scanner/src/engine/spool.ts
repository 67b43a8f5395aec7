import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** zlib's blocks while it packs; most hosts fit in a few. */
const BLOCK = 4096;
/** Below this, a text needs no more than a small window to be packed: such ones are many, and zlib's usual one costs a quarter MiB each time. */
const SMALL = 8192;
const SMALL_WINDOW = { windowBits: 11, memLevel: 4 };
/** So many bytes are kept as they are: some hundred hosts need not be packed, written and unpacked. */
const IN_MEMORY = 10 * 1024 * 1024;

/** Where a text lies. Bytes in place of an offset: packed, where the disk took no more; plain where `packed` is 0. */
export interface Spooled {
  readonly at: number | Buffer;
  readonly packed: number;
  /** Bytes of the text itself. */
  readonly length: number;
}

/**
 * Keeps texts: the first in memory, the others, compressed, in a nameless temporary file. The transcripts of thousands of cameras would fill the
 * memory of a small PC, and are read again only one at a time. The system clears the file, also after a crash.
 */
export class Spool {
  readonly #buffer = Buffer.allocUnsafeSlow(64 * 1024);
  #file: number | undefined;
  #end = 0;
  #inMemory = 0;

  put(text: string): Spooled {
    const plain = Buffer.from(text);
    if (this.#inMemory + plain.length <= IN_MEMORY) {
      this.#inMemory += plain.length;
      return { at: plain, packed: 0, length: plain.length };
    }
    const packed = deflateRawSync(plain, { level: 1, chunkSize: BLOCK, ...(plain.length < SMALL ? SMALL_WINDOW : {}) });
    return { at: this.#write(packed), packed: packed.length, length: plain.length };
  }

  get(spooled: Spooled): string {
    return this.bytes(spooled).toString('utf8');
  }

  /** The text as UTF-8. */
  bytes({ at, packed, length }: Spooled): Buffer {
    if (packed === 0 && typeof at !== 'number') return at;
    const bytes = typeof at === 'number' ? this.#read(at, packed) : at;
    // one block of the known length: zlib's own way leaves several times the text as garbage
    return inflateRawSync(bytes, { chunkSize: Math.max(64, length + 1) });
  }

  /** Makes room in memory for others; a place in the file stays used. */
  drop({ packed, length }: Spooled): void {
    if (packed === 0) this.#inMemory -= length;
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }

  /** Appends; where the disk is full or forbidden, the memory has to hold it. */
  #write(packed: Buffer): number | Buffer {
    try {
      this.#file ??= openNameless();
      const at = this.#end;
      for (let done = 0; done < packed.length;) done += writeSync(this.#file, packed, done, packed.length - done, at + done);
      this.#end += packed.length;
      return at;
    } catch {
      return Buffer.from(packed);
    }
  }

  #read(at: number, length: number): Buffer {
    const target = length <= this.#buffer.length ? this.#buffer : Buffer.allocUnsafeSlow(length);
    for (let done = 0; done < length;) {
      const read = this.#file === undefined ? 0 : readSync(this.#file, target, done, length - done, at + done);
      if (read === 0) throw new Error('the temporary file of the scan was cut short');
      done += read;
    }
    return target.subarray(0, length);
  }
}

/** A file that only its descriptor reaches, readable by nobody else. */
function openNameless(): number {
  const folder = mkdtempSync(join(tmpdir(), 'ancam-scan-'));
  const file = openSync(join(folder, 'hosts'), 'wx+', 0o600);
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // a system that does not let go of open files: it stays in the temporary folder
  }
  return file;
}
