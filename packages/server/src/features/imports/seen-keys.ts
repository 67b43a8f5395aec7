import { hash } from 'node:crypto';

const FIRST_SIZE = 4096;
/** Share of places that may be taken. */
const FULL = 0.6;

/**
 * Which keys a file had so far, and in which row: 12 to 20 bytes a key whatever its length, so that a file of the most rows a
 * spreadsheet holds needs some tens of megabytes. Keys are compared by 64 bits of a hash.
 */
export class SeenKeys {
  #hashes = new BigUint64Array(FIRST_SIZE);
  #rows = new Uint32Array(FIRST_SIZE);
  #count = 0;

  /** The row that had the key before, or undefined, and then this row has it. */
  take(key: string, row: number): number | undefined {
    if (this.#count >= this.#hashes.length * FULL) this.#grow();
    const mark = hash('sha1', key, 'buffer').readBigUInt64LE(0) | 1n;
    const at = this.#placeOf(mark);
    if (this.#hashes[at] === mark) return this.#rows[at];
    this.#hashes[at] = mark;
    this.#rows[at] = row;
    this.#count += 1;
    return undefined;
  }

  /** Where a mark stands, or the free place for it. A mark is never 0, which is a free place. */
  #placeOf(mark: bigint): number {
    const last = this.#hashes.length - 1;
    let at = Number((mark >> 1n) & BigInt(last));
    while (this.#hashes[at] !== 0n && this.#hashes[at] !== mark) at = (at + 1) & last;
    return at;
  }

  #grow(): void {
    const [hashes, rows] = [this.#hashes, this.#rows];
    this.#hashes = new BigUint64Array(hashes.length * 2);
    this.#rows = new Uint32Array(rows.length * 2);
    for (const [at, mark] of hashes.entries()) {
      if (mark === 0n) continue;
      const place = this.#placeOf(mark);
      this.#hashes[place] = mark;
      this.#rows[place] = rows[at] ?? 0;
    }
  }
}
