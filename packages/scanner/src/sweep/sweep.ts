import { setTimeout as sleep } from 'node:timers/promises';
import type { ConnectEnd, TryConnect } from '../wire/connect-end.ts';
import type { Lane } from '../wire/lane.ts';
import { usualConnect } from '../wire/try-connect.ts';
import { shuffled } from './order.ts';
import { Pace } from './pace.ts';

const EXHAUSTED_PAUSE_MS = 250;

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

/** Lets at most so many jobs of one address run; the others wait here and follow as those end. */
class Gate {
  readonly #running: Uint16Array;
  readonly #perHost: number;
  readonly #waiting = new Map<number, Pair[]>();

  constructor(addresses: number, perHost: number) {
    this.#running = new Uint16Array(addresses);
    this.#perHost = perHost;
  }

  async through(pair: Pair, job: (pair: Pair) => Promise<void>): Promise<void> {
    const [address] = pair;
    const running = this.#running[address] ?? 0;
    if (running >= this.#perHost) {
      const queue = this.#waiting.get(address) ?? [];
      queue.push(pair);
      this.#waiting.set(address, queue);
      return;
    }
    this.#running[address] = running + 1;
    for (let next: Pair | undefined = pair; next !== undefined; next = this.#waiting.get(address)?.shift()) await job(next);
    this.#running[address] = (this.#running[address] ?? 1) - 1;
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
  const patient = new Patience(input, way ?? (await usualConnect()));
  const grid = new Grid(addresses.length, ports.length);
  const order = shuffled(addresses.length);
  const total = addresses.length * ports.length;
  const living = new Uint8Array(addresses.length);
  let done = 0;
  // round by round each host gets another port, so its connects lie as far apart as the sweep allows
  const first = (index: number): Pair => {
    const address = order[index % addresses.length] ?? 0;
    return [address, (Math.floor(index / addresses.length) + address) % ports.length];
  };
  const gate = new Gate(addresses.length, input.perHost);
  const connect = async ([address, port]: Pair): Promise<void> => {
    const end = await patient.connect(addresses[address] ?? '', ports[port] ?? 0);
    grid.set(address, port, end);
    if ((end !== 'open' && end !== 'refused') || living[address] === 1) return;
    living[address] = 1;
    input.onAlive?.();
  };
  const ask = async (pair: Pair): Promise<void> => {
    await connect(pair);
    done += 1;
    input.onDone?.(done);
  };
  const width = Math.min(input.concurrency, addresses.length * input.perHost);
  await each(total, width, lane, (index) => gate.through(first(index), ask));
  const again = silentPairs(grid, addresses.length, ports.length);
  await each(again.length, width, lane, async (index) => {
    const pair = again[index];
    if (pair !== undefined) await gate.through(pair, connect);
  });
  return addresses.map((_, address) => readRow(grid, address, ports));
}

/** Holds the rate of a sweep. Where this machine has no socket left, the question waits and is asked again. */
class Patience {
  readonly #input: SweepInput;
  readonly #way: TryConnect;
  readonly #pace: Pace;

  constructor(input: SweepInput, way: TryConnect) {
    this.#input = input;
    this.#way = way;
    this.#pace = new Pace(input.lane, input.perSecond);
  }

  async connect(address: string, port: number): Promise<ConnectEnd> {
    const { lane, timeoutMs } = this.#input;
    for (let attempt = 0; ; attempt += 1) {
      const turn = this.#pace.turn();
      if (turn !== undefined) await turn;
      const end = await this.#way(lane, address, port, timeoutMs);
      if (end !== 'exhausted' || attempt >= 20) return end;
      await sleep(EXHAUSTED_PAUSE_MS);
    }
  }
}

/** Runs `count` jobs, `width` at a time; none is begun after a cancel. */
async function each(count: number, width: number, lane: Lane, job: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count && !lane.cancelled) {
      const index = next;
      next += 1;
      await job(index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, count) }, worker));
}

function isAlive(grid: Grid, address: number, ports: number): boolean {
  for (let port = 0; port < ports; port += 1) {
    const state = grid.get(address, port);
    if (state === 'open' || state === 'refused') return true;
  }
  return false;
}

function silentPairs(grid: Grid, addresses: number, ports: number): Pair[] {
  const pairs: Pair[] = [];
  for (let address = 0; address < addresses; address += 1) {
    if (!isAlive(grid, address, ports)) continue;
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
