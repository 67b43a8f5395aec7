import { explainBytes } from '@ancam/scanner';
import { flowsOf, isTlsClient } from './flows.ts';
import type { Flow } from './flows.ts';
import { readPacket } from './packets.ts';
import type { Packet } from './packets.ts';
import type { Frame } from './pcap.ts';

/** What a scan was allowed to do. Groups and neighbours are named here by the test, not taken from the scanner. */
export interface Permit {
  /** Hardware address of the scanner, 12 hex digits: only what it sent is judged. */
  readonly scanner: string;
  readonly targets: ReadonlySet<string>;
  /** Next hop to targets elsewhere: its hardware address may be asked for. */
  readonly router: string;
  /** `group port` of every question to many. */
  readonly groups: ReadonlySet<string>;
  /** Most connects per second over all addresses while ports are tried; most connections per second to one host after that. */
  readonly connectsPerSecond: number;
  readonly hostRatePerSecond: number;
}

/** What a capture shows: everything the permit does not cover, and what was seen, so that a test can tell an empty capture from a good one. */
export interface Audit {
  readonly faults: readonly string[];
  /** Shapes seen, by where they went. */
  readonly shapes: ReadonlySet<string>;
  readonly flows: readonly Flow[];
}

/** Router and neighbour solicitation, neighbour advertisement, reports of groups: a machine sends them without being asked. */
const NEIGHBOUR_DISCOVERY: ReadonlySet<number> = new Set([133, 135, 136, 143]);

/** Holds a capture against the permit. */
export function audit(frames: readonly Frame[], permit: Permit): Audit {
  const packets = frames.map(readPacket).filter((packet) => packet.from === permit.scanner);
  const { flows, strays } = flowsOf(packets);
  const shapes = new Set<string>();
  const faults = packets.flatMap((packet) => judge(packet, permit, shapes));
  for (const stray of strays) faults.push(`a segment to ${stray.to}:${stray.toPort} without a connection`);
  for (const flow of flows) faults.push(...judgeFlow(flow, shapes));
  return { faults: [...faults, ...haste(flows, packets, permit)], shapes, flows };
}

/**
 * Where more was begun within one second than allowed. A pace of N a second lets N + 1 begin within one: the first and the last a second apart.
 * A host is spoken to by connections and datagrams at one pace; a datagram without content only has the kernel ask for a hardware address.
 */
function haste(flows: readonly Flow[], packets: readonly Packet[], permit: Permit): string[] {
  const faults: string[] = [];
  const most = permit.hostRatePerSecond + 1;
  const hold = (begun: readonly number[], allowed: number, what: string): void => {
    const seen = busiest(begun);
    if (seen > allowed) faults.push(`${seen} ${what} in one second`);
  };
  hold(moments(flows.filter(({ sent }) => sent.length === 0)), permit.connectsPerSecond + 1, 'connects');
  for (const target of permit.targets) {
    const own = flows.filter(({ to }) => to === target);
    const spoken = Math.min(...moments(own.filter(({ sent }) => sent.length > 0)));
    const connections = moments(own).filter((at) => at >= spoken);
    const datagrams = packets.filter((packet) => packet.kind === 'udp' && packet.to === target && packet.payload.length > 0);
    hold([...connections, ...moments(datagrams)], most, `connections and datagrams to ${target}`);
  }
  return faults;
}

function moments(things: readonly { readonly at: number }[]): number[] {
  return things.map(({ at }) => at);
}

function judge(packet: Packet, permit: Permit, shapes: Set<string>): string[] {
  if (packet.kind === 'other') return [packet.what];
  if (packet.kind === 'udp') return judgeDatagram(packet, permit, shapes);
  // whoever asks for this machine's hardware address gets it from the kernel; it asks by itself for targets and the router only
  if (packet.kind === 'arp')
    return !packet.asks || permit.targets.has(packet.target) || packet.target === permit.router ? [] : [`ARP for ${packet.target}`];
  if (packet.kind === 'tcp') return permit.targets.has(packet.to) ? [] : [`TCP to ${packet.to}:${packet.toPort}`];
  if (packet.kind === 'icmp') return permit.targets.has(packet.to) ? [] : [`ICMP ${packet.type} to ${packet.to}`];
  // reports of groups go to routers of the link
  return packet.kind === 'igmp' || NEIGHBOUR_DISCOVERY.has(packet.type) ? [] : [`ICMPv6 ${packet.type} to ${packet.to}`];
}

function judgeDatagram(packet: Packet & { kind: 'udp' }, { targets, groups }: Permit, shapes: Set<string>): string[] {
  const ids = explainBytes(packet.payload, 'udp');
  for (const id of ids ?? []) shapes.add(`${targets.has(packet.to) ? 'unicast' : 'group'} ${id}`);
  const where = `${packet.to}:${packet.toPort}`;
  return [
    ...(targets.has(packet.to) || groups.has(`${packet.to} ${packet.toPort}`) ? [] : [`UDP to ${where}`]),
    ...(ids === undefined ? [`unknown datagram to ${where}: ${shown(packet.payload)}`] : []),
  ];
}

function judgeFlow({ sent, to, toPort, torn }: Flow, shapes: Set<string>): string[] {
  if (torn) return [`a connection to ${to}:${toPort} was not captured whole`];
  if (isTlsClient(sent)) {
    shapes.add('tcp tls-handshake');
    return [];
  }
  // a first byte of TLS alone does not make it so
  const ids = sent[0] === 22 ? undefined : explainBytes(sent, 'tcp');
  for (const id of ids ?? []) shapes.add(`tcp ${id}`);
  return ids === undefined ? [`unknown bytes to ${to}:${toPort}: ${shown(sent)}`] : [];
}

function shown(bytes: Buffer): string {
  return JSON.stringify(bytes.subarray(0, 80).toString('latin1'));
}

/** The most of these moments that lie within one second. */
function busiest(all: readonly number[]): number {
  const sorted = all.toSorted((a, b) => a - b);
  let most = 0;
  let first = 0;
  for (const [last, moment] of sorted.entries()) {
    while (moment - (sorted[first] ?? moment) >= 1) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
}
