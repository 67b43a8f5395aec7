import type { Clock } from '@ancam/core';
import { AppError } from '@ancam/core';

const MOST_KEYS = 10_000;

/** Allows so many calls of a key in each window; for routes that anybody may call. */
export class RateLimit {
  readonly #clock: Clock;
  readonly #most: number;
  readonly #windowMs: number;
  readonly #counts = new Map<string, { readonly until: number; count: number }>();

  constructor(clock: Clock, most: number, windowMs: number) {
    this.#clock = clock;
    this.#most = most;
    this.#windowMs = windowMs;
  }

  /** Counts a call. Throws `rate.limited` where the key has used up its window. */
  take(key: string): void {
    const now = this.#clock().getTime();
    const known = this.#counts.get(key);
    const window = known === undefined || known.until <= now ? { until: now + this.#windowMs, count: 0 } : known;
    if (window.count >= this.#most) {
      const retryAfterSeconds = Math.ceil((window.until - now) / 1000);
      throw new AppError('rate.limited', `too many calls; wait ${retryAfterSeconds} s`, { retryAfterSeconds, fix: 'wait and try again' });
    }
    window.count += 1;
    this.#counts.delete(key);
    this.#counts.set(key, window);
    const [oldest] = this.#counts.keys();
    if (this.#counts.size > MOST_KEYS && oldest !== undefined) this.#counts.delete(oldest);
  }
}
