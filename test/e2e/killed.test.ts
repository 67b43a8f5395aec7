import { setTimeout as sleep } from 'node:timers/promises';
import { api } from '@ancam/contract';
import { questionsTo, startFarm } from '@ancam/camera-farm';
import type { CameraSpec, Farm } from '@ancam/camera-farm';
import { ScanResult, message } from '@ancam/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { authorise, setUp, signIn, waitForScan } from './support/api-client.ts';
import { startServerProcess } from './support/server-process.ts';
import { eachStore } from './support/stores.ts';

/** A weak device: its read lasts long enough to be cut off within. */
const SLOW = 11;

const CAMERAS: CameraSpec[] = Array.from({ length: 12 }, (_, n) => ({
  address: `127.61.0.${n + 1}`,
  maker: 'hikvision',
  model: 'DS-2CD2143G2-I',
  firmware: 'V5.7.15 build 230313',
  serial: `DS-2CD2143G2-I20230401AAWR${100_000_000 + n}`,
  mac: `44:19:b6:00:00:${(n + 16).toString(16)}`,
  flaws: ['clear-text-login', 'telnet'],
  ...(n === SLOW ? { answerDelayMs: 300 } : {}),
}));
const WEAK = `127.61.0.${SLOW + 1}`;

let farm: Farm;
beforeAll(async () => {
  farm = await startFarm({ cameras: CAMERAS, record: true });
});
afterAll(() => farm.close());

/** Log-in attempts that the weak device has got. */
function attempts(): number {
  const got = farm.received().filter(({ address }) => address === WEAK);
  return got.reduce((sum, { bytes }) => sum + (bytes.toString('latin1').match(/^Authorization: /gim)?.length ?? 0), 0);
}

/** Questions that it has got. */
function asked(): number {
  return questionsTo(farm.received(), WEAK).length;
}

describe.each(eachStore())('a server killed on %s', (_, lacking, prepare) => {
  test.skipIf(lacking !== '')(
    `loses nothing it acknowledged, shows the scan as interrupted, resumes it within its hosts and repeats no log-in attempt${lacking === '' ? '' : ` (${lacking})`}`,
    async () => {
      const { options, end } = await prepare();
      const first = await startServerProcess(options);
      let user = await setUp(first);
      const authorisationId = await authorise(user, ['127.61.0.1-127.61.0.12']);
      const scan = await user.call(api.startScan, { body: { authorisationId, factoryPasswordTest: true } });
      const before = { attempts: attempts(), asked: asked() };

      // Writes go on beside the scan until the very moment of the kill; only answered ones count.
      const acknowledged: string[] = [];
      const writer = (async (): Promise<void> => {
        for (let n = 0; ; n += 1) {
          const camera = await user.call(api.addCamera, { body: { name: `Camera tay ${n}`, serial: `HAND-${n}` } });
          acknowledged.push(camera.id);
        }
      })().catch(() => undefined);
      await waitForScan(user, scan.id, (each) => each.status === 'running' && each.stats.alive > 0);
      const hostsBefore = new Set<string>();
      const reader = (async (): Promise<void> => {
        for (;;) {
          const page = await user.call(api.scanHosts, { params: { id: scan.id }, query: { limit: 200 } });
          for (const host of page.items) hostsBefore.add(host.address);
        }
      })().catch(() => undefined);
      // The weak device gets its first log-in attempt at the end of its read; it is not finished then.
      const counts: { at: number; asked: number }[] = [];
      const deadline = Date.now() + 60_000;
      while (attempts() === before.attempts && Date.now() < deadline) {
        counts.push({ at: Date.now(), asked: asked() - before.asked });
        await sleep(10);
      }
      await first.kill();
      const inAll = asked() - before.asked;
      const onDisk = counts.findLast(({ at }) => at < Date.now() - 2000)?.asked ?? 0;
      expect(attempts()).toBe(before.attempts + 1);
      expect(onDisk).toBeGreaterThan(inAll / 4);
      await reader;
      await writer;
      expect(hostsBefore.size).toBeGreaterThanOrEqual(2);
      expect(acknowledged.length).toBeGreaterThan(0);

      const second = await startServerProcess(options);
      expect(second.setupLink).toBeUndefined();
      user = await signIn(second);
      for (const id of acknowledged) expect((await user.call(api.getCamera, { params: { id } })).source).toBe('hand');
      const hostsAfter = await user.call(api.scanHosts, { params: { id: scan.id }, query: { limit: 200 } });
      const kept = new Set(hostsAfter.items.map((host) => host.address));
      expect([...hostsBefore].filter((address) => !kept.has(address))).toEqual([]);
      // On a shared database the lease of the dead server must run out first.
      const interrupted = await waitForScan(user, scan.id, (each) => each.status !== 'running');
      expect(interrupted.status).toBe('interrupted');
      expect(interrupted.actions.may).toContain('resume');

      await user.call(api.resumeScan, { params: { id: scan.id } });
      const done = await waitForScan(user, scan.id, (each) => each.status === 'completed');
      expect(done.stats.cameras).toBe(CAMERAS.length);
      const all = await user.call(api.scanHosts, { params: { id: scan.id }, query: { limit: 200, kind: 'cameras' } });
      expect(all.items.map((host) => host.address).sort()).toEqual(CAMERAS.map((camera) => camera.address).sort());
      expect(attempts()).toBe(before.attempts + 1);
      // It was read to the log-ins: asked again is at most what was not on disk yet.
      expect(asked() - before.asked - inAll).toBeLessThanOrEqual(inAll - onDisk + 2);
      const { hosts } = ScanResult.parse(await (await user.fetch(`/api/scans/${scan.id}/result`)).json());
      const reason = message('attempt-noted', { hours: 24 });
      const weak = hosts.find(({ address }) => address === WEAK);
      expect(weak?.probes).toContainEqual({ probe: 'credentials', state: 'skipped', reason });
      await second.stop();
      await end();
    },
  );
});
