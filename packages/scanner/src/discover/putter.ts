import { setTimeout as sleep } from 'node:timers/promises';
import { newId } from '@ancam/core';
import { Pace } from '../sweep/pace.ts';
import type { HostTurns } from '../sweep/turns.ts';
import type { Lane } from '../wire/lane.ts';
import { buildRequest } from '../wire/shapes.ts';
import type { ShapedRequest } from '../wire/shapes.ts';
import type { MulticastWay } from './interfaces.ts';
import type { DiscoveryPorts } from './ports.ts';
import type { DiscoveryProtocol } from './protocol.ts';
import { EACH, isAnybodys, rounds } from './questions.ts';
import type { Question } from './questions.ts';

/** Where this process was busy, so much of its rate is made up for: more at once would flood a switch or our own buffer. */
const CATCH_UP_MS = 24;
/** Between two protocols, so that no device hears all of them at once. */
const BETWEEN_PROTOCOLS_MS = 20;
/**
 * Makers' own replies come at once; those to multicast DNS within an eighth of a second (RFC 6762, section 6). So do those to a question that is put
 * again: who is slow replies to the first one meanwhile.
 */
const PROMPT_REPLIES_MS = 400;

/** Addresses that are asked before others of the scan have their turn. */
const AT_A_TIME = 64;

/** Of each address that was asked much lately, when its last question is put. */
export type Late = Map<string, Promise<void>>;

/** Questions that a device may take its time to answer: the first ones that are anybody's. */
const SLOW = new Set(
  rounds(EACH)[0]
    ?.filter(isAnybodys)
    .map(({ shape }) => shape),
);

/** What putting questions takes. */
export interface PutterOptions {
  readonly lane: Lane;
  readonly ports: DiscoveryPorts;
  /** UDP port of WS-Discovery where it is not the usual one. */
  readonly wsdPort: number | undefined;
  readonly waitMs: number;
  readonly perSecond: number;
  readonly turns: HostTurns;
  /** Whether there is nothing to ask an address by a protocol: it answered, or is to be left in peace. */
  readonly isDone: (protocol: DiscoveryProtocol, address: string) => boolean;
  readonly onFault: (fault: unknown) => void;
}

/** Puts questions: at the rate of the scan, to each address in its turn, and knows until when replies are awaited. */
export class Putter {
  readonly #options: PutterOptions;
  readonly #pace: Pace;
  /** Until when replies of an address are awaited. */
  readonly #awaited = new Map<string, number>();
  /** Ends when the last of those that wait to send has sent. */
  #line: Promise<void> = Promise.resolve();

  constructor(options: PutterOptions) {
    this.#options = options;
    this.#pace = new Pace(options.lane, options.perSecond, CATCH_UP_MS);
  }

  /** What was sent long ago holds nobody back any more. */
  forget(): void {
    this.#options.turns.forget();
    for (const [address, until] of this.#awaited) if (until < performance.now()) this.#awaited.delete(address);
  }

  /** Waits until no more replies of some addresses are awaited to what they were asked by now. */
  replied(addresses: readonly string[]): Promise<void> {
    return this.pause(Math.max(...addresses.map((address) => this.#awaited.get(address) ?? 0)) - performance.now());
  }

  /** Puts a question out of an interface; false where that takes no multicast. */
  async putOut({ protocol, shape }: Question, way: MulticastWay): Promise<boolean> {
    const port = await this.#options.ports.way(way);
    if (port === undefined) return false;
    for (const group of way.family === 'udp4' ? protocol.groups4 : protocol.groups6) {
      const host = `${group.includes(':') ? `[${group}]` : group}:${protocol.port}`;
      await port.send(requestOf(shape, host), `${group}${way.zone}`, this.#portOf(protocol));
    }
    return true;
  }

  /**
   * Puts a question to every address that has not answered, each in its turn, some at a time: a question to few need not wait for one to many. Who was
   * asked much lately comes `late`, after the others, and hears the next question when this one is put.
   */
  async putEach(question: Question, addresses: readonly string[], late: Late): Promise<void> {
    const begun = performance.now();
    const sent: Promise<unknown>[] = [];
    for (let start = 0; start < addresses.length && !this.#options.lane.cancelled; start += AT_A_TIME) {
      const before = this.#line;
      const some = before.then(() => this.#putSome(question, addresses.slice(start, start + AT_A_TIME), late, sent));
      this.#line = some.catch(() => undefined);
      await some;
    }
    await Promise.all(sent);
    await this.pause(BETWEEN_PROTOCOLS_MS - (performance.now() - begun));
  }

  async #putSome(question: Question, addresses: readonly string[], late: Late, sent: Promise<unknown>[]): Promise<void> {
    for (const address of addresses) {
      const before = late.get(address);
      if (before !== undefined || this.#options.turns.next(address) > performance.now()) {
        late.set(address, this.#putLate(question, address, before).catch(this.#options.onFault));
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

  async #putLate(question: Question, address: string, before: Promise<void> | undefined): Promise<void> {
    await before;
    if (this.#isDone(question, address)) return;
    const turn = this.#options.turns.book(address);
    await this.pause(turn.at - performance.now());
    await this.#pace.turn();
    turn.at = performance.now();
    await this.#send(question, address);
    await this.pause(BETWEEN_PROTOCOLS_MS);
  }

  #isDone({ protocol }: Question, address: string): boolean {
    return this.#options.lane.cancelled || this.#options.isDone(protocol, address);
  }

  async #send({ protocol, shape }: Question, address: string): Promise<void> {
    const family = address.includes(':') ? 'udp6' : 'udp4';
    const port = await this.#options.ports.unicast(family);
    if (port === undefined) return;
    const plain = address.replace(/%.*$/, '');
    const request = requestOf(shape, `${family === 'udp6' ? `[${plain}]` : plain}:${protocol.port}`);
    const until = performance.now() + (SLOW.has(shape) ? this.#options.waitMs : Math.min(PROMPT_REPLIES_MS, this.#options.waitMs));
    this.#awaited.set(address, Math.max(until, this.#awaited.get(address) ?? 0));
    await port.send(request, address, this.#portOf(protocol));
  }

  #portOf(protocol: DiscoveryProtocol): number {
    return protocol.id === 'ws-discovery' ? (this.#options.wsdPort ?? protocol.port) : protocol.port;
  }

  /** Waits, and no longer once the scan is cancelled. */
  async pause(ms: number): Promise<void> {
    const until = performance.now() + ms;
    for (let left = ms; left > 0 && !this.#options.lane.cancelled; left = until - performance.now()) await sleep(Math.min(50, left));
  }
}

function requestOf(shape: string, host: string): ShapedRequest {
  return buildRequest(shape, { uuid: newId(), host });
}
