import { connectEnd } from './connect-end.ts';
import type { ConnectEnd, TryConnect } from './connect-end.ts';
import type { Kernel } from './kernel.ts';
import type { Lane } from './lane.ts';

const POLLOUT = 4;
const FIRST_ROOM = 512;
/** How long to wait where nothing has come: short beside any network, long beside a look at a thousand connects. */
const LOOK_AGAIN_MS = 1;

/** A connect on its way. */
interface Flight {
  readonly lane: Lane;
  readonly descriptor: number;
  readonly lateAt: number;
  readonly resolve: (end: ConnectEnd) => void;
  readonly four: boolean;
  /** Its place among all. */
  at: number;
  destroy(): void;
}

/** All connects of this thread that are on their way. Looks after them in the event loop's spare moments; at rest it costs nothing. */
class Flights {
  readonly #kernel: Kernel;
  readonly #flights: Flight[] = [];
  /** Sockets of IPv4 that were refused and may connect anew; closed as soon as nothing is on its way. */
  readonly #refused: number[] = [];
  /** Entries as `Kernel.poll` reads them, in the order of the flights. */
  #entries = new Int32Array(2 * FIRST_ROOM);
  #looking = false;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  tryConnect(lane: Lane, address: string, port: number, timeoutMs: number): Promise<ConnectEnd> {
    if (lane.cancelled) return Promise.resolve('cancelled');
    lane.connects += 1;
    // only IPv4: a socket of IPv6 may have been bound to a zone
    const again = address.includes(':') ? undefined : this.#refused.pop();
    const begun = this.#kernel.begin(address, port, again);
    if ('code' in begun) return Promise.resolve(connectEnd(begun.code));
    return new Promise((resolve) => {
      const flight: Flight = {
        lane,
        descriptor: begun.descriptor,
        lateAt: performance.now() + timeoutMs,
        resolve,
        four: !address.includes(':'),
        at: this.#flights.length,
        destroy: () => this.#land(flight, 'cancelled'),
      };
      this.#flights.push(flight);
      this.#enter(flight);
      lane.hold(flight);
      if (!this.#looking) {
        this.#looking = true;
        setImmediate(this.#look);
      }
    });
  }

  #enter({ at, descriptor }: Flight): void {
    if (2 * at >= this.#entries.length) {
      const wider = new Int32Array(2 * this.#entries.length);
      wider.set(this.#entries);
      this.#entries = wider;
    }
    this.#entries[2 * at] = descriptor;
    this.#entries[2 * at + 1] = POLLOUT;
  }

  /** What has come is read before anything is called late, also after this process was busy elsewhere. */
  readonly #look = (): void => {
    this.#kernel.poll(this.#entries, this.#flights.length);
    const now = performance.now();
    let landed = false;
    // backwards, because the last one takes the place of one that lands
    for (let at = this.#flights.length - 1; at >= 0; at -= 1) {
      const flight = this.#flights[at];
      if (flight === undefined) continue;
      const came = (this.#entries[2 * at + 1] ?? 0) >>> 16 !== 0;
      if (!came && now < flight.lateAt) continue;
      landed = true;
      const code = came ? this.#kernel.endOf(flight.descriptor, !flight.four) : 'ETIMEDOUT';
      this.#land(flight, code === undefined ? 'open' : connectEnd(code));
    }
    this.#looking = this.#flights.length > 0 || landed;
    if (!this.#looking) for (const descriptor of this.#refused.splice(0)) this.#kernel.close(descriptor);
    if (landed) setImmediate(this.#look);
    else if (this.#looking) setTimeout(this.#look, LOOK_AGAIN_MS);
  };

  #land(flight: Flight, end: ConnectEnd): void {
    const last = this.#flights.pop();
    if (last !== undefined && last !== flight) {
      last.at = flight.at;
      this.#flights[flight.at] = last;
      this.#enter(last);
    }
    if (end === 'refused' && flight.four) this.#refused.push(flight.descriptor);
    else this.#kernel.close(flight.descriptor);
    flight.lane.release(flight);
    flight.resolve(end);
  }
}

/** Connects by the kernel's own calls: the same answers as Node's sockets for a tenth of the processor time. */
export function kernelConnect(kernel: Kernel): TryConnect {
  const flights = new Flights(kernel);
  return (lane, address, port, timeoutMs) => flights.tryConnect(lane, address, port, timeoutMs);
}
