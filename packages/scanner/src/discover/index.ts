import { setTimeout as sleep } from 'node:timers/promises';
import { newId, message } from '@ancam/core';
import type { Message } from '@ancam/core';
import { Pace } from '../sweep/pace.ts';
import type { HostTurns } from '../sweep/turns.ts';
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
import type { Discovered, TimedDatagram } from './replies.ts';

/** Where this process was busy, so much of its rate is made up for: more at once would flood a switch or our own buffer. */
const CATCH_UP_MS = 24;
/** Between the kinds of question of one protocol, so that who answers the first is left in peace. */
const BETWEEN_KINDS_MS = 100;
/** Between two protocols, for the same reason. */
const BETWEEN_PROTOCOLS_MS = 40;
/** Makers' own replies come at once; those to multicast DNS within an eighth of a second (RFC 6762, section 6). */
const PROMPT_REPLIES_MS = 400;

/** Addresses that are asked before others of the scan have their turn. */
const AT_A_TIME = 64;

const EACH = PROTOCOLS.filter(({ unicast }) => unicast === 'each');
const LIVING = PROTOCOLS.filter(({ unicast }) => unicast === 'living');

/** When the replies of some addresses are in. */
export interface Replies {
  /** All questions are asked. */
  readonly sent: Promise<void>;
  /** Those to the first question of every protocol, which most devices answer. */
  readonly first: Promise<void>;
  /** Those to all questions. */
  readonly all: Promise<void>;
}

/** A discovery under way: replies can be read while others are still awaited. */
export interface Discovery {
  /** What an address replied so far. */
  readonly find: (address: string) => Discovered | undefined;
  /** The same as it came; and what came in an earlier sitting, so that it is not asked for again. */
  readonly datagrams: (address: string) => readonly TimedDatagram[];
  readonly restore: (datagrams: readonly TimedDatagram[]) => void;
  /** What devices replied that nobody named, and what the operator should know. */
  readonly notes: () => readonly Message[];
  /** Ends when no more replies to multicast and broadcast are awaited. */
  readonly multicast: Promise<void>;
  /** Asks some addresses, those that have not replied yet, by each protocol that is worth a question to everybody. */
  readonly ask: (addresses: readonly string[]) => Replies;
  /**
   * Asks devices that showed life by the other protocols, where their maker is known only by those that are everybody's or its own; ends when no
   * more replies are awaited.
   */
  readonly inquire: (addresses: readonly string[], maker?: string) => Promise<void>;
  /** Leaves addresses in peace from now on. */
  readonly spare: (addresses: readonly string[]) => void;
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
  /** Most questions in a second over all addresses. */
  readonly perSecond: number;
  /** The turns of each host. */
  readonly turns: HostTurns;
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
 * Asks by every protocol: each named interface by multicast and broadcast at once, then addresses by unicast, some at a time, where that crosses
 * routers. So a reply that got lost is asked for again, and who answered is left in peace. What goes wrong is a note.
 */
export function discover(options: DiscoveryOptions): Discovery {
  const asking = new Asking(options);
  const multicast = asking.askOut();
  return {
    find: (address) => asking.collector.find(address),
    datagrams: (address) => asking.collector.datagrams(address),
    restore: (datagrams) => {
      for (const each of datagrams) asking.collector.take(each, each.at);
    },
    notes: () => asking.notes(),
    multicast,
    ask: (addresses) => asking.ask(addresses, multicast),
    inquire: (addresses, maker) => asking.inquire(addresses, maker),
    spare: (addresses) => asking.spare(addresses),
    close: () => asking.ports.close(),
  };
}

class Asking {
  readonly collector: ReplyCollector;
  readonly ports: DiscoveryPorts;
  readonly #options: DiscoveryOptions;
  readonly #pace: Pace;
  readonly #notes = new Set<Message>();
  readonly #spared = new Set<string>();
  /** Ends when the last of those that wait to send has sent. */
  #line: Promise<void> = Promise.resolve();

  constructor(options: DiscoveryOptions) {
    this.#options = options;
    this.#pace = new Pace(options.lane, options.perSecond, CATCH_UP_MS);
    this.collector = new ReplyCollector(options.targets.standing, options.clock);
    this.ports = new DiscoveryPorts(options.lane, (datagram) => this.collector.take(datagram));
  }

  notes(): readonly Message[] {
    return [...this.#notes, ...outsideNotes(this.collector.inside(), this.collector.outside())];
  }

  /** Asks out of every named interface. */
  async askOut(): Promise<void> {
    const ways = this.#options.interfaces.flatMap((name) => this.#waysOf(name));
    if (!this.#options.unicast && ways.length === 0) return;
    await this.#guarded(async () => {
      await this.ports.listen(ways);
      if (ways.length === 0) return;
      for (const [kind, questions] of rounds(PROTOCOLS).entries()) {
        if (kind > 0) await this.#pause(BETWEEN_KINDS_MS);
        for (const question of questions) for (const way of ways) await this.#askWay(question, way);
      }
      await this.#pause(this.#options.waitMs);
    });
  }

  ask(addresses: readonly string[], multicast: Promise<void>): Replies {
    if (!this.#options.unicast) return { sent: multicast, first: multicast, all: multicast };
    this.#options.turns.forget();
    const [first, sent] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const all = this.#guarded(async () => {
      // whoever replied to multicast is not asked again
      await multicast;
      for (const [kind, questions] of rounds(EACH).entries()) {
        if (kind > 0) await this.#pause(BETWEEN_KINDS_MS);
        for (const question of questions) await this.#askEach(question, addresses);
        if (kind === 0) void this.#pause(this.#options.waitMs).then(first.resolve);
      }
      sent.resolve();
      await this.#pause(this.#options.waitMs);
    });
    return { sent: Promise.race([sent.promise, all]), first: Promise.race([first.promise, all]), all };
  }

  spare(addresses: readonly string[]): void {
    for (const address of addresses) this.#spared.add(address);
  }

  async inquire(named: readonly string[], maker?: string): Promise<void> {
    const addresses = named.filter((address) => !this.#spared.has(address));
    if (!this.#options.unicast || addresses.length === 0) return;
    const fitting = LIVING.filter(({ makers }) => maker === undefined || makers.length === 0 || makers.includes(maker));
    await this.#guarded(async () => {
      for (const question of rounds(fitting).flat()) await this.#askEach(question, addresses);
      await this.#pause(Math.min(PROMPT_REPLIES_MS, this.#options.waitMs));
    });
  }

  async #guarded(questions: () => Promise<void>): Promise<void> {
    try {
      await questions();
    } catch (error) {
      this.#notes.add(message('discovery-failed', { cause: error instanceof Error ? error.message : String(error) }));
    }
  }

  #waysOf(name: string): MulticastWay[] {
    const found = waysOf(name);
    if (found.length === 0) this.#notes.add(message('no-interface', { name }));
    return found;
  }

  async #askWay({ protocol, shape }: Question, way: MulticastWay): Promise<void> {
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

  /** Asks every address that has not answered, each in its turn, some at a time: a question to few need not wait for one to many. */
  async #askEach(question: Question, addresses: readonly string[]): Promise<void> {
    const { lane } = this.#options;
    const begun = performance.now();
    const sent: Promise<unknown>[] = [];
    for (let start = 0; start < addresses.length && !lane.cancelled; start += AT_A_TIME) {
      const before = this.#line;
      const some = before.then(() => this.#askSome(question, addresses.slice(start, start + AT_A_TIME), sent));
      this.#line = some.catch(() => undefined);
      await some;
    }
    await Promise.all(sent);
    await this.#pause(BETWEEN_PROTOCOLS_MS - (performance.now() - begun));
  }

  async #askSome({ protocol, shape }: Question, addresses: readonly string[], sent: Promise<unknown>[]): Promise<void> {
    for (const address of addresses) {
      if (this.#options.lane.cancelled) return;
      if (this.#spared.has(address) || this.collector.answered(address, protocol)) continue;
      const family = address.includes(':') ? 'udp6' : 'udp4';
      const port = await this.ports.unicast(family);
      if (port === undefined) continue;
      const plain = address.replace(/%.*$/, '');
      const request = requestOf(shape, `${family === 'udp6' ? `[${plain}]` : plain}:${protocol.port}`);
      const send = (): Promise<unknown> => port.send(request, address, this.#portOf(protocol));
      const turn = this.#options.turns.book(address);
      const wait = turn.at - performance.now();
      if (wait > 0) {
        // the others need not wait for who was asked much lately
        sent.push(this.#pause(wait).then(() => this.#inTurn(turn, send)));
        continue;
      }
      const ofAll = this.#pace.turn();
      if (ofAll !== undefined) await ofAll;
      turn.at = performance.now();
      sent.push(send());
    }
  }

  async #inTurn(turn: { at: number }, send: () => Promise<unknown>): Promise<void> {
    await this.#pace.turn();
    turn.at = performance.now();
    await send();
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
