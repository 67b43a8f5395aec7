/** Devices looked back on: many enough for chance to play no part, few enough to stop soon. */
const LOOKED_AT = 24;
/** So many of them silent is no matter of single devices. */
const TOO_MANY = 12;

/**
 * Watches whether a network bears being scanned: devices that opened a port in the sweep and cannot be reached any more when they are read. It
 * halves how many are read side by side where one went silent, and gives one back for each that answered.
 */
export class Calm {
  readonly #most: number;
  readonly #last: boolean[] = [];
  #width: number;
  #silent = 0;

  /** @param most how many may be read side by side at most */
  constructor(most: number) {
    this.#most = most;
    this.#width = most;
  }

  /** How many may be read side by side now. */
  get width(): number {
    return this.#width;
  }

  /** Devices that went silent while they were read. */
  get silent(): number {
    return this.#silent;
  }

  /** Whether so many of the last went silent that the scan has to stop. */
  get unstable(): boolean {
    return this.#last.filter((silent) => silent).length >= TOO_MANY;
  }

  /** A device with an open port was read, and answered or not. */
  note(silent: boolean): void {
    this.#last.push(silent);
    if (this.#last.length > LOOKED_AT) this.#last.shift();
    if (silent) this.#silent += 1;
    this.#width = silent ? Math.max(1, Math.floor(this.#width / 2)) : Math.min(this.#most, this.#width + 1);
  }
}
