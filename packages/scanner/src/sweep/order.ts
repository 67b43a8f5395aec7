import { randomInt } from 'node:crypto';

/** Indexes 0 to count - 1 in random order, so that no switch and no device gets its share at once. */
export function shuffled(count: number): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, index) => index);
  for (let index = count - 1; index > 0; index -= 1) {
    const other = Math.floor(Math.random() * (index + 1));
    const kept = order[index] ?? 0;
    order[index] = order[other] ?? 0;
    order[other] = kept;
  }
  return order;
}

/** Eight random hex digits. */
export function randomHex(): string {
  return randomInt(0, 0x1_0000_0000).toString(16).padStart(8, '0');
}
