import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { api } from '@ancam/contract';
import type { CameraList, Scan, ScanHostList } from '@ancam/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startFarmProcess } from '../../bench/farm-process.ts';
import type { FarmProcess } from '../../bench/farm-process.ts';
import { authorise, setUp, signIn } from './support/api-client.ts';
import type { ApiUser } from './support/api-client.ts';
import { openLine } from './support/cut-line.ts';
import { queuedIn, startProbe } from './support/probe-process.ts';
import { startServerProcess } from './support/server-process.ts';
import { eachStore } from './support/stores.ts';

const CAMERAS = 1000;
const BASE = '127.62.0.1';
const NET = '127.62.0.0/22';
const LONG_MS = 900_000;

let farm: FarmProcess;
beforeAll(async () => {
  farm = await startFarmProcess(CAMERAS, BASE);
});
afterAll(() => farm[Symbol.asyncDispose]());

/** Waits for something to come true; fails with what is known after ten minutes. */
async function waitUntil(is: () => Promise<boolean> | boolean, known: () => string): Promise<void> {
  const deadline = Date.now() + 600_000;
  while (!(await is())) {
    if (Date.now() > deadline) throw new Error(`waited too long; ${known()}`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

async function hostsOf(user: ApiUser, id: string, kind: 'cameras' | 'all' = 'all'): Promise<string[]> {
  const addresses: string[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: ScanHostList = await user.call(api.scanHosts, { params: { id }, query: { limit: 200, cursor, kind } });
    addresses.push(...page.items.map(({ address }) => address));
    cursor = page.next;
  }
  return addresses;
}

async function camerasOf(user: ApiUser): Promise<string[]> {
  const addresses: string[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: CameraList = await user.call(api.listCameras, { query: { limit: 200, cursor } });
    addresses.push(...page.items.map(({ address }) => address ?? ''));
    cursor = page.next;
  }
  return addresses;
}

describe.each(eachStore())('a probe in the middle of a scan of a thousand cameras, on %s', (_, lacking, prepare) => {
  test.skipIf(lacking !== '')(
    `is killed twice and cut off; once it is back every camera stands in the register exactly once${lacking === '' ? '' : ` (${lacking})`}`,
    async () => {
      const { options, end } = await prepare();
      const folder = mkdtempSync(join(tmpdir(), 'ancam-probe-'));
      let server = await startServerProcess(options);
      const line = await openLine(server.url);
      let user = await setUp(server);
      const authorisationId = await authorise(user, [NET]);
      const { probe: made, code } = await user.call(api.addProbe, { body: { name: 'Trạm xã' } });
      let probe = startProbe(folder, '--server', line.url, '--code', code, '--allow', NET);
      const known = (): string => probe.printed();
      await waitUntil(async () => (await user.call(api.getProbe, { params: { id: made.id } })).lastSeenAt !== null, known);
      const { fingerprint } = await user.call(api.getProbe, { params: { id: made.id } });
      expect(probe.printed()).toContain(String(fingerprint));
      expect(statSync(join(folder, 'probe.json')).mode & 0o077).toBe(0);
      expect(readFileSync(join(folder, 'allow.txt'), 'utf8')).toContain(NET);

      const { id } = await user.call(api.startScan, { body: { authorisationId, probes: [made.id] } });
      const scan = (): Promise<Scan> => user.call(api.getScan, { params: { id } });
      const alive = (count: number) => waitUntil(async () => (await scan()).stats.alive >= count, known);

      await alive(100);
      await probe.kill();
      const before = await hostsOf(user, id);
      expect(before.length).toBeLessThan(CAMERAS);
      probe = startProbe(folder);
      await alive(before.length + 100);

      // The line is cut and the server dies; the probe goes on, and is killed once more with results on its disk.
      line.cut();
      await server.kill();
      const queued = queuedIn(folder);
      await waitUntil(() => queuedIn(folder) >= queued + 50, known);
      expect(probe.printed()).toContain('not reached');
      await probe.kill();
      const waiting = queuedIn(folder);
      expect(waiting).toBeGreaterThanOrEqual(50);
      probe = startProbe(folder);
      await waitUntil(() => queuedIn(folder) > waiting, known);

      server = await startServerProcess(options);
      line.lead(server.url);
      user = await signIn(server);
      expect((await scan()).status).toBe('running');
      await waitUntil(async () => (await scan()).status !== 'running', known);

      const addresses = farm.cameras.map(({ address }) => address).sort();
      const done = await scan();
      expect(done).toMatchObject({ status: 'completed', stats: { addresses: 1024, cameras: CAMERAS } });
      expect((await hostsOf(user, id, 'cameras')).sort()).toEqual(addresses);
      const all = await hostsOf(user, id);
      expect(new Set(all).size).toBe(all.length);
      expect((await camerasOf(user)).sort()).toEqual(addresses);
      await waitUntil(async () => (await user.call(api.getProbe, { params: { id: made.id } })).queued === 0, known);
      expect(queuedIn(folder)).toBe(0);
      expect((await user.call(api.audit)).chainIntact).toBe(true);

      // Revoked, it is refused at its next question and ends.
      await user.call(api.revokeProbe, { params: { id: made.id } });
      await waitUntil(() => probe.printed().includes('takes nothing from this probe'), known);
      await probe.stop();
      await line.close();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
      await end();
    },
    LONG_MS,
  );
});
