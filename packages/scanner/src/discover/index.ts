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
const OWN = EACH.filter(({ makers }) => makers.length > 0);

/** When the replies of some addresses are in. */
export interface Replies {
  /** Those to the first question of every protocol that is anybody's, which most devices answer. */
  readonly first: Promise<void>;
  /** Those of one address to all questions. */
  readonly of: (address: string) => Promise<void>;
  /** Those of all addresses to all questions. */
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
  /** An address that will be read: makers' own questions wait until that has shown whose device it is. */
  readonly hold: (address: string) => void;
  /** Asks a held device by the makers' own protocols that each address is asked; ends when no more replies are awaited. */
  readonly seek: (address: string) => Promise<void>;
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

function isAnybodys({ protocol }: Question): boolean {
  return protocol.makers.length === 0;
}

/** Of each address that was asked much lately, when its last question is put. */
type Late = Map<string, Promise<void>>;

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
    hold: (address) => asking.hold(address),
    seek: (address) => asking.seek(address),
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
  readonly #lastSent = new Map<string, number>();
  readonly #held = new Set<string>();
  readonly #sought = new Set<string>();
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
    if (!this.#options.unicast) return { first: multicast, of: () => multicast, all: multicast };
    this.#options.turns.forget();
    for (const [address, at] of this.#lastSent) if (at + this.#options.waitMs < performance.now()) this.#lastSent.delete(address);
    const [first, put] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const late: Late = new Map();
    const all = this.#guarded(async () => {
      // whoever replied to multicast is not asked again
      await multicast;
      const [firsts = [], ...again] = rounds(EACH);
      for (const question of firsts.filter(isAnybodys)) await this.#askEach(question, addresses, late);
      void this.#pause(this.#options.waitMs).then(first.resolve);
      await this.#pause(BETWEEN_KINDS_MS);
      // meanwhile most ports that are open were found, and their devices held
      const others = this.#takeOthers(addresses);
      for (const question of firsts.filter((each) => !isAnybodys(each))) await this.#askEach(question, others, late);
      for (const questions of again) {
        await this.#pause(BETWEEN_KINDS_MS);
        for (const question of questions) await this.#askEach(question, isAnybodys(question) ? addresses : others, late);
      }
      put.resolve();
      await Promise.all(late.values());
      await this.#pause(this.#options.waitMs);
    });
    const of = async (address: string): Promise<void> => {
      await Promise.race([put.promise, all]);
      await late.get(address);
      await this.#pause((this.#lastSent.get(address) ?? 0) + this.#options.waitMs - performance.now());
    };
    return { first: Promise.race([first.promise, all]), of, all };
  }

  /** Those that are not held by now: they are asked makers' own questions at once, and not again where a port turns out to be open later. */
  #takeOthers(addresses: readonly string[]): readonly string[] {
    return this.#take(addresses.filter((address) => !this.#held.has(address)));
  }

  /** Held devices whose turn it is to be asked makers' own questions. */
  #takeHeld(addresses: readonly string[]): readonly string[] {
    return this.#take(addresses.filter((address) => this.#held.has(address) && !this.#sought.has(address)));
  }

  #take(addresses: readonly string[]): readonly string[] {
    for (const address of addresses) this.#sought.add(address);
    return addresses;
  }

  hold(address: string): void {
    this.#held.add(address);
  }

  spare(addresses: readonly string[]): void {
    for (const address of addresses) this.#spared.add(address);
  }

  async seek(address: string): Promise<void> {
    await this.#inquire(OWN, this.#takeHeld([address]));
  }

  async inquire(addresses: readonly string[], maker?: string): Promise<void> {
    const held = this.#takeHeld(addresses);
    const fitting = ({ makers }: DiscoveryProtocol): boolean => maker === undefined || makers.length === 0 || makers.includes(maker);
    await this.#inquire([...OWN, ...LIVING].filter(fitting), addresses, held);
  }

  /**
   * Asks by some protocols: those that each address is asked by, only the devices whose turn that is. Who shows life is asked once: to it questions are
   * seldom lost.
   */
  async #inquire(protocols: readonly DiscoveryProtocol[], named: readonly string[], held = named): Promise<void> {
    const addresses = named.filter((address) => !this.#spared.has(address));
    if (!this.#options.unicast || addresses.length === 0) return;
    await this.#guarded(async () => {
      const late: Late = new Map();
      const [questions = []] = rounds(protocols);
      for (const question of questions) await this.#askEach(question, question.protocol.unicast === 'each' ? held : addresses, late);
      await Promise.all(late.values());
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

  /**
   * Asks every address that has not answered, each in its turn, some at a time: a question to few need not wait for one to many. Who was asked much
   * lately comes `late`, after the others, and hears the next question when this one is put.
   */
  async #askEach(question: Question, addresses: readonly string[], late: Late): Promise<void> {
    const begun = performance.now();
    const sent: Promise<unknown>[] = [];
    for (let start = 0; start < addresses.length && !this.#options.lane.cancelled; start += AT_A_TIME) {
      const before = this.#line;
      const some = before.then(() => this.#askSome(question, addresses.slice(start, start + AT_A_TIME), late, sent));
      this.#line = some.catch(() => undefined);
      await some;
    }
    await Promise.all(sent);
    await this.#pause(BETWEEN_PROTOCOLS_MS - (performance.now() - begun));
  }

  async #askSome(question: Question, addresses: readonly string[], late: Late, sent: Promise<unknown>[]): Promise<void> {
    for (const address of addresses) {
      const before = late.get(address);
      if (before !== undefined || this.#options.turns.next(address) > performance.now()) {
        late.set(
          address,
          this.#guarded(() => this.#askLate(question, address, before)),
        );
        continue;
      }
      if (this.#isDone(question, address)) continue;
      const turn = this.#options.turns.book(address);
      const ofAll = this.#pace.turn();
      if (ofAll !== undefined) await ofAll;
      turn.at = performance.now();
      sent.push(this.#send(question, address));
    }
  }

  async #askLate(question: Question, address: string, before: Promise<void> | undefined): Promise<void> {
    await before;
    if (this.#isDone(question, address)) return;
    const turn = this.#options.turns.book(address);
    await this.#pause(turn.at - performance.now());
    await this.#pace.turn();
    turn.at = performance.now();
    await this.#send(question, address);
    await this.#pause(BETWEEN_PROTOCOLS_MS);
  }

  #isDone({ protocol }: Question, address: string): boolean {
    return this.#options.lane.cancelled || this.#spared.has(address) || this.collector.answered(address, protocol);
  }

  async #send({ protocol, shape }: Question, address: string): Promise<void> {
    const family = address.includes(':') ? 'udp6' : 'udp4';
    const port = await this.ports.unicast(family);
    if (port === undefined) return;
    const plain = address.replace(/%.*$/, '');
    const request = requestOf(shape, `${family === 'udp6' ? `[${plain}]` : plain}:${protocol.port}`);
    this.#lastSent.set(address, performance.now());
    await port.send(request, address, this.#portOf(protocol));
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
