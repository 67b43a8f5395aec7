import { printableJson } from '@ancam/core';
import type { HostResult, Id } from '@ancam/core';
import { Spool } from '@ancam/scanner';
import type { Spooled } from '@ancam/scanner';

interface Kept {
  readonly address: string;
  readonly text: Spooled;
  readonly finding: boolean;
}

const byAddress = new Intl.Collator('en', { numeric: true });

/** The hosts of a scan, most of them kept on disk. They come out in the order of their addresses. */
export class HostStore implements Iterable<HostResult> {
  readonly #spool = new Spool();
  readonly #kept = new Map<Id, Kept>();

  /** Keeps a host; one that comes again under its id replaces what was kept. */
  keep(host: HostResult): void {
    const before = this.#kept.get(host.id);
    if (before !== undefined) this.#spool.drop(before.text);
    const text = this.#spool.put(printableJson(JSON.stringify(host)));
    this.#kept.set(host.id, { address: host.address, text, finding: hasFinding(host) });
  }

  get size(): number {
    return this.#kept.size;
  }

  /** True where a camera or recorder failed a check. */
  get hasFindings(): boolean {
    return [...this.#kept.values()].some(({ finding }) => finding);
  }

  /** Each host as JSON in UTF-8 that a terminal may print, without a line break. */
  *lines(): Iterable<Buffer> {
    const ordered = [...this.#kept.values()].sort((a, b) => byAddress.compare(a.address, b.address));
    for (const { text } of ordered) yield this.#spool.bytes(text);
  }

  *[Symbol.iterator](): Iterator<HostResult> {
    for (const line of this.lines()) yield JSON.parse(line.toString('utf8')) as HostResult; // written by keep() from a HostResult
  }
}

/** Cameras and recorders are what reports and findings speak of. */
export function isCamera({ identity }: HostResult): boolean {
  return identity.kind === 'camera' || identity.kind === 'recorder';
}

function hasFinding(host: HostResult): boolean {
  return isCamera(host) && host.checks.some((check) => check.outcome === 'fail');
}
