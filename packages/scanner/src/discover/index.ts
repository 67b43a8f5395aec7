import { networkInterfaces } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { newId } from '@ancam/core';
import type { ResolvedTargets } from '../targets/resolve.ts';
import type { Lane } from '../wire/lane.ts';
import { buildRequest } from '../wire/shapes.ts';
import { openUdp } from '../wire/udp.ts';
import type { Datagram, UdpPort } from '../wire/udp.ts';
import { parseMatches } from './matches.ts';
import type { DiscoveryMatch } from './matches.ts';

/** UDP port of WS-Discovery. */
export const WSD_PORT = 3702;
const GROUP_4 = '239.255.255.250';
const GROUP_6 = 'ff02::c';
const SHAPES = ['wsd-probe-transmitter', 'wsd-probe-device', 'wsd-probe-any'];
const MAX_REPLY_BYTES = 65_536;
const MAX_REPLIES_PER_HOST = 6;
/** Datagrams are handed out in bursts, so that a switch or a small device is not flooded. */
const BURST = 256;
const BURST_PAUSE_MS = 20;

/** A device that answered, with the texts it sent. */
export interface Discovered {
  readonly address: string;
  readonly matches: DiscoveryMatch[];
  readonly texts: string[];
  readonly at: Date;
}

/** What discovery brought. */
export interface Discovery {
  readonly found: ReadonlyMap<string, Discovered>;
  readonly notes: readonly string[];
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

class Collector {
  readonly found = new Map<string, Discovered>();
  readonly notes = new Set<string>();
  readonly #options: DiscoveryOptions;

  constructor(options: DiscoveryOptions) {
    this.#options = options;
  }

  /** Replies of excluded addresses are dropped unread; those of addresses not named become a note. */
  take({ address, bytes }: Datagram): void {
    const plain = address.replace(/^::ffff:/, '');
    const standing = this.#options.targets.standing(plain);
    if (standing === 'excluded' || bytes.length > MAX_REPLY_BYTES) return;
    const text = bytes.toString('utf8');
    const matches = parseMatches(text);
    if (matches.length === 0) return;
    if (standing === 'outside') {
      if (this.notes.size < 64) this.notes.add(`a device answered discovery from an address that is not named, not scanned: ${plain}`);
      return;
    }
    const known = this.found.get(plain) ?? { address: plain, matches: [], texts: [], at: this.#options.clock() };
    if (known.matches.length < MAX_REPLIES_PER_HOST && !known.texts.includes(text)) {
      known.matches.push(...matches);
      known.texts.push(text.slice(0, 4096));
    }
    this.found.set(plain, known);
  }
}

function probes(): ReturnType<typeof buildRequest>[] {
  return SHAPES.map((shape) => buildRequest(shape, { uuid: newId() }));
}

/** Asks by WS-Discovery: each target by unicast, each named interface by multicast; then waits for late replies. */
export async function discover(options: DiscoveryOptions): Promise<Discovery> {
  const collector = new Collector(options);
  const ports: UdpPort[] = [];
  if (options.unicast) ports.push(...(await askEach(options, collector)));
  for (const name of options.interfaces) ports.push(...(await askInterface(options, collector, name)));
  if (ports.length > 0 && !options.lane.cancelled) await sleep(options.waitMs);
  for (const port of ports) port.destroy();
  return { found: collector.found, notes: [...collector.notes] };
}

async function askEach(options: DiscoveryOptions, collector: Collector): Promise<UdpPort[]> {
  const ports = new Map<'udp4' | 'udp6', UdpPort | undefined>();
  const requests = probes();
  let sent = 0;
  for (const address of options.targets.addresses()) {
    if (options.lane.cancelled) break;
    const family = address.includes(':') ? 'udp6' : 'udp4';
    if (!ports.has(family)) ports.set(family, await openUdp(options.lane, { family }, (datagram) => collector.take(datagram)));
    const port = ports.get(family);
    for (const request of requests) await port?.send(request, address, options.port);
    sent += requests.length;
    if (sent >= BURST) {
      sent = 0;
      await sleep(BURST_PAUSE_MS);
    }
  }
  return [...ports.values()].filter((port) => port !== undefined);
}

interface Way {
  readonly family: 'udp4' | 'udp6';
  readonly bind?: string;
  readonly multicastInterface: string;
  readonly group: string;
}

/** The ways out of an interface, by its name or one of its addresses. */
function waysOf(name: string): Way[] {
  return Object.entries(networkInterfaces()).flatMap(([key, entries]) =>
    (entries ?? []).flatMap((entry): Way[] => {
      if (key !== name && entry.address !== name) return [];
      if (entry.family === 'IPv4') return [{ family: 'udp4', bind: entry.address, multicastInterface: entry.address, group: GROUP_4 }];
      if (!entry.address.startsWith('fe80:') || entry.scopeid === undefined) return [];
      // Windows names interfaces by number in addresses, other systems by name
      const scope = process.platform === 'win32' ? String(entry.scopeid) : key;
      return [{ family: 'udp6', multicastInterface: `::%${scope}`, group: `${GROUP_6}%${scope}` }];
    }),
  );
}

async function askInterface(options: DiscoveryOptions, collector: Collector, name: string): Promise<UdpPort[]> {
  const ways = waysOf(name);
  if (ways.length === 0) collector.notes.add(`this machine has no interface ${name}; not asked by multicast`);
  const ports: UdpPort[] = [];
  for (const way of ways) {
    const port = await openUdp(options.lane, way, (datagram) => collector.take(datagram));
    if (port === undefined) collector.notes.add(`interface ${name} does not take multicast`);
    else {
      ports.push(port);
      for (const request of probes()) await port.send(request, way.group, options.port);
    }
  }
  return ports;
}
