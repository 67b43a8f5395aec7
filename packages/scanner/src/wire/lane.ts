/** What one scan has on the wire: counters, and everything open, so that a cancel closes it at once. */
export class Lane {
  connects = 0;
  exchanges = 0;
  #cancelled = false;
  readonly #open = new Set<{ destroy: () => unknown }>();

  get cancelled(): boolean {
    return this.#cancelled;
  }

  hold(thing: { destroy: () => unknown }): void {
    this.#open.add(thing);
    if (this.#cancelled) thing.destroy();
  }

  release(thing: { destroy: () => unknown }): void {
    this.#open.delete(thing);
  }

  /** Closes everything; later attempts end as `cancelled`. */
  cancel(): void {
    this.#cancelled = true;
    for (const thing of this.#open) thing.destroy();
    this.#open.clear();
  }
}

/** The bounds of one exchange. */
export interface ExchangeLimits {
  readonly connectTimeoutMs: number;
  /** From connected to answered. */
  readonly timeoutMs: number;
  readonly maxBytes: number;
}
