const FAILURES_ALLOWED = 5;

interface Entry {
  failures: number;
  lockedUntil: number;
}

/** Counts wrong passwords per source address; after five, the source is refused for a time, even with the right password. */
export class Lockout {
  readonly #entries = new Map<string, Entry>();
  readonly #lockMs: number;

  constructor(lockSeconds: number) {
    this.#lockMs = lockSeconds * 1000;
  }

  locked(source: string): boolean {
    return (this.#entries.get(source)?.lockedUntil ?? 0) > Date.now();
  }

  failed(source: string): void {
    const entry = this.#entries.get(source) ?? { failures: 0, lockedUntil: 0 };
    entry.failures += 1;
    if (entry.failures >= FAILURES_ALLOWED) {
      entry.failures = 0;
      entry.lockedUntil = Date.now() + this.#lockMs;
    }
    this.#entries.set(source, entry);
  }

  succeeded(source: string): void {
    this.#entries.delete(source);
  }
}
