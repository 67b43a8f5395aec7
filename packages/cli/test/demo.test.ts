import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Server } from 'node:net';
import { expect, test } from 'vitest';
import type { Comparison, DemoTotals } from '../src/demo/compare.ts';
import { ancam } from './run-ancam.ts';

interface Demo {
  readonly ports: readonly { readonly port: number }[];
  readonly cameras: readonly Comparison[];
  readonly totals: DemoTotals;
}

test('every simulated camera is recognised, every planted flaw found, and a good camera has no finding', async () => {
  const { code, cameras, totals } = await demo();
  expect(code).toBe(0);
  expect(cameras.filter(({ result }) => result !== 'agrees')).toEqual([]);
  expect(totals.makersRight).toBe(totals.cameras);
  expect(totals.modelsRight).toBe(totals.cameras);
  expect(totals.flawsFound).toBe(totals.flawsPlanted);
  expect(totals.goodWithoutFinding).toBe(totals.goodCameras);
  expect(totals.goodCameras).toBeGreaterThan(7);
});

test('where the usual ports are taken it shifts them and finds the same', async () => {
  const taken = await Promise.all(['127.23.0.1', '127.61.0.1'].map((address) => occupy(address, 443)));
  const { code, cameras, ports } = await demo();
  for (const server of taken) server.close();
  expect(Math.min(...ports.map(({ port }) => port))).toBeGreaterThan(20_000);
  expect(cameras.filter(({ result }) => result !== 'agrees')).toEqual([]);
  expect(code).toBe(0);
});

async function demo(): Promise<Demo & { readonly code: number | null }> {
  const { code, stdout } = await ancam('demo', '--format', 'json');
  return { code, ...(JSON.parse(stdout) as Demo) }; // printed by the command under test
}

/** Takes a port; where the system does not allow that, it does not allow it to the demo either. */
async function occupy(address: string, port: number): Promise<Server> {
  const server = createServer().listen({ host: address, port });
  await once(server, 'listening').catch(() => undefined);
  return server;
}
