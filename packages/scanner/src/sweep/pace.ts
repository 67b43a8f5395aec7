import type { Lane } from '../wire/lane.ts';

/** Gives turns at a rate: each has its own moment, and what was late is made up for as far as is said, which is not at all by default. */
export class Pace {
  readonly #lane: Lane;
  readonly #pauseMs: number;
  readonly #catchUpMs: number;
  #next = 0;

  constructor(lane: Lane, perSecond: number, catchUpMs = 0) {
    this.#lane = lane;
    this.#pauseMs = 1000 / perSecond;
    this.#catchUpMs = catchUpMs;
  }

  /** Waits for a turn; a cancel ends the waiting. Undefined where the turn has come already. */
  turn(): Promise<void> | undefined {
    const now = performance.now();
    const wait = this.#next - now;
    this.#next = Math.max(now - this.#catchUpMs, this.#next) + this.#pauseMs;
    return wait > 0 ? this.#wait(wait) : undefined;
  }

  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const waiting = {
        destroy: (): void => {
          clearTimeout(timer);
          this.#lane.release(waiting);
          resolve();
        },
      };
      const timer = setTimeout(waiting.destroy, ms);
      this.#lane.hold(waiting);
    });
  }
}
