import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Limits } from '../limits.ts';

/** A text of the table that cells point into; `length` is how long it was before it was cut. */
export interface SharedString {
  readonly text: string;
  readonly length: number;
}

/** Texts are held in blocks of about this many bytes, and this many blocks are kept decoded. */
const BLOCK_BYTES = 16 * 1024;
const DECODED = 1024;

type Block = Buffer | { readonly at: number; readonly bytes: number };

/**
 * The table of shared strings of a workbook: millions of texts in bounded memory. Beyond the limit, blocks go to a temporary
 * file that is removed when the table is closed. Cells point into it in about the order of its texts, so that few blocks are read twice.
 */
export class SharedStrings {
  readonly #limits: Pick<Limits, 'stringBytes' | 'cellText'>;
  readonly #blocks: Block[] = [];
  /** Index of the first text of each block. */
  readonly #firsts: number[] = [];
  readonly #decoded = new Map<number, readonly string[]>();
  readonly #long = new Map<number, number>();
  #open: string[] = [];
  #openBytes = 0;
  #held = 0;
  #count = 0;
  #file: { readonly descriptor: number; readonly folder: string; end: number } | undefined;

  constructor(limits: Pick<Limits, 'stringBytes' | 'cellText'>) {
    this.#limits = limits;
  }

  get count(): number {
    return this.#count;
  }

  /** Whether part of the table waits on disk. */
  get spilled(): boolean {
    return this.#file !== undefined;
  }

  add(text: string, length: number): void {
    const kept = text.slice(0, this.#limits.cellText);
    if (length > kept.length) this.#long.set(this.#count, length);
    this.#open.push(kept);
    this.#openBytes += kept.length;
    this.#count += 1;
    if (this.#openBytes >= BLOCK_BYTES || this.#open.length >= BLOCK_BYTES / 4) this.#closeBlock();
  }

  /** The text at an index, or undefined outside of the table. */
  get(index: number): SharedString | undefined {
    const opened = index - (this.#count - this.#open.length);
    const text = opened >= 0 ? this.#open[opened] : this.#fromBlock(index);
    return text === undefined ? undefined : { text, length: this.#long.get(index) ?? text.length };
  }

  close(): void {
    if (this.#file === undefined) return;
    closeSync(this.#file.descriptor);
    rmSync(this.#file.folder, { recursive: true, force: true });
    this.#file = undefined;
  }

  /** XML holds no NUL, so that it can stand between texts. */
  #closeBlock(): void {
    const bytes = Buffer.from(this.#open.join('\0'), 'utf8');
    this.#firsts.push(this.#count - this.#open.length);
    this.#blocks.push(this.#held + bytes.length <= this.#limits.stringBytes ? bytes : this.#spill(bytes));
    this.#held += bytes.length;
    this.#open = [];
    this.#openBytes = 0;
  }

  #spill(bytes: Buffer): Block {
    this.#file ??= openSpill();
    const { descriptor, end } = this.#file;
    writeSync(descriptor, bytes, 0, bytes.length, end);
    this.#file.end = end + bytes.length;
    return { at: end, bytes: bytes.length };
  }

  #fromBlock(index: number): string | undefined {
    if (!(index >= 0)) return undefined;
    const block = this.#blockOf(index);
    return this.#textsOf(block)?.[index - (this.#firsts[block] ?? 0)];
  }

  #blockOf(index: number): number {
    let low = 0;
    let high = this.#firsts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#firsts[middle] ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #textsOf(number: number): readonly string[] | undefined {
    const known = this.#decoded.get(number);
    if (known !== undefined) return known;
    const block = this.#blocks[number];
    if (block === undefined) return undefined;
    const texts = this.#bytesOf(block).toString('utf8').split('\0');
    this.#decoded.set(number, texts);
    if (this.#decoded.size > DECODED) this.#decoded.delete(this.#decoded.keys().next().value ?? number);
    return texts;
  }

  #bytesOf(block: Block): Buffer {
    if (Buffer.isBuffer(block)) return block;
    const bytes = Buffer.alloc(block.bytes);
    if (this.#file !== undefined) readSync(this.#file.descriptor, bytes, 0, block.bytes, block.at);
    return bytes;
  }
}

function openSpill(): { descriptor: number; folder: string; end: number } {
  const folder = mkdtempSync(join(tmpdir(), 'ancam-strings-'));
  return { folder, descriptor: openSync(join(folder, 'strings'), 'wx+', 0o600), end: 0 };
}
