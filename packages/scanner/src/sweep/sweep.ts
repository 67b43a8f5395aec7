import { setTimeout as sleep } from 'node:timers/promises';
import type { ConnectEnd, TryConnect } from '../wire/connect-end.ts';
import type { Lane } from '../wire/lane.ts';
import { usualConnect } from '../wire/try-connect.ts';
import { shuffled } from './order.ts';
import { Pace } from './pace.ts';

const EXHAUSTED_PAUSE_MS = 250;
const EXHAUSTED_ATTEMPTS = 20;

/** What a sweep asks: every port of every address. */
export interface SweepInput {
  readonly lane: Lane;
  readonly addresses: readonly string[];
  readonly ports: readonly number[];
  readonly concurrency: number;
  /** Most connects to one address at the same time: small devices accept few. */
  readonly perHost: number;
  readonly timeoutMs: number;
  /** Most connects per second over all addresses. */
  readonly perSecond: number;
  readonly onDone?: (done: number) => void;
  /** An address showed life, told once for each. */
  readonly onAlive?: () => void;
  /** An open port was found at an address. */
  readonly onOpen?: (address: string) => void;
}

/** What a sweep saw at one address. */
export interface Seen {
  readonly open: number[];
  refused: boolean;
  /** Ports that gave no answer, also when asked again. */
  readonly silent: number[];
}

const STATES = ['unasked', 'open', 'refused', 'timeout', 'unreachable', 'cancelled', 'exhausted'] as const;
type State = 'unasked' | ConnectEnd;

/** Index of an address and of a port. */
type Pair = readonly [address: number, port: number];

/** Lets at most so many connects to one address run; the other pairs wait here and follow as those end. */
class Gate {
  readonly #running: Uint16Array;
  readonly #perHost: number;
  readonly #waiting = new Map<number, Pair[]>();

  constructor(addresses: number, perHost: number) {
    this.#running = new Uint16Array(addresses);
    this.#perHost = perHost;
  }

  /** Gives the pair back where it may be asked now. Where it has to wait, it comes from `leave`. */
  enter(pair: Pair): Pair | undefined {
    const [address] = pair;
    const running = this.#running[address] ?? 0;
    if (running < this.#perHost) {
      this.#running[address] = running + 1;
      return pair;
    }
    const queue = this.#waiting.get(address) ?? [];
    queue.push(pair);
    this.#waiting.set(address, queue);
    return undefined;
  }

  /** One that entered has ended; gives the one that takes its place, if any waits. */
  leave([address]: Pair): Pair | undefined {
    const next = this.#waiting.get(address)?.shift();
    if (next === undefined) this.#running[address] = (this.#running[address] ?? 1) - 1;
    return next;
  }
}

/** The answers of all pairs in one byte each. */
class Grid {
  readonly #cells: Uint8Array;
  readonly #ports: number;

  constructor(addresses: number, ports: number) {
    this.#cells = new Uint8Array(addresses * ports);
    this.#ports = ports;
  }

  set(address: number, port: number, state: State): void {
    this.#cells[address * this.#ports + port] = STATES.indexOf(state);
  }

  get(address: number, port: number): State {
    return STATES[this.#cells[address * this.#ports + port] ?? 0] ?? 'unasked';
  }
}

/**
 * Tries every port of every address, in random order; hosts that showed life are asked once more about ports that stayed silent,
 * so that the answer does not hang on the speed. One entry per address, in the order given. `way`: how to connect, the quickest unless named.
 */
export async function sweep(input: SweepInput, way?: TryConnect): Promise<Seen[]> {
  const { addresses, ports, lane } = input;
  const connect = way ?? (await usualConnect());
  const pace = new Pace(lane, input.perSecond);
  const gate = new Gate(addresses.length, input.perHost);
  const grid = new Grid(addresses.length, ports.length);
  const width = Math.min(input.concurrency, addresses.length * input.perHost);
  const living = new Uint8Array(addresses.length);
  const askIn = ([address, port]: Pair): Promise<ConnectEnd> => connect(lane, addresses[address] ?? '', ports[port] ?? 0, input.timeoutMs);
  /** Where this machine has no socket left, the question waits and is asked again. */
  const askAgain = async (pair: Pair): Promise<ConnectEnd> => {
    for (let attempt = 0; attempt < EXHAUSTED_ATTEMPTS; attempt += 1) {
      await sleep(EXHAUSTED_PAUSE_MS);
      await pace.turn();
      const end = await askIn(pair);
      if (end !== 'exhausted') return end;
    }
    return 'exhausted';
  };
  const note = ([address, port]: Pair, end: ConnectEnd): void => {
    grid.set(address, port, end);
    if (end === 'open') input.onOpen?.(addresses[address] ?? '');
    if ((end !== 'open' && end !== 'refused') || living[address] === 1) return;
    living[address] = 1;
    input.onAlive?.();
  };
  /** Asks so many pairs, `width` at a time; none is begun after a cancel. A connect costs one wait: these are by far the most of a scan. */
  const askAll = async (count: number, pairAt: (index: number) => Pair, onDone?: (done: number) => void): Promise<void> => {
    let next = 0;
    let done = 0;
    const worker = async (): Promise<void> => {
      while (next < count && !lane.cancelled) {
        const first = pairAt(next);
        next += 1;
        for (let pair = gate.enter(first); pair !== undefined; pair = gate.leave(pair)) {
          const turn = pace.turn();
          if (turn !== undefined) await turn;
          const end = await askIn(pair);
          note(pair, end === 'exhausted' ? await askAgain(pair) : end);
          done += 1;
          onDone?.(done);
        }
      }
    };
    await Promise.all(Array.from({ length: Math.min(width, count) }, worker));
  };
  const order = shuffled(addresses.length);
  // round by round each host gets another port, so its connects lie as far apart as the sweep allows
  const first = (index: number): Pair => {
    const address = order[index % addresses.length] ?? 0;
    return [address, (Math.floor(index / addresses.length) + address) % ports.length];
  };
  await askAll(addresses.length * ports.length, first, input.onDone);
  const again = silentPairs(grid, living, ports.length);
  await askAll(again.length, (index) => again[index] ?? [0, 0]);
  return addresses.map((_, address) => readRow(grid, address, ports));
}

function silentPairs(grid: Grid, living: Uint8Array, ports: number): Pair[] {
  const pairs: Pair[] = [];
  for (const [address, alive] of living.entries()) {
    if (alive === 0) continue;
    for (let port = 0; port < ports; port += 1) {
      const state = grid.get(address, port);
      if (state === 'timeout' || state === 'exhausted') pairs.push([address, port]);
    }
  }
  return pairs;
}

function readRow(grid: Grid, address: number, ports: readonly number[]): Seen {
  const seen: Seen = { open: [], refused: false, silent: [] };
  for (const [index, port] of ports.entries()) {
    const state = grid.get(address, index);
    if (state === 'open') seen.open.push(port);
    else if (state === 'refused') seen.refused = true;
    else seen.silent.push(port);
  }
  return seen;
}
