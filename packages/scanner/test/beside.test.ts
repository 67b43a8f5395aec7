import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SweepsBeside } from '../src/sweep/beside.ts';
import { sweep } from '../src/sweep/sweep.ts';
import { Lane } from '../src/wire/lane.ts';
import { scan } from './scanning.ts';

const BASE = '127.46.10.';
const OPEN = [22_080, 22_554];
const addresses = Array.from({ length: 16 }, (_, index) => `${BASE}${index + 1}`);
const ports = [...OPEN, ...Array.from({ length: 20 }, (_, index) => 22_900 + index)];
const input = { addresses, ports, concurrency: 512, perHost: 4, timeoutMs: 1000, perSecond: 100_000 };
const total = addresses.length * ports.length;

/** Ids of the processes that this one started and that live. */
function children(): number[] {
  const { stdout } = spawnSync('pgrep', ['-P', String(process.pid), '-f', 'sweep-worker'], { encoding: 'utf8' });
  return stdout.split('\n').filter(Boolean).map(Number);
}

/** Ends when no child is left. */
async function gone(): Promise<void> {
  for (let left = 100; children().length > 0 && left > 0; left -= 1) await sleep(20);
  expect(children()).toEqual([]);
}

/** All that a sweep tells. */
async function toldBy(way: typeof sweep): Promise<unknown> {
  const lane = new Lane();
  const [open, done] = [new Set<string>(), [] as number[]];
  let alive = 0;
  const on = {
    onOpen: (address: string) => open.add(address),
    onAlive: () => (alive += 1),
    onDone: (count: number) => done.push(count),
  };
  const seen = await way({ ...input, lane, ...on });
  const rising = done.every((count, index) => count >= (done[index - 1] ?? 0));
  return { seen, open: [...open].sort(), alive, connects: lane.connects, done: done.at(-1), rising };
}

describe.skipIf(spawnSync('pgrep', ['--version']).status !== 0)('a sweep beside this process', () => {
  const servers: Server[] = [];
  beforeAll(async () => {
    for (const host of [2, 5, 14]) {
      for (const port of OPEN) {
        const server = createServer((socket) => socket.on('error', () => socket.destroy()).resume()).listen(port, `${BASE}${host}`);
        servers.push(server);
        await once(server, 'listening');
      }
    }
  });
  afterAll(() => {
    for (const server of servers.splice(0)) server.close();
  });

  it('is used where more connects are allowed than one process makes', () => {
    expect(SweepsBeside.for(20_000)).toBeUndefined();
    const beside = SweepsBeside.for(100_000);
    expect(children().length).toBe(2);
    beside?.close();
  });

  it('sees what a sweep of this process sees, one after the other, and tells it as it goes', async () => {
    const beside = new SweepsBeside();
    const plain = await toldBy((order) => sweep(order));
    expect(await toldBy((order) => beside.sweep(order))).toEqual(plain);
    expect(await toldBy((order) => beside.sweep(order))).toEqual(plain);
    expect(plain).toMatchObject({ open: [`${BASE}14`, `${BASE}2`, `${BASE}5`], alive: addresses.length, connects: total, done: total });
    beside.close();
    await gone();
  });

  it('keeps to the rate together, and ends at once when it is cancelled', async () => {
    const beside = new SweepsBeside();
    const lane = new Lane();
    // until both have begun
    await beside.sweep({ ...input, ports: [22_900], lane });
    const [before, begun] = [lane.connects, performance.now()];
    await beside.sweep({ ...input, perSecond: 400, lane });
    // each of the two begins with one that waits for nothing
    expect(performance.now() - begun).toBeGreaterThan(((lane.connects - before - 2) / 400) * 1000 - 20);
    const slow = new Lane();
    setTimeout(() => slow.cancel(), 200);
    await beside.sweep({ ...input, lane: slow, perSecond: 0.01 });
    expect(slow.connects).toBe(2);
    beside.close();
  });

  it('is done by this process where the others die', async () => {
    const beside = new SweepsBeside();
    const lane = new Lane();
    let alive = 0;
    const sweeping = beside.sweep({ ...input, perSecond: 400, lane, onAlive: () => (alive += 1) });
    while (lane.connects < 20) await sleep(10);
    for (const child of children()) process.kill(child, 'SIGKILL');
    expect(await sweeping).toEqual(await sweep({ ...input, lane: new Lane() }));
    expect(alive).toBe(addresses.length);
    // and where they never were
    expect((await beside.sweep({ ...input, lane })).filter(({ open }) => open.length > 0).length).toBe(3);
    beside.close();
  });

  it('ends with the thread that it works for', async () => {
    const thread = new Worker(new URL('./terminated/beside.ts', import.meta.url));
    await once(thread, 'message');
    expect(children().length).toBe(2);
    await thread.terminate();
    await gone();
  });

  it('serves a whole scan, and leaves no process behind', async () => {
    let beside: number | undefined;
    const { head, hosts } = await scan(
      { targets: [`${BASE}1-16`], ports: OPEN.join(','), limits: { connectsPerSecond: 100_000 } },
      { onEvent: ({ type }) => void (type === 'host' && (beside ??= children().length)) },
    );
    expect([head.status, head.stats.connects > addresses.length, beside]).toEqual(['completed', true, 2]);
    const open = [...hosts.values()].filter(({ life }) => life === 'open').map(({ address }) => address);
    expect(open.sort()).toEqual([`${BASE}14`, `${BASE}2`, `${BASE}5`]);
    await gone();
  });
});
