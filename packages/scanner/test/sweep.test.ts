import { execFile, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import type { Server } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sweep } from '../src/sweep/sweep.ts';
import type { TryConnect } from '../src/wire/connect-end.ts';
import { Lane } from '../src/wire/lane.ts';
import { waysToConnect } from './ways.ts';

const PROGRAM = join(import.meta.dirname, 'sweep-space.ts');
/** A network of its own: a subnet in which nobody answers, one without a route, one forbidden, one that swallows. */
const SPACE = [
  'ip link set lo up',
  'ip -6 addr add fe80::7/64 dev lo nodad',
  'ip link add quiet type veth peer name wall',
  'ip link set wall up',
  'ip addr add 10.77.0.1/24 dev quiet',
  'ip -6 addr add fd77::1/64 dev quiet nodad',
  // packets leave without asking for a neighbour, and end at the other side
  'ip link set quiet arp off up',
  'ip route add unreachable 10.78.0.0/24',
  'ip route add prohibit 10.79.0.0/24',
  'ip route add blackhole 10.80.0.0/24',
].join(' && ');
const possible = spawnSync('unshare', ['-rn', 'sh', '-c', SPACE]).status === 0;
const BASE = '127.46.9.';
const OPEN = [21_080, 21_554];

const ways = await waysToConnect();

async function inSpace(way: string, name: string, before = 'true'): Promise<unknown> {
  const command = `${SPACE} && ${before} && exec "$0" "$1" --way ${way} --case ${name}`;
  const { stdout } = await promisify(execFile)('unshare', ['-rn', 'sh', '-c', command, process.execPath, PROGRAM]);
  return JSON.parse(stdout);
}

describe.each(Object.entries(ways))('a sweep by the way of %s', (name, way) => {
  const skip = way === undefined;
  const servers: Server[] = [];
  beforeAll(async () => {
    for (const host of [2, 5]) {
      for (const port of OPEN) {
        const server = createServer((socket) => socket.on('error', () => socket.destroy()).resume());
        servers.push(server);
        await new Promise<void>((resolve) => void server.listen({ host: `${BASE}${host}`, port }, resolve));
      }
    }
  });
  afterAll(() => {
    for (const server of servers.splice(0)) server.close();
  });

  const addresses = Array.from({ length: 8 }, (_, index) => `${BASE}${index + 1}`);
  const ports = [...OPEN, ...Array.from({ length: 20 }, (_, index) => 21_900 + index)];
  const input = { addresses, ports, concurrency: 512, perHost: 4, timeoutMs: 1000, perSecond: 100_000 };

  it.skipIf(skip)('finds what is open, tells each device once and each question once', async () => {
    const lane = new Lane();
    const done: number[] = [];
    let alive = 0;
    const seen = await sweep({ ...input, lane, onDone: (count) => done.push(count), onAlive: () => (alive += 1) }, way);
    expect(seen.map(({ open, refused, silent }) => [open, refused, silent.length])).toEqual(
      addresses.map((address) => [address.endsWith('.2') || address.endsWith('.5') ? OPEN : [], true, 0]),
    );
    expect([alive, lane.connects, done.at(-1)]).toEqual([
      addresses.length,
      addresses.length * ports.length,
      addresses.length * ports.length,
    ]);
  });

  it.skipIf(skip)('asks only what it was told to ask, four questions to a host at a time', async () => {
    const now = new Map<string, number>();
    const asked: string[] = [];
    let most = 0;
    const watched: TryConnect = async (lane, address, port, timeoutMs) => {
      asked.push(`${address}:${port}`);
      now.set(address, (now.get(address) ?? 0) + 1);
      most = Math.max(most, ...now.values());
      const end = await way?.(lane, address, port, timeoutMs);
      now.set(address, (now.get(address) ?? 0) - 1);
      return end ?? 'cancelled';
    };
    await sweep({ ...input, lane: new Lane() }, watched);
    expect(most).toBe(4);
    expect(asked.sort()).toEqual(addresses.flatMap((address) => ports.map((port) => `${address}:${port}`)).sort());
  });

  it.skipIf(skip)('keeps to the rate over all hosts, and waits for no turn once it is cancelled', async () => {
    const begun = performance.now();
    const perSecond = 400;
    const lane = new Lane();
    await sweep({ ...input, lane, perSecond }, way);
    expect(performance.now() - begun).toBeGreaterThan(((lane.connects - 1) / perSecond) * 1000 - 20);
    const slow = new Lane();
    setTimeout(() => slow.cancel(), 50);
    await sweep({ ...input, lane: slow, perSecond: 0.01 }, way);
    expect(slow.connects).toBe(1);
  });

  const at = it.skipIf(skip || !possible);
  at('tells every end apart', async () => {
    expect(await inSpace(name, 'ends')).toEqual({
      told: {
        '127.0.0.1': 'open',
        '127.0.0.2': 'refused',
        '::1': 'open',
        '::2': 'unreachable',
        '10.77.0.9': 'timeout',
        'fd77::9': 'timeout',
        '10.78.0.9': 'unreachable',
        '10.79.0.9': 'unreachable',
        '10.80.0.9': 'unreachable',
        '8.8.8.8': 'unreachable',
      },
      connects: 10,
      left: 0,
    });
  });

  at('closes all at once when it is cancelled', async () => {
    expect(await inSpace(name, 'cancelled')).toEqual({ rows: 200, open: 0, begun: 512, left: 0 });
  });

  at('finds all where it runs out of descriptors on the way', async () => {
    expect(await inSpace(name, 'exhausted', 'ulimit -n 60')).toEqual({
      open: ['127.0.0.7:10', '127.0.0.7:20', '127.0.0.7:30'],
      silent: [],
      left: 0,
    });
  });

  at('reaches link-local addresses by their zone', async () => {
    expect(await inSpace(name, 'zones')).toEqual({ told: ['open', 'open', 'refused'], left: 0 });
  });
});
