import { mkdir, open, readFile, readdir, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { crc32, deflateRaw, inflateRawSync } from 'node:zlib';

const deflate = promisify(deflateRaw);

const FRAME = 8;
/** A longer file is followed by another, so that what concerns finished hosts can be let go of. */
const FILE_BYTES = 8 * 1024 * 1024;
/** A frame holds a second of all hosts that are read side by side. */
const MOST_BYTES = 256 * 1024 * 1024;
const NAME = /^(\d{6})\.journal$/;

/**
 * Frames appended to files of a folder, each with its length and checksum: what a loss of power cut off or mixed up at the end is not read.
 * Written aside from the scan, one frame at a time.
 */
export class JournalFile {
  readonly #folder: string;
  #number: number;
  #file: FileHandle | undefined;
  #size = 0;

  constructor(folder: string, number: number) {
    this.#folder = folder;
    this.#number = number;
  }

  /** Number of the file that the next frame goes to. */
  get number(): number {
    return this.#number;
  }

  /** Appends a frame; once this resolves it outlasts a loss of power. */
  async append(text: string): Promise<void> {
    // aside: meanwhile others are read
    const packed = await deflate(text, { level: 1 });
    const frame = Buffer.allocUnsafe(FRAME + packed.length);
    frame.writeUInt32BE(packed.length, 0);
    frame.writeUInt32BE(crc32(packed), 4);
    packed.copy(frame, FRAME);
    this.#file ??= await open(this.#path(this.#number), 'wx', 0o600);
    await this.#file.writeFile(frame);
    await this.#file.datasync();
    this.#size += frame.length;
    if (this.#size > FILE_BYTES) await this.#next();
  }

  async #next(): Promise<void> {
    await this.close();
    this.#number += 1;
    this.#size = 0;
  }

  /** Removes the files before a number. */
  async dropBefore(number: number): Promise<void> {
    for (const each of await numbersIn(this.#folder)) if (each < number) await rm(this.#path(each), { force: true });
  }

  async close(): Promise<void> {
    await this.#file?.close();
    this.#file = undefined;
  }

  #path(number: number): string {
    return join(this.#folder, `${String(number).padStart(6, '0')}.journal`);
  }
}

async function numbersIn(folder: string): Promise<number[]> {
  return (await readdir(folder)).flatMap((name) => NAME.exec(name)?.[1] ?? []).map(Number);
}

/** Opens the journal of a folder: `each` is given every frame that was written whole, in order; new frames go to a new file. */
export async function openJournalFile(folder: string, each: (text: string) => void): Promise<JournalFile> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const numbers = (await numbersIn(folder)).sort((a, b) => a - b);
  for (const number of numbers) {
    const bytes = await readFile(join(folder, `${String(number).padStart(6, '0')}.journal`));
    for (const text of framesOf(bytes)) each(text);
  }
  return new JournalFile(folder, (numbers.at(-1) ?? 0) + 1);
}

function* framesOf(bytes: Buffer): Iterable<string> {
  for (let at = 0; at + FRAME <= bytes.length;) {
    const length = bytes.readUInt32BE(at);
    const packed = bytes.subarray(at + FRAME, at + FRAME + length);
    if (packed.length < length || crc32(packed) !== bytes.readUInt32BE(at + 4)) return;
    yield inflateRawSync(packed, { maxOutputLength: MOST_BYTES }).toString('utf8');
    at += FRAME + length;
  }
}
