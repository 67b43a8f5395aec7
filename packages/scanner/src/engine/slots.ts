/** Lets a number of jobs run side by side; the others wait their turn in the order they came. */
export class Slots {
  #width: number;
  #running = 0;
  readonly #waiting: (() => void)[] = [];
  readonly #jobs = new Set<Promise<void>>();
  #room = Promise.withResolvers<void>();

  constructor(width: number) {
    this.#width = width;
  }

  /** How many run side by side from now on; what runs comes to its end. */
  set width(width: number) {
    this.#width = width;
    while (this.#running < width && this.#waiting.length > 0) {
      this.#running += 1;
      this.#waiting.shift()?.();
    }
  }

  /** Runs a job in its turn. It may `leave` its slot to another before it ends, where it only waits. Jobs must not throw. */
  add(job: (leave: () => void) => Promise<void>): void {
    const done = this.#run(job).finally(() => this.#jobs.delete(done));
    this.#jobs.add(done);
  }

  /** Waits while as many jobs are queued as may run: who adds jobs faster than they end would fill the memory. */
  async room(): Promise<void> {
    while (this.#waiting.length >= this.#width) await this.#room.promise;
  }

  /** Waits for all jobs, those that are added meanwhile among them. */
  async idle(): Promise<void> {
    while (this.#jobs.size > 0) await Promise.all(this.#jobs);
  }

  async #run(job: (leave: () => void) => Promise<void>): Promise<void> {
    if (this.#running >= this.#width) await new Promise<void>((resolve) => void this.#waiting.push(resolve));
    else this.#running += 1;
    let left = false;
    const leave = (): void => {
      if (left) return;
      left = true;
      this.#next();
    };
    try {
      await job(leave);
    } finally {
      leave();
    }
  }

  /** Hands a slot on, or gives it back. */
  #next(): void {
    const next = this.#running > this.#width ? undefined : this.#waiting.shift();
    if (next === undefined) this.#running -= 1;
    else next();
    this.#room.resolve();
    this.#room = Promise.withResolvers<void>();
  }
}
