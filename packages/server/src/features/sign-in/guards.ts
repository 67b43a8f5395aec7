import type { Clock } from '@ancam/core';
import { Backoff } from '../../http/backoff.ts';

const TRIES_PER_ADDRESS = 30;
const CODES_PER_ACCOUNT = 30;
/** Failed answers are all as slow as the slowest, so that their time does not tell which logins exist. */
const FAILURE_MS = 350;

interface Guard {
  readonly backoff: Backoff;
  readonly key: string;
  /** A count that others share is not cleared by one's own success. */
  readonly shared: boolean;
}

/**
 * The counts that slow down guessing. A browser from which the account got in before has counts of its own: whatever strangers do, at the
 * same address or with the same login, they cannot lock its owner out. Everybody else shares counts per login and address, and per address.
 */
export class Guards {
  readonly #perAccount: Backoff;
  readonly #perAddress: Backoff;
  readonly #codes: Backoff;

  constructor(clock: Clock) {
    this.#perAccount = new Backoff(clock);
    this.#perAddress = new Backoff(clock, TRIES_PER_ADDRESS);
    this.#codes = new Backoff(clock, CODES_PER_ACCOUNT);
  }

  /** A password for a login. `device` is the hash of a known browser. */
  password(login: string, address: string, device: string | undefined): Guard[] {
    const name = login.toLowerCase();
    if (device !== undefined) return [{ backoff: this.#perAccount, key: `device ${device} ${name}`, shared: false }];
    return [
      { backoff: this.#perAccount, key: `${address} ${name}`, shared: false },
      { backoff: this.#perAddress, key: address, shared: true },
    ];
  }

  /** A code for an account whose password was right; strange browsers share one count, so that many addresses are no way around it. */
  code(accountId: string, address: string, device: string | undefined): Guard[] {
    if (device !== undefined) return [{ backoff: this.#perAccount, key: `device code ${device} ${accountId}`, shared: false }];
    return [
      { backoff: this.#perAccount, key: `code ${address} ${accountId}`, shared: false },
      { backoff: this.#codes, key: `code ${accountId}`, shared: true },
    ];
  }

  /** A password asked once more inside a session. */
  confirm(sessionId: string): Guard[] {
    return [{ backoff: this.#perAccount, key: `confirm ${sessionId}`, shared: false }];
  }

  /** A secret of 256 bits: nobody guesses it, so only what costs the server is limited. */
  secret(kind: string, address: string): Guard[] {
    return [{ backoff: this.#perAddress, key: `${kind} ${address}`, shared: true }];
  }
}

/** Runs a try to get in under its guards. A failure is answered no faster than any other. */
export async function guarded<T>(guards: readonly Guard[], attempt: () => Promise<T>): Promise<T> {
  const evenly = new Promise((resolve) => setTimeout(resolve, FAILURE_MS).unref());
  for (const { backoff, key } of guards) backoff.assertFree(key);
  // Counted before the slow hash, so that tries sent all at once count too.
  for (const { backoff, key } of guards) backoff.failed(key);
  try {
    const result = await attempt();
    for (const { backoff, key, shared } of guards) {
      if (shared) backoff.takeBack(key);
      else backoff.succeeded(key);
    }
    return result;
  } catch (thrown) {
    await evenly;
    throw thrown;
  }
}

/**
 * Runs a try with a secret that nobody guesses: a link, a token, a passkey. The right one always passes, whatever strangers did at the
 * same address; wrong ones are slowed down.
 */
export async function lenient<T>(guards: readonly Guard[], attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt();
  } catch (thrown) {
    for (const { backoff, key } of guards) backoff.assertFree(key);
    for (const { backoff, key } of guards) backoff.failed(key);
    throw thrown;
  }
}
