import type { Clock } from '@ancam/core';
import { AppError } from '@ancam/core';

interface Record {
  failures: number;
  until: number;
}

const FREE_TRIES = 5;
const FIRST_WAIT_MS = 2000;
const LONGEST_WAIT_MS = 15 * 60_000;
const MOST_KEYS = 10_000;

/**
 * Slows down guessing: after some failures each further one doubles the wait. Keys are account and address together, so that
 * a stranger can lock out nobody but himself; a second, wider count per address slows down one who tries many accounts.
 */
export class Backoff {
  readonly #records = new Map<string, Record>();
  readonly #clock: Clock;
  readonly #freeTries: number;

  constructor(clock: Clock, freeTries = FREE_TRIES) {
    this.#clock = clock;
    this.#freeTries = freeTries;
  }

  /** Throws `auth.locked` while the key has to wait. */
  assertFree(key: string): void {
    const wait = (this.#records.get(key)?.until ?? 0) - this.#clock().getTime();
    if (wait <= 0) return;
    const retryAfterSeconds = Math.ceil(wait / 1000);
    throw new AppError('auth.locked', `too many failed tries; wait ${retryAfterSeconds} s`, {
      retryAfterSeconds,
      fix: 'wait and try again',
    });
  }

  /** Counts a failure. */
  failed(key: string): void {
    this.#set(key, (this.#records.get(key)?.failures ?? 0) + 1);
  }

  /** Forgets a key after success. */
  succeeded(key: string): void {
    this.#records.delete(key);
  }

  /** Takes back one failure, so that one's own success does not make strangers' failures at the same key forgotten. */
  takeBack(key: string): void {
    const failures = (this.#records.get(key)?.failures ?? 1) - 1;
    if (failures === 0) this.#records.delete(key);
    else this.#set(key, failures);
  }

  #set(key: string, failures: number): void {
    const over = failures - this.#freeTries;
    const wait = over < 0 ? 0 : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** over);
    this.#records.delete(key);
    this.#records.set(key, { failures, until: this.#clock().getTime() + wait });
    const [oldest] = this.#records.keys();
    if (this.#records.size > MOST_KEYS && oldest !== undefined) this.#records.delete(oldest);
  }
}
