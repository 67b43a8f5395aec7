import { setTimeout as sleep } from 'node:timers/promises';
import { newId, message } from '@ancam/core';
import type { Message } from '@ancam/core';
import type { ResolvedTargets } from '../targets/resolve.ts';
import type { Lane } from '../wire/lane.ts';
import { buildRequest } from '../wire/shapes.ts';
import { openUdp } from '../wire/udp.ts';
import type { UdpPort } from '../wire/udp.ts';
import { ReplyCollector } from './collector.ts';
import type { Discovered } from './collector.ts';
import { waysOf } from './interfaces.ts';

/** UDP port of WS-Discovery. */
export const WSD_PORT = 3702;

/** The kinds of question, the one that cameras answer most reliably first. */
const SHAPES = ['wsd-probe-transmitter', 'wsd-probe-device', 'wsd-probe-any'];
/** Datagrams are handed out in bursts, so that a switch, a small device and our own buffer are not flooded. */
const BURST = 64;
const BURST_PAUSE_MS = 8;
const MAX_NOTES = 64;

/** A discovery under way: replies can be read while others are still awaited. */
export interface Discovery {
  /** What an address replied so far. */
  readonly find: (address: string) => Discovered | undefined;
  /** Ends when no more replies are awaited, with what the operator should know. Discovery that goes wrong is a note. */
  readonly done: Promise<readonly Message[]>;
}

/** What to ask and how long to wait for late replies. */
export interface DiscoveryOptions {
  readonly lane: Lane;
  readonly targets: ResolvedTargets;
  readonly unicast: boolean;
  readonly interfaces: readonly string[];
  readonly port: number;
  readonly waitMs: number;
  readonly clock: () => Date;
}

/**
 * Asks by WS-Discovery, kind by kind: each named interface by multicast, each target that has not answered yet by unicast.
 * So a reply that got lost is asked for again, and who answered is left in peace.
 */
export function discover(options: DiscoveryOptions): Discovery {
  const collector = new ReplyCollector(options.targets.standing, options.clock);
  const done = askAll(options, collector).catch((error: unknown) => [
    message('discovery-failed', { cause: error instanceof Error ? error.message : String(error) }),
  ]);
  return { find: (address) => collector.find(address), done };
}

async function askAll(options: DiscoveryOptions, collector: ReplyCollector): Promise<readonly Message[]> {
  const notes = new Set<Message>();
  const ports = new Ports(options.lane, collector);
  const ways = options.interfaces.flatMap((name) => {
    const found = waysOf(name);
    if (found.length === 0) notes.add(message('no-interface', { name }));
    return found;
  });
  for (const shape of SHAPES) {
    for (const way of ways) {
      const port = await ports.open(`${way.family} ${way.multicastInterface ?? ''}`, way);
      if (port === undefined) notes.add(message('no-multicast', { name: way.bind ?? way.multicastInterface ?? '' }));
      await port?.send(buildRequest(shape, { uuid: newId() }), way.group, options.port);
    }
    const open = options.unicast ? await askEach(options, collector, ports, shape) : 0;
    if (open > 0 || ways.length > 0) await pause(options);
  }
  ports.close();
  for (const address of collector.outside().slice(0, MAX_NOTES)) {
    notes.add(message('outside-answer', { address }));
  }
  return [...notes];
}

async function pause({ lane, waitMs }: DiscoveryOptions): Promise<void> {
  for (let waited = 0; waited < waitMs && !lane.cancelled; waited += 50) await sleep(Math.min(50, waitMs));
}

/** Asks every target that has not answered; returns how many that were. */
async function askEach(options: DiscoveryOptions, collector: ReplyCollector, ports: Ports, shape: string): Promise<number> {
  const request = buildRequest(shape, { uuid: newId() });
  let sent = 0;
  for (const address of options.targets.addresses()) {
    if (options.lane.cancelled) break;
    if (collector.answered(address)) continue;
    const family = address.includes(':') ? 'udp6' : 'udp4';
    await (await ports.open(family, { family }))?.send(request, address, options.port);
    sent += 1;
    if (sent % BURST === 0) await sleep(BURST_PAUSE_MS);
  }
  return sent;
}

/** The sockets of one discovery, opened when first used. */
class Ports {
  readonly #open = new Map<string, UdpPort | undefined>();
  readonly #lane: Lane;
  readonly #collector: ReplyCollector;

  constructor(lane: Lane, collector: ReplyCollector) {
    this.#lane = lane;
    this.#collector = collector;
  }

  async open(key: string, origin: Parameters<typeof openUdp>[1]): Promise<UdpPort | undefined> {
    if (!this.#open.has(key)) this.#open.set(key, await openUdp(this.#lane, origin, (datagram) => this.#collector.take(datagram)));
    return this.#open.get(key);
  }

  close(): void {
    for (const port of this.#open.values()) port?.destroy();
  }
}
