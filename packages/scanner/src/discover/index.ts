import { setTimeout as sleep } from 'node:timers/promises';
import { newId, message } from '@ancam/core';
import type { Message } from '@ancam/core';
import type { ResolvedTargets } from '../targets/resolve.ts';
import type { Lane } from '../wire/lane.ts';
import { buildRequest } from '../wire/shapes.ts';
import type { ShapedRequest } from '../wire/shapes.ts';
import { waysOf } from './interfaces.ts';
import type { MulticastWay } from './interfaces.ts';
import { outsideNotes } from './outside.ts';
import { DiscoveryPorts } from './ports.ts';
import type { DiscoveryProtocol } from './protocol.ts';
import { PROTOCOLS } from './protocols/index.ts';
import { ReplyCollector } from './replies.ts';
import type { Discovered } from './replies.ts';

/** Datagrams are handed out in bursts, so that a switch, a small device and our own buffer are not flooded. */
const BURST = 64;
const BURST_PAUSE_MS = 8;
/** Between the kinds of question of one protocol, so that who answers the first is left in peace. */
const BETWEEN_KINDS_MS = 200;

/** A discovery under way: replies can be read while others are still awaited. */
export interface Discovery {
  /** What an address replied so far. */
  readonly find: (address: string) => Discovered | undefined;
  /**
   * Names addresses that nobody has, so that they are not asked. Unicast begins with the first call, whatever it names: datagrams to absent
   * neighbours fill the socket's buffer for seconds and hold up those to the others.
   */
  readonly spare: (absent: Iterable<string>) => void;
  /** Asks devices that showed life by the protocols that are not worth a question to every address. Replies come with time. */
  readonly inquire: (addresses: readonly string[]) => void;
  /** Ends when no more replies are awaited, with what the operator should know. Discovery that goes wrong is a note. */
  readonly done: Promise<readonly Message[]>;
  readonly close: () => void;
}

/** What to ask and how long to wait for late replies. */
export interface DiscoveryOptions {
  readonly lane: Lane;
  readonly targets: ResolvedTargets;
  readonly unicast: boolean;
  readonly interfaces: readonly string[];
  /** UDP port of WS-Discovery where it is not the usual one. */
  readonly wsdPort: number | undefined;
  readonly waitMs: number;
  /** Questions to one host lie this far apart at least. */
  readonly hostPauseMs: number;
  readonly clock: () => Date;
}

/** One question of one protocol. */
interface Question {
  readonly protocol: DiscoveryProtocol;
  readonly shape: string;
}

/** The first kinds of question of all protocols, then the second kinds, and so on. */
function rounds(protocols: readonly DiscoveryProtocol[]): Question[][] {
  const most = Math.max(...protocols.map(({ shapes }) => shapes.length));
  return Array.from({ length: most }, (_, index) =>
    protocols.flatMap((protocol) => {
      const shape = protocol.shapes[index];
      return shape === undefined ? [] : [{ protocol, shape }];
    }),
  );
}

/**
 * Asks by every protocol: each named interface by multicast and broadcast, each target that has not answered yet by unicast where that crosses
 * routers. So a reply that got lost is asked for again, and who answered is left in peace.
 */
export function discover(options: DiscoveryOptions): Discovery {
  const asking = new Asking(options);
  const done = asking
    .run()
    .catch((error: unknown) => [message('discovery-failed', { cause: error instanceof Error ? error.message : String(error) })]);
  return {
    find: (address) => asking.collector.find(address),
    spare: (absent) => asking.spare(absent),
    inquire: (addresses) => void asking.inquire(addresses).catch(() => undefined),
    done,
    close: () => asking.ports.close(),
  };
}

class Asking {
  readonly collector: ReplyCollector;
  readonly ports: DiscoveryPorts;
  readonly #options: DiscoveryOptions;
  readonly #notes = new Set<Message>();
  readonly #absent = new Set<string>();
  readonly #looked = Promise.withResolvers<void>();

  constructor(options: DiscoveryOptions) {
    this.#options = options;
    this.collector = new ReplyCollector(options.targets.standing, options.clock);
    this.ports = new DiscoveryPorts(options.lane, (datagram) => this.collector.take(datagram));
  }

  async run(): Promise<readonly Message[]> {
    const { unicast, interfaces, waitMs } = this.#options;
    const ways = interfaces.flatMap((name) => this.#waysOf(name));
    if (!unicast && ways.length === 0) return [...this.#notes];
    await this.ports.listen(ways);
    for (const [kind, questions] of rounds(PROTOCOLS).entries()) {
      if (kind > 0) await this.#pause(Math.min(BETWEEN_KINDS_MS, waitMs));
      for (const question of questions) await this.#ask(question, ways, unicast);
    }
    await this.#pause(waitMs);
    for (const note of outsideNotes(this.collector.inside(), this.collector.outside())) this.#notes.add(note);
    return [...this.#notes];
  }

  spare(absent: Iterable<string>): void {
    for (const address of absent) this.#absent.add(address);
    this.#looked.resolve();
  }

  async inquire(addresses: readonly string[]): Promise<void> {
    if (!this.#options.unicast) return;
    for (const protocol of PROTOCOLS.filter((each) => each.unicast === 'living')) {
      for (const shape of protocol.shapes) await this.#askEach({ protocol, shape }, addresses);
    }
  }

  #waysOf(name: string): MulticastWay[] {
    const found = waysOf(name);
    if (found.length === 0) this.#notes.add(message('no-interface', { name }));
    return found;
  }

  async #ask(question: Question, ways: readonly MulticastWay[], unicast: boolean): Promise<void> {
    for (const way of ways) await this.#askOut(question, way);
    if (!unicast || question.protocol.unicast !== 'each') return;
    await this.#looked.promise;
    await this.#askEach(question, this.#options.targets.addresses());
  }

  async #askOut({ protocol, shape }: Question, way: MulticastWay): Promise<void> {
    const port = await this.ports.way(way);
    if (port === undefined) {
      this.#notes.add(message('no-multicast', { name: way.bind ?? way.name }));
      return;
    }
    for (const group of way.family === 'udp4' ? protocol.groups4 : protocol.groups6) {
      const host = `${group.includes(':') ? `[${group}]` : group}:${protocol.port}`;
      await port.send(requestOf(shape, host), `${group}${way.zone}`, this.#portOf(protocol));
    }
  }

  /** Asks every address that has not answered; the next question to the same host is held back so that it keeps its pace. */
  async #askEach({ protocol, shape }: Question, addresses: Iterable<string>): Promise<void> {
    const { lane, hostPauseMs } = this.#options;
    const begun = performance.now();
    let burst: Promise<unknown>[] = [];
    for (const address of addresses) {
      if (lane.cancelled) return;
      if (this.#absent.has(address) || this.collector.answered(address, protocol)) continue;
      const family = address.includes(':') ? 'udp6' : 'udp4';
      const port = await this.ports.unicast(family);
      if (port === undefined) continue;
      const plain = address.replace(/%.*$/, '');
      const request = requestOf(shape, `${family === 'udp6' ? `[${plain}]` : plain}:${protocol.port}`);
      burst.push(port.send(request, address, this.#portOf(protocol)));
      if (burst.length < BURST) continue;
      await Promise.all(burst);
      burst = [];
      await sleep(BURST_PAUSE_MS);
    }
    await Promise.all(burst);
    await this.#pause(hostPauseMs - (performance.now() - begun));
  }

  #portOf(protocol: DiscoveryProtocol): number {
    return protocol.id === 'ws-discovery' ? (this.#options.wsdPort ?? protocol.port) : protocol.port;
  }

  async #pause(ms: number): Promise<void> {
    const until = performance.now() + ms;
    for (let left = ms; left > 0 && !this.#options.lane.cancelled; left = until - performance.now()) await sleep(Math.min(50, left));
  }
}

function requestOf(shape: string, host: string): ShapedRequest {
  return buildRequest(shape, { uuid: newId(), host });
}
