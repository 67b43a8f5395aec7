import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Server } from 'node:net';
import { fileURLToPath } from 'node:url';
import { startFarmProcess } from './farm-process.ts';
import { middle, round } from './figures.ts';
import type { BenchOptions, Figure } from './figures.ts';
import { runMeasured } from './child.ts';
import { layWire } from './namespaces.ts';
import { findNmap, runNmap } from './nmap.ts';
import type { NmapRun } from './nmap.ts';
import { IDENTITY, rightOf, scanOurs } from './ours.ts';

const CHILD = fileURLToPath(new URL('sweep-child.ts', import.meta.url));
const LIVE = 30;
const NETWORK = '10.77.77';
/** What an inventory by nmap takes at its quickest: who answers, and what speaks on each port. `-sS` and `-sT` are both tried. */
const INVENTORY = ['-n', '-sV', '-T5', '--min-parallelism', '100', '--open'];
/** Retries, rates and host groups of other sizes made it no quicker. */
const CONNECTS = ['-n', '-Pn', '-sT', '-T5', '--min-parallelism', '100', '--open'];
const SPREAD = { base: '127.45.0.0', addresses: 4096, ports: Array.from({ length: 10 }, (_, index) => 20_001 + index) };
/** In turns, and the middle one counts: one stall of the machine decides nothing. */
const ROUNDS = 5;
const LIMIT_SECONDS = 300;

/** The sweep benchmark: an inventory of a small network, and bare connects, each beside nmap in the same run. */
export async function benchSweep({ peerSeconds }: BenchOptions): Promise<readonly Figure[]> {
  const nmap = findNmap();
  return [...(await inventory(nmap, peerSeconds)), ...(await connects(nmap))];
}

/** 30 cameras among 254 addresses at the other end of a wire. */
async function inventory(nmap: string | undefined, peerSeconds: number): Promise<readonly Figure[]> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    const note = 'not measured: network namespaces need Linux and root';
    return [{ name: 'inventory_seconds', unit: 's', ours: null, peer: null, note }];
  }
  const hosts = Array.from({ length: LIVE }, (_, index) => `${NETWORK}.${index + 1}`);
  using wire = layWire(`${NETWORK}.254`, hosts);
  await using farm = await startFarmProcess(LIVE, `${NETWORK}.1`, wire.cameras);
  const targets = [`${NETWORK}.0/24`];
  const ours = await scanOurs(targets, farm.ports, wire.scanner);
  const peers: { call: string; run: NmapRun }[] = [];
  for (const kind of nmap === undefined ? [] : ['-sS', '-sT']) {
    const run = await runNmap([...wire.scanner, nmap ?? ''], [kind, ...INVENTORY], targets, farm.ports, peerSeconds);
    peers.push({ call: kind, run });
  }
  const best = [...peers].sort((one, other) => one.run.seconds - other.run.seconds)[0];
  const found = (run: NmapRun): number => hosts.filter((host) => run.texts.has(host)).length;
  const times = peers.map(({ call, run }) => `${call} ${round(run.seconds)} s`).join(', ');
  const about = `${LIVE} live of 254 addresses on a wire between two network namespaces, ports ${farm.ports.join(',')}`;
  const peerNote =
    best === undefined ? 'nmap is not installed' : `peer: ${best.run.version} ${best.call} ${INVENTORY.join(' ')} (${times})`;
  const times50 = best === undefined ? '' : `; ${round(best.run.seconds / ours.seconds)} times our time`;
  const devices = ours.hosts.filter(({ address }) => hosts.includes(address)).length;
  return [
    {
      name: 'inventory_seconds',
      unit: 's',
      ours: round(ours.seconds),
      peer: best === undefined ? null : round(best.run.seconds),
      note: `${about}; ${peerNote}${times50}`,
    },
    { name: 'inventory_devices', unit: 'devices', ours: devices, peer: best === undefined ? null : found(best.run), note: `of ${LIVE}` },
    {
      name: 'inventory_identities',
      unit: 'cameras',
      ours: rightOf(ours, farm.cameras, IDENTITY).length,
      peer: null,
      note: 'maker, model and firmware all right; ours is the whole scan with its verdicts',
    },
  ];
}

/** What one run told: seconds of the sweep itself, without the start of the program, and what was open. */
interface Swept {
  readonly seconds: number;
  readonly open: readonly string[];
}

async function connects(nmap: string | undefined): Promise<readonly Figure[]> {
  const servers = await listenSome();
  const quick: Swept[] = [];
  const plain: Swept[] = [];
  const peer: Swept[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    quick.push(await sweepOurs([]));
    if (nmap !== undefined) peer.push(await sweepPeer(nmap));
  }
  plain.push(await sweepOurs(['--node']));
  const truth = servers.map(placeOf).sort();
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  const total = SPREAD.addresses * SPREAD.ports.length;
  const rate = (runs: readonly Swept[]): number | null =>
    runs.length === 0 ? null : Math.round(total / middle(runs.map((run) => run.seconds)));
  const same = (runs: readonly Swept[]): boolean => runs.every(({ open }) => [...open].sort().join() === truth.join());
  const about = `${SPREAD.addresses} loopback addresses x ${SPREAD.ports.length} ports, ${truth.length} open`;
  const missed = [quick, peer, plain].every(same) ? 'every run found exactly these' : 'NOT every run found exactly these';
  const ours = rate(quick);
  const theirs = rate(peer);
  const ratio = ours === null || theirs === null ? '' : `; ${round(ours / theirs)} times the peer's`;
  return [
    {
      name: 'connects_per_s',
      unit: '1/s',
      ours,
      peer: theirs,
      note: `${about}; ${missed}; the middle of ${ROUNDS} runs in turns, without the start of either program; ours by two processes, as any scan of more than 30,000 a second; peer: nmap ${CONNECTS.join(' ')}${ratio}`,
    },
    {
      name: 'connects_per_s_node',
      unit: '1/s',
      ours: rate(plain),
      peer: null,
      note: 'the same by the sockets of Node, where the quick way is missing',
    },
  ];
}

/** Some open ports, spread over the addresses. */
async function listenSome(): Promise<readonly Server[]> {
  const servers: Server[] = [];
  const [a = '127', b = '45'] = SPREAD.base.split('.');
  for (let index = 0; index < SPREAD.addresses; index += 37) {
    const server = createServer((socket) => socket.on('error', () => socket.destroy()).resume());
    server.listen(SPREAD.ports[index % SPREAD.ports.length], `${a}.${b}.${index >> 8}.${index & 255}`);
    await once(server, 'listening');
    servers.push(server);
  }
  return servers;
}

function placeOf(server: Server): string {
  const at = server.address();
  return typeof at === 'object' && at !== null ? `${at.address}:${at.port}` : '';
}

async function sweepOurs(more: readonly string[]): Promise<Swept> {
  const args = ['--base', SPREAD.base, '--count', String(SPREAD.addresses), '--ports', SPREAD.ports.join(','), ...more];
  const { stdout, stderr, code } = await runMeasured(process.execPath, [CHILD, ...args], LIMIT_SECONDS);
  if (code !== 0) throw new Error(`the sweep ended with ${code}: ${stderr}`);
  return JSON.parse(stdout) as Swept; // printed by sweep-child.ts
}

async function sweepPeer(nmap: string): Promise<Swept> {
  const [a = '127', b = '45'] = SPREAD.base.split('.');
  const last = (SPREAD.addresses >> 8) - 1;
  const run = await runNmap([nmap], CONNECTS, [`${a}.${b}.0.0-${a}.${b}.${last}.255`], SPREAD.ports, LIMIT_SECONDS);
  return { seconds: run.ownSeconds, open: run.open };
}
