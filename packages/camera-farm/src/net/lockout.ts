const FAILURES_ALLOWED = 5;
/** A failure that long ago no longer counts. */
const FORGET_MS = 300_000;

interface Entry {
  failures: number;
  lockedUntil: number;
  lastFailure: number;
}

/** Counts wrong passwords per source address; after five within minutes, the source is refused for a time, even with the right password. */
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
    const now = Date.now();
    const known = this.#entries.get(source);
    const entry = known && now - known.lastFailure < FORGET_MS ? known : { failures: 0, lockedUntil: 0, lastFailure: 0 };
    entry.failures += 1;
    entry.lastFailure = now;
    if (entry.failures >= FAILURES_ALLOWED) {
      entry.failures = 0;
      entry.lockedUntil = now + this.#lockMs;
    }
    this.#entries.set(source, entry);
  }

  succeeded(source: string): void {
    this.#entries.delete(source);
  }
}
