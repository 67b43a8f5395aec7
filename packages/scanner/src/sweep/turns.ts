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

/** The turns of every host of a scan: questions and datagrams to a host share them. */
export class HostTurns {
  readonly #perSecond: number;
  readonly #turns = new Map<string, Turns>();

  constructor(perSecond: number) {
    this.#perSecond = perSecond;
  }

  /** When the next turn of a host may be. */
  next(address: string): number {
    return this.#of(address).next(performance.now());
  }

  /** Books the next turn of a host. */
  book(address: string): { at: number } {
    return this.#of(address).take(this.next(address));
  }

  /** What was sent long ago holds nobody back any more. */
  forget(): void {
    const now = performance.now();
    for (const [address, turns] of this.#turns) if (turns.isIdle(now)) this.#turns.delete(address);
  }

  #of(address: string): Turns {
    const turns = this.#turns.get(address) ?? new Turns(this.#perSecond);
    this.#turns.set(address, turns);
    return turns;
  }
}
