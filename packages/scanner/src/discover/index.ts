import { message } from '@ancam/core';
import type { Message } from '@ancam/core';
import type { HostTurns } from '../sweep/turns.ts';
import type { ResolvedTargets } from '../targets/resolve.ts';
import type { Lane } from '../wire/lane.ts';
import { waysOf } from './interfaces.ts';
import type { MulticastWay } from './interfaces.ts';
import { outsideNotes } from './outside.ts';
import { DiscoveryPorts } from './ports.ts';
import type { DiscoveryProtocol } from './protocol.ts';
import { PROTOCOLS } from './protocols/index.ts';
import { Putter } from './putter.ts';
import type { Late } from './putter.ts';
import { EACH, LIVING, OWN, isAnybodys, rounds } from './questions.ts';
import type { Question } from './questions.ts';
import { ReplyCollector } from './replies.ts';
import type { Discovered, TimedDatagram } from './replies.ts';

/** Between the kinds of question of one protocol, so that who answers the first is left in peace. */
const BETWEEN_KINDS_MS = 100;

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
  /** No more is asked of addresses: they need not be remembered, of which a scan may name millions. */
  readonly forget: (addresses: readonly string[]) => void;
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
  /** Whether what a protocol tells of the devices of a maker is of use, once it is known whose they are. */
  readonly tells: (protocol: DiscoveryProtocol, maker: string) => boolean;
  readonly clock: () => Date;
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
    forget: (addresses) => asking.forget(addresses),
    close: () => asking.ports.close(),
  };
}

class Asking {
  readonly collector: ReplyCollector;
  readonly ports: DiscoveryPorts;
  readonly #options: DiscoveryOptions;
  readonly #putter: Putter;
  readonly #notes = new Set<Message>();
  /** Addresses to leave in peace. */
  readonly #spared = new Set<string>();
  /** Addresses that will be read, until it is their turn to be asked makers' own questions; those whose turn it was; those that show life. */
  readonly #held = new Set<string>();
  readonly #sought = new Set<string>();
  readonly #living = new Set<string>();

  constructor(options: DiscoveryOptions) {
    this.#options = options;
    this.collector = new ReplyCollector(options.targets.standing, options.clock);
    this.ports = new DiscoveryPorts(options.lane, (datagram) => this.collector.take(datagram));
    this.#putter = new Putter({
      ...options,
      ports: this.ports,
      isDone: (protocol, address) => this.#spared.has(address) || this.collector.answered(address, protocol),
      onFault: (fault) => this.#noteFault(fault),
    });
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
        if (kind > 0) await this.#putter.pause(BETWEEN_KINDS_MS);
        for (const question of questions) for (const way of ways) await this.#askWay(question, way);
      }
      await this.#putter.pause(this.#options.waitMs);
    });
  }

  ask(addresses: readonly string[], multicast: Promise<void>): Replies {
    if (!this.#options.unicast) return { first: multicast, of: () => multicast, all: multicast };
    const putter = this.#putter;
    putter.forget();
    const [first, put] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const late: Late = new Map();
    const all = this.#guarded(async () => {
      // whoever replied to multicast is not asked again
      await multicast;
      const [firsts = [], ...again] = rounds(EACH);
      for (const question of firsts.filter(isAnybodys)) await putter.putEach(question, addresses, late);
      void putter.pause(this.#options.waitMs).then(first.resolve);
      await putter.pause(BETWEEN_KINDS_MS);
      // meanwhile most ports that are open were found, and their devices held
      const others = this.#takeOthers(addresses);
      for (const question of firsts.filter((each) => !isAnybodys(each))) await putter.putEach(question, others, late);
      for (const questions of again) {
        await putter.pause(BETWEEN_KINDS_MS);
        const silent = others.filter((address) => !this.#living.has(address));
        for (const question of questions) await putter.putEach(question, isAnybodys(question) ? addresses : silent, late);
      }
      put.resolve();
      await Promise.all(late.values());
      await putter.replied(addresses);
    });
    const of = async (address: string): Promise<void> => {
      await Promise.race([put.promise, all]);
      await late.get(address);
      await putter.replied([address]);
    };
    return { first: Promise.race([first.promise, all]), of, all };
  }

  /** Those that are not held by now: they are asked makers' own questions at once, and not again where a port turns out to be open later. */
  #takeOthers(addresses: readonly string[]): readonly string[] {
    return this.#take(addresses.filter((address) => !this.#held.has(address) && !this.#sought.has(address)));
  }

  /** Held devices whose turn it is to be asked makers' own questions. */
  #takeHeld(addresses: readonly string[]): readonly string[] {
    return this.#take(addresses.filter((address) => this.#held.delete(address)));
  }

  #take(addresses: readonly string[]): readonly string[] {
    for (const address of addresses) this.#sought.add(address);
    return addresses;
  }

  forget(addresses: readonly string[]): void {
    for (const each of [this.#spared, this.#sought, this.#living]) for (const address of addresses) each.delete(address);
  }

  hold(address: string): void {
    if (!this.#sought.has(address)) this.#held.add(address);
  }

  spare(addresses: readonly string[]): void {
    for (const address of addresses) this.#spared.add(address);
  }

  async seek(address: string): Promise<void> {
    await this.#inquire(OWN, this.#takeHeld([address]));
  }

  async inquire(addresses: readonly string[], maker?: string): Promise<void> {
    const held = this.#takeHeld(addresses);
    for (const address of addresses) this.#living.add(address);
    const fitting = (protocol: DiscoveryProtocol): boolean => maker === undefined || this.#options.tells(protocol, maker);
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
      for (const question of questions) await this.#putter.putEach(question, question.protocol.unicast === 'each' ? held : addresses, late);
      await Promise.all(late.values());
      await this.#putter.replied(addresses);
    });
  }

  async #guarded(questions: () => Promise<void>): Promise<void> {
    try {
      await questions();
    } catch (error) {
      this.#noteFault(error);
    }
  }

  #noteFault(fault: unknown): void {
    this.#notes.add(message('discovery-failed', { cause: fault instanceof Error ? fault.message : String(fault) }));
  }

  #waysOf(name: string): MulticastWay[] {
    const found = waysOf(name);
    if (found.length === 0) this.#notes.add(message('no-interface', { name }));
    return found;
  }

  async #askWay(question: Question, way: MulticastWay): Promise<void> {
    if (!(await this.#putter.putOut(question, way))) this.#notes.add(message('no-multicast', { name: way.bind ?? way.name }));
  }
}
