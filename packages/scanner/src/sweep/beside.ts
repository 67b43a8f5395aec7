import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { sweep } from './sweep.ts';
import type { Seen, SweepInput } from './sweep.ts';

/** So many connects in a second one process makes on any machine beside all else. */
const OF_ONE = 30_000;
const PROCESSES = 2;

/** What a process is asked to sweep. */
export type SweepOrder = Pick<SweepInput, 'addresses' | 'ports' | 'concurrency' | 'perHost' | 'timeoutMs' | 'perSecond'>;

/** What it tells: what was new since it told last, and at the end all that it saw. */
export interface SweepNews {
  readonly connects: number;
  readonly done: number;
  readonly alive: number;
  /** Addresses where a port was found open. */
  readonly open: readonly string[];
  readonly seen?: Seen[];
}

/** Says to end a sweep at once. */
export const CANCEL = 'cancel';

/**
 * Sweeps in processes beside this one, where more connects in a second are allowed than one makes. They are processes, not threads: one that calls the
 * kernel may be ended at any moment. Where they cannot be had, or die, this process sweeps by itself.
 */
export class SweepsBeside {
  readonly #children = Array.from({ length: PROCESSES }, start);

  /** Undefined where this process is quick enough by itself. */
  static for(perSecond: number): SweepsBeside | undefined {
    return perSecond > OF_ONE ? new SweepsBeside() : undefined;
  }

  /** As `sweep` does; one after the other. */
  async sweep(input: SweepInput): Promise<Seen[]> {
    const { addresses } = input;
    const each = Math.ceil(addresses.length / this.#children.length);
    const done = this.#children.map(() => 0);
    const parts = this.#children.map((child, index) => {
      const onDone = (count: number): void => {
        done[index] = count;
        input.onDone?.(done.reduce((sum, one) => sum + one, 0));
      };
      return sweepIn(child, {
        ...input,
        addresses: addresses.slice(index * each, (index + 1) * each),
        concurrency: Math.ceil(input.concurrency / this.#children.length),
        perSecond: input.perSecond / this.#children.length,
        onDone,
      });
    });
    return (await Promise.all(parts)).flat();
  }

  close(): void {
    for (const child of this.#children) child.kill('SIGKILL');
  }
}

function start(): ChildProcess {
  const child = fork(new URL('sweep-worker.ts', import.meta.url), { execArgv: [], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  // who waits for its answers hears of its end; nobody else minds
  child.on('error', () => undefined);
  child.unref();
  child.channel?.unref();
  return child;
}

async function sweepIn(child: ChildProcess, input: SweepInput): Promise<Seen[]> {
  let alive = 0;
  const onAlive = (): void => {
    alive += 1;
    input.onAlive?.();
  };
  const seen = await follow(child, { ...input, onAlive });
  // who was told to be alive before the process died is not told again
  return seen ?? sweep({ ...input, onAlive: () => void (alive > 0 ? (alive -= 1) : input.onAlive?.()) });
}

/** Undefined where the process did not come to its end. */
function follow(child: ChildProcess, input: SweepInput): Promise<Seen[] | undefined> {
  const { lane, addresses, ports, concurrency, perHost, timeoutMs, perSecond } = input;
  const order: SweepOrder = { addresses, ports, concurrency, perHost, timeoutMs, perSecond };
  return new Promise((resolve) => {
    const cancelling = { destroy: (): void => void (child.connected && child.send(CANCEL)) };
    let done = 0;
    const settle = (seen?: Seen[]): void => {
      child.off('message', take).off('error', lost).off('exit', lost);
      child.channel?.unref();
      lane.release(cancelling);
      resolve(seen);
    };
    const lost = (): void => settle();
    const take = (message: unknown): void => {
      const news = message as SweepNews; // from sweep-worker.ts
      lane.connects += news.connects;
      for (let count = 0; count < news.alive; count += 1) input.onAlive?.();
      for (const address of news.open) input.onOpen?.(address);
      done += news.done;
      input.onDone?.(done);
      if (news.seen !== undefined) settle(news.seen);
    };
    if (!child.connected) return settle();
    child.on('message', take).on('error', lost).on('exit', lost);
    child.channel?.ref();
    child.send(order);
    lane.hold(cancelling);
  });
}
