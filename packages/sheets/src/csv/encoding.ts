import { isUtf8 } from 'node:buffer';
import { refusal } from '../faults.ts';

/** How the bytes of a text file become characters, and how many bytes of mark go before it. */
export interface Encoding {
  readonly name: 'utf-8' | 'utf-16le' | 'utf-16be';
  readonly mark: number;
}

/**
 * Tells the encoding of a text file by its mark and first bytes. Without a mark only UTF-8 is taken; an old code page is refused by
 * name, since a wrong guess would put wrong letters into the register. A stray byte in text that else is UTF-8 passes: its cell is reported.
 */
export function sniffEncoding(head: Uint8Array): Encoding {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { name: 'utf-8', mark: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { name: 'utf-16le', mark: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { name: 'utf-16be', mark: 2 };
  if (zeros(head) > head.length / 4) throw refusal('file.encoding', { encoding: 'UTF-16' });
  if (zeros(head) > 0) throw refusal('file.kind', { kind: 'nhị phân (binary)' });
  const { valid, invalid } = countMultibyte(head);
  if (invalid > valid) throw refusal('file.encoding', { encoding: codePage(head) });
  return { name: 'utf-8', mark: 0 };
}

function zeros(bytes: Uint8Array): number {
  return bytes.reduce((count, byte) => (byte === 0 ? count + 1 : count), 0);
}

/** Sequences of bytes over 127 that are UTF-8, and bytes that are none. One cut off by the end of the head counts as neither. */
function countMultibyte(bytes: Uint8Array): { valid: number; invalid: number } {
  let valid = 0;
  let invalid = 0;
  for (let at = 0; at < bytes.length;) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x80) at += 1;
    else {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 1;
      if (at + length > bytes.length) break;
      const good = length > 1 && isUtf8(bytes.subarray(at, at + length));
      if (good) valid += 1;
      else invalid += 1;
      at += good ? length : 1;
    }
  }
  return { valid, invalid };
}

/** Letters with a tone in TCVN3 lie at B5–C6 and in gaps where Windows-1258 has capital letters, which in a text are rare. */
function codePage(bytes: Uint8Array): string {
  let tcvn = 0;
  let windows = 0;
  for (const byte of bytes) {
    if (byte >= 0xa7 && byte <= 0xbe) tcvn += 1;
    // The tone marks of Windows-1258 that follow their vowel, ơ, ư and đ.
    if (byte === 0xcc || byte === 0xec || byte === 0xd2 || byte === 0xf2 || byte === 0xf5 || byte === 0xfd || byte === 0xf0) windows += 1;
  }
  return tcvn > windows ? 'TCVN3 (ABC)' : 'Windows-1258';
}
