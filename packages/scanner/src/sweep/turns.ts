/**
 * So many turns in any second, whatever second one looks at: as many may follow each other at once as a device answers, then it is left alone.
 * Below one in a second the turns lie that far apart.
 */
export class Turns {
  readonly #windowMs: number;
  readonly #count: number;
  readonly #last: { at: number }[] = [];

  constructor(perSecond: number) {
    this.#count = Math.max(1, Math.min(1000, Math.floor(perSecond)));
    this.#windowMs = (this.#count / perSecond) * 1000;
  }

  /** When the next turn may be, at `now` at the soonest. */
  next(now: number): number {
    const [first] = this.#last;
    return first === undefined || this.#last.length < this.#count ? now : Math.max(now, first.at + this.#windowMs);
  }

  /** Whether all turns lie so far back that they count no more. */
  isIdle(now: number): boolean {
    const last = this.#last.at(-1);
    return last === undefined || last.at + this.#windowMs <= now;
  }

  /** Books a turn; who comes to it late writes down when. */
  take(at: number): { at: number } {
    const turn = { at };
    if (this.#last.length === this.#count) this.#last.shift();
    this.#last.push(turn);
    return turn;
  }
}
