import type { Id } from '@ancam/core';

interface Running {
  readonly abort: AbortController;
  readonly done: Promise<void>;
}

/** The imports that this process works on. */
export class ImportRunner {
  readonly #running = new Map<Id, Running>();

  ids(): Id[] {
    return [...this.#running.keys()];
  }

  /** Starts work on an import unless it is being worked on. The work handles its own faults. */
  start(id: Id, work: (signal: AbortSignal) => Promise<void>): void {
    if (this.#running.has(id)) return;
    const abort = new AbortController();
    const done = work(abort.signal).finally(() => this.#running.delete(id));
    this.#running.set(id, { abort, done });
  }

  /** Tells the work to stop after the chunk at hand. */
  cancel(id: Id): void {
    this.#running.get(id)?.abort.abort();
  }

  /** Resolves when nothing works on the import here. */
  async settled(id: Id): Promise<void> {
    await this.#running.get(id)?.done;
  }

  /** Stops all work; what is not finished goes on at the next start. */
  async stop(): Promise<void> {
    const all = [...this.#running.values()];
    for (const { abort } of all) abort.abort();
    await Promise.all(all.map(({ done }) => done));
  }
}
