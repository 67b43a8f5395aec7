import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { covers, parseAddress, parseCidr } from '../targets/address.ts';
import type { AddressRange } from '../targets/address.ts';
import type { Lane } from '../wire/lane.ts';
import { buildRequest } from '../wire/shapes.ts';
import { openUdp } from '../wire/udp.ts';
import { macDigits } from './bytes.ts';

const ARP_TABLE = '/proc/net/arp';
/** The discard port: whatever listens there drops what comes. */
const PORT = 9;
/** Well below the thousand entries at which the system begins to throw neighbours out. */
const BATCH = 256;
const BURST = 64;
const BURST_PAUSE_MS = 8;
/** The system asks again after a second, so one lost question or answer is made good. */
const PATIENCE_MS = 1300;
const POLL_MS = 100;
const COMPLETE = 0x2;

/** What the own link shows of an address: its hardware address, or that nobody there has it. */
export type Neighbour = { readonly mac: string } | 'absent';

/**
 * Finds out which addresses of the own networks anybody has, without raw sockets: an empty datagram makes the system look for the hardware
 * address, and its table shows the result. Addresses elsewhere, and all on systems without that table, are not in the answer: nothing is known of them.
 */
export async function lookAtNeighbours(lane: Lane, addresses: readonly string[]): Promise<ReadonlyMap<string, Neighbour>> {
  const found = new Map<string, Neighbour>();
  const ranges = ownNetworks();
  const near = ranges.length === 0 ? [] : addresses.filter((address) => isNear(ranges, address));
  if (near.length === 0 || (await readArp()) === undefined) return found;
  const port = await openUdp(lane, { family: 'udp4' }, () => undefined);
  if (port === undefined) return found;
  for (let start = 0; start < near.length && !lane.cancelled; start += BATCH) {
    const batch = near.slice(start, start + BATCH);
    const touched = await touch(batch, (address) => port.send(buildRequest('neighbour-touch'), address, PORT));
    for (const [address, neighbour] of await watch(lane, touched)) found.set(address, neighbour);
  }
  port.destroy();
  return found;
}

async function touch(addresses: readonly string[], send: (address: string) => Promise<boolean>): Promise<string[]> {
  const touched: string[] = [];
  for (let start = 0; start < addresses.length; start += BURST) {
    const burst = addresses.slice(start, start + BURST);
    const sent = await Promise.all(burst.map(send));
    touched.push(...burst.filter((_, index) => sent[index]));
    await sleep(BURST_PAUSE_MS);
  }
  return touched;
}

/** Reads the table until every address has an answer or the patience is over. An address that is not in it at all stays unknown. */
async function watch(lane: Lane, addresses: readonly string[]): Promise<Map<string, Neighbour>> {
  const found = new Map<string, Neighbour>();
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    const last = performance.now() >= until || lane.cancelled;
    const table = (await readArp()) ?? new Map<string, Neighbour>();
    for (const address of addresses) {
      const entry = table.get(address);
      if (entry !== undefined && (entry !== 'absent' || last)) found.set(address, entry);
    }
    if (last || found.size === addresses.length) return lane.cancelled ? new Map() : found;
    await sleep(POLL_MS);
  }
}

function ownNetworks(): AddressRange[] {
  const entries = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  return entries.flatMap((entry) =>
    entry.family !== 'IPv4' || entry.internal || entry.cidr === null ? [] : (parseCidr(entry.cidr) ?? []),
  );
}

/** In an own network, and not this machine itself, which has no entry in its own table. */
function isNear(ranges: readonly AddressRange[], address: string): boolean {
  const parsed = parseAddress(address);
  if (parsed?.family !== 4 || !covers(ranges, parsed)) return false;
  return !Object.values(networkInterfaces()).some((each) => each?.some((entry) => entry.address === address));
}

async function readArp(): Promise<Map<string, Neighbour> | undefined> {
  if (process.platform !== 'linux') return undefined;
  try {
    return parseArp(await readFile(ARP_TABLE, 'latin1'));
  } catch {
    return undefined;
  }
}

/** Reads the table of neighbours as Linux shows it. */
export function parseArp(text: string): Map<string, Neighbour> {
  const found = new Map<string, Neighbour>();
  for (const line of text.split('\n').slice(1)) {
    const [address = '', , flags = '', hardware] = line.trim().split(/\s+/);
    if (address === '') continue;
    const mac = macDigits(hardware);
    const known = found.get(address);
    // an address may stand there once for each interface: one that has it is enough
    if (mac !== undefined && (Number(flags) & COMPLETE) !== 0) found.set(address, { mac });
    else if (known === undefined) found.set(address, 'absent');
  }
  return found;
}

/** Hardware addresses of IPv6 neighbours that this machine spoke to, by address (with zone where it is link-local). */
export async function neighboursOfIpv6(): Promise<ReadonlyMap<string, string>> {
  if (process.platform !== 'linux') return new Map();
  try {
    const { stdout } = await promisify(execFile)('ip', ['-6', 'neigh', 'show'], { timeout: 2000, maxBuffer: 1 << 20 });
    return parseNeigh(stdout);
  } catch {
    return new Map();
  }
}

/** Reads what `ip -6 neigh show` prints. */
export function parseNeigh(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const line of text.split('\n')) {
    const match = /^(\S+) dev (\S+) .*?lladdr (\S+)/.exec(line);
    const mac = macDigits(match?.[3]);
    if (match?.[1] === undefined || mac === undefined) continue;
    found.set(/^fe80:/i.test(match[1]) ? `${match[1]}%${match[2]}` : match[1], mac);
  }
  return found;
}
