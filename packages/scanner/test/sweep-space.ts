import { once } from 'node:events';
import { readlinkSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import type { Server } from 'node:net';
import { parseArgs } from 'node:util';
import { sweep } from '../src/sweep/sweep.ts';
import type { SweepInput } from '../src/sweep/sweep.ts';
import type { TryConnect } from '../src/wire/connect-end.ts';
import { Lane } from '../src/wire/lane.ts';
import { waysToConnect } from './ways.ts';

/** Runs in a network namespace that holds nothing but what `SPACE` lays out, and prints what a sweep by one way saw there. */

const { values } = parseArgs({ options: { way: { type: 'string' }, case: { type: 'string' } } });
const ways = await waysToConnect();
const way = values.way === 'kernel' ? ways.kernel : ways.node;

/** Sockets that the process had from the start. */
const BEFORE = socketsOpen(0);

const CASES: Readonly<Record<string, (way: TryConnect) => Promise<unknown>>> = { ends, cancelled, exhausted, zones };
const run = CASES[values.case ?? ''];
if (way === undefined || run === undefined) process.exitCode = 2;
else {
  const told = await run(way);
  // sockets that may connect anew are closed when the event loop has come round
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => void setImmediate(resolve));
  process.stdout.write(JSON.stringify({ ...Object(told), left: socketsOpen(BEFORE) }));
}

function socketsOpen(before: number): number {
  const held = readdirSync('/proc/self/fd').flatMap((name) => {
    try {
      return [readlinkSync(`/proc/self/fd/${name}`)];
    } catch {
      return []; // the descriptor of this very listing
    }
  });
  return held.filter((target) => target.startsWith('socket:')).length - before;
}

async function listen(host: string, port: number): Promise<Server> {
  const server = createServer((socket) => socket.on('error', () => socket.destroy()).resume()).listen(port, host);
  await once(server, 'listening');
  return server;
}

async function close(servers: readonly Server[]): Promise<void> {
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
}

function base(): Pick<SweepInput, 'lane' | 'concurrency' | 'perHost' | 'timeoutMs' | 'perSecond'> {
  return { lane: new Lane(), concurrency: 512, perHost: 4, timeoutMs: 300, perSecond: 100_000 };
}

/** Every way a connect can end. */
async function ends(way: TryConnect): Promise<unknown> {
  const lane = new Lane();
  const servers = [await listen('127.0.0.1', 80), await listen('::1', 80)];
  const places = ['127.0.0.1', '127.0.0.2', '::1', '::2', '10.77.0.9', 'fd77::9', '10.78.0.9', '10.79.0.9', '10.80.0.9', '8.8.8.8'];
  const told = Object.fromEntries(await Promise.all(places.map(async (place) => [place, await way(lane, place, 80, 200)] as const)));
  await close(servers);
  return { told, connects: lane.connects };
}

/** A cancel while a whole network stays silent. */
async function cancelled(way: TryConnect): Promise<unknown> {
  const input = { ...base(), timeoutMs: 60_000 };
  const addresses = Array.from({ length: 200 }, (_, index) => `10.77.0.${index + 2}`);
  const asking = setInterval(() => {
    if (input.lane.connects < input.concurrency) return;
    clearInterval(asking);
    input.lane.cancel();
  }, 10);
  const seen = await sweep({ ...input, addresses, ports: [80, 554, 8000] }, way);
  return { rows: seen.length, open: seen.filter((row) => row.open.length > 0 || row.refused).length, begun: input.lane.connects };
}

/** More connects at once than this process may hold descriptors. */
async function exhausted(way: TryConnect): Promise<unknown> {
  const servers = [await listen('127.0.0.7', 10), await listen('127.0.0.7', 20), await listen('127.0.0.7', 30)];
  const addresses = Array.from({ length: 60 }, (_, index) => `127.0.0.${index + 1}`);
  const ports = Array.from({ length: 40 }, (_, index) => index + 1);
  const seen = await sweep({ ...base(), addresses, ports }, way);
  await close(servers);
  return {
    open: seen.flatMap((row, index) => row.open.map((port) => `${addresses[index]}:${port}`)),
    silent: seen.flatMap((row) => row.silent),
  };
}

/** Link-local addresses, which need their zone, by name and by number. */
async function zones(way: TryConnect): Promise<unknown> {
  const server = await listen('fe80::7%lo', 80);
  const lane = new Lane();
  const told = [await way(lane, 'fe80::7%lo', 80, 200), await way(lane, 'fe80::7%1', 80, 200), await way(lane, 'fe80::7%lo', 81, 200)];
  await close([server]);
  return { told };
}
