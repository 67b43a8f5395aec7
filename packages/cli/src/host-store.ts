import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { HostResult, Id } from '@ancam/core';

interface Kept {
  readonly address: string;
  readonly packed: Packed;
  readonly finding: boolean;
}

interface Packed {
  readonly bytes: Buffer;
  /** Of the text. */
  readonly length: number;
}

/** Below this, a host needs no more than a small window to be packed: such ones are many, and zlib's usual one costs a quarter MiB each time. */
const SMALL = 8192;
const SMALL_WINDOW = { windowBits: 11, memLevel: 4 };
const BLOCK = 4096;

const byAddress = new Intl.Collator('en', { numeric: true });

/**
 * The hosts of a scan, compressed: the transcripts of a thousand cameras would fill the memory of a small PC, and are read again only
 * one at a time. Hosts come out in the order of their addresses.
 */
export class HostStore implements Iterable<HostResult> {
  readonly #kept = new Map<Id, Kept>();

  /** Keeps a host; one that comes again under its id replaces what was kept. */
  keep(host: HostResult): void {
    this.#kept.set(host.id, { address: host.address, packed: pack(JSON.stringify(host)), finding: hasFinding(host) });
  }

  get size(): number {
    return this.#kept.size;
  }

  /** True where a camera or recorder failed a check. */
  get hasFindings(): boolean {
    return [...this.#kept.values()].some(({ finding }) => finding);
  }

  /** Each host as one line of JSON, without the line break. */
  *texts(): Iterable<string> {
    const ordered = [...this.#kept.values()].sort((a, b) => byAddress.compare(a.address, b.address));
    for (const { packed } of ordered) yield unpack(packed);
  }

  *[Symbol.iterator](): Iterator<HostResult> {
    for (const text of this.texts()) yield JSON.parse(text) as HostResult; // written by keep() from a HostResult
  }
}

/** Small buffers share blocks with whatever else the process allocates, and would keep all of it: hence the slow, exact one. */
function pack(text: string): Packed {
  const plain = Buffer.from(text);
  const packed = deflateRawSync(plain, { level: 1, chunkSize: BLOCK, ...(plain.length < SMALL ? SMALL_WINDOW : {}) });
  const bytes = Buffer.allocUnsafeSlow(packed.length);
  packed.copy(bytes);
  return { bytes, length: plain.length };
}

/** One block of the known length: zlib's own way leaves several times the text as garbage. */
function unpack({ bytes, length }: Packed): string {
  return inflateRawSync(bytes, { chunkSize: length + 1 }).toString('utf8');
}

/** Cameras and recorders are what reports and findings speak of. */
export function isCamera({ identity }: HostResult): boolean {
  return identity.kind === 'camera' || identity.kind === 'recorder';
}

function hasFinding(host: HostResult): boolean {
  return isCamera(host) && host.checks.some((check) => check.outcome === 'fail');
}
