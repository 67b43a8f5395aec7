import { createHash, randomBytes } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '@ancam/core';
import { toolFault } from './fault-texts.ts';
import type { ToolFault, ToolRecord } from './tool-record.ts';

/** Records of one address lie together in one of so many files; one at a time is in memory. */
const FILES = 128;
/** Characters gathered for a file before they are written. */
const BATCH = 32 * 1024;
/** As many hosts as a result file may hold. */
const MOST_HOSTS = 100_000;
/** Records of one address; a file that repeats itself must not fill the memory. */
const MOST_RECORDS = 2048;

const SPLIT = { vi: 'Chia tệp thành nhiều tệp nhỏ hơn theo dải địa chỉ.', en: 'Split the file into smaller ones by address.' };

/**
 * Gathers records by address on disk: files name an address again and again, in any order. Which file an address goes to depends on a secret of
 * the run, so that no input can put all of its addresses into one.
 */
export class Spill {
  readonly #folder: string;
  readonly #salt = randomBytes(16);
  readonly #waiting: string[] = Array.from({ length: FILES }, () => '');
  readonly #files = new Map<number, number>();
  readonly #counts = new Map<string, number>();

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** In a new folder beside the machine's temporary files, or where told. */
  static async open(parent = tmpdir()): Promise<Spill> {
    return new Spill(await mkdtemp(join(parent, 'ancam-file-')));
  }

  /** Takes a record; a fault where its address has too many. Throws `file.too-large` where there are too many addresses. */
  take(record: ToolRecord): ToolFault | undefined {
    const { address } = record;
    const count = (this.#counts.get(address) ?? 0) + 1;
    if (count === 1 && this.#counts.size >= MOST_HOSTS) {
      throw new AppError('file.too-large', `the file names more than ${MOST_HOSTS} addresses`, { place: address, fix: SPLIT });
    }
    this.#counts.set(address, count);
    if (count > MOST_RECORDS) return count === MOST_RECORDS + 1 ? toolFault(address, 'too-many', address) : undefined;
    const at = createHash('sha1').update(this.#salt).update(address).digest().readUInt16BE(0) % FILES;
    this.#waiting[at] += `${JSON.stringify(record)}\n`;
    if ((this.#waiting[at]?.length ?? 0) >= BATCH) this.#write(at);
    return undefined;
  }

  #write(at: number): void {
    const text = this.#waiting[at] ?? '';
    if (text === '') return;
    const file = this.#files.get(at) ?? openSync(join(this.#folder, `${at}`), 'ax', 0o600);
    this.#files.set(at, file);
    writeSync(file, text);
    this.#waiting[at] = '';
  }

  /** Addresses with any record. */
  get hosts(): number {
    return this.#counts.size;
  }

  /** The addresses in no order that means anything. */
  addresses(): Iterable<string> {
    return this.#counts.keys();
  }

  /** The records of each address. Nothing may be taken after this was asked for. */
  async *byAddress(): AsyncGenerator<readonly ToolRecord[]> {
    for (let at = 0; at < FILES; at += 1) this.#write(at);
    for (const at of this.#files.keys()) {
      const groups = new Map<string, ToolRecord[]>();
      const text = await readFile(join(this.#folder, `${at}`), 'utf8');
      for (const line of text.split('\n')) {
        if (line === '') continue;
        const record = JSON.parse(line) as ToolRecord; // written by take()
        const group = groups.get(record.address);
        if (group === undefined) groups.set(record.address, [record]);
        else group.push(record);
      }
      yield* groups.values();
    }
  }

  /** Removes what lies on disk. */
  async close(): Promise<void> {
    for (const file of this.#files.values()) closeSync(file);
    this.#files.clear();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
