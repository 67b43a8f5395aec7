import type { LiveEvent, ScanProgress } from '@ancam/contract';
import type { Id } from '@ancam/core';

const KEPT = 500;

type Numbered = { readonly id: number; readonly event: LiveEvent };

/** Live messages of one scan: the latest progress, and what happened lately for those who come back. */
class Channel {
  progress: ScanProgress | null = null;
  readonly #kept: Numbered[] = [];
  readonly #listeners = new Set<(numbered: Numbered) => void>();
  #count = 0;

  send(event: LiveEvent): void {
    this.#count += 1;
    const numbered = { id: this.#count, event };
    if (event.type === 'progress') this.progress = event.progress;
    else this.#kept.push(numbered);
    if (this.#kept.length > KEPT) this.#kept.shift();
    for (const listener of this.#listeners) listener(numbered);
  }

  listen(listener: (numbered: Numbered) => void, lastId: number | undefined): () => void {
    if (lastId !== undefined) for (const numbered of this.#kept) if (numbered.id > lastId) listener(numbered);
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

/** The live channels of the scans of this process. */
export class LiveHub {
  readonly #channels = new Map<Id, Channel>();

  open(scanId: Id): void {
    this.#channels.set(scanId, new Channel());
  }

  close(scanId: Id): void {
    this.#channels.delete(scanId);
  }

  isOpen(scanId: Id): boolean {
    return this.#channels.has(scanId);
  }

  send(scanId: Id, event: LiveEvent): void {
    this.#channels.get(scanId)?.send(event);
  }

  progress(scanId: Id): ScanProgress | null {
    return this.#channels.get(scanId)?.progress ?? null;
  }

  /**
   * Listens to a scan; first comes what happened since `lastId`, as far as it is kept. Undefined where it does not run here.
   * Returns how to stop.
   */
  listen(scanId: Id, listener: (numbered: Numbered) => void, lastId?: number): (() => void) | undefined {
    return this.#channels.get(scanId)?.listen(listener, lastId);
  }
}
