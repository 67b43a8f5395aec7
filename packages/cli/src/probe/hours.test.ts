import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProbePiece } from '@ancam/contract';
import { newId } from '@ancam/core';
import type { ScanWindow } from '@ancam/core';
import { loadKnowledge } from '@ancam/knowledge';
import { createPlan } from '@ancam/scanner';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeAllowed } from './allow.ts';
import { createIdentity } from './identity.ts';
import { runProbe } from './run-probe.ts';
import { Spool } from './spool.ts';

const ADDRESS = '127.69.0.1';
const HOUR_MS = 3_600_000;

/** The Vietnamese time of day some hours from now. */
function timeIn(hours: number): string {
  return new Date(Date.now() + (7 + hours) * HOUR_MS).toISOString().slice(11, 16);
}

/** The hours between two distances from now. */
function hoursFrom(from: number, until: number): ScanWindow {
  return { from: timeIn(from), until: timeIn(until), weekdays: [1, 2, 3, 4, 5, 6, 7] };
}

let connects = 0;
const device = createServer((socket) => {
  connects += 1;
  socket.on('error', () => socket.destroy()).end();
});
beforeAll(() => new Promise<void>((resolve) => void device.listen({ host: ADDRESS, port: 0 }, resolve)));
afterAll(() => void device.close());

/** Lets a probe whose server does not answer work on one piece for a while; gives whether the piece still waits. */
async function workFor(ms: number, window: ScanWindow | null): Promise<{ readonly waits: boolean }> {
  const folder = mkdtempSync(join(tmpdir(), 'ancam-hours-'));
  writeAllowed(folder, [ADDRESS]);
  const { port } = device.address() as AddressInfo; // it listens on an address
  const plan = createPlan({ targets: [ADDRESS], ports: `http:${port}`, unicastDiscovery: false, limits: { hostRatePerSecond: 1000 } });
  const piece: ProbePiece = { id: newId(), scanId: newId(), plan, authorisation: null, window };
  new Spool(folder).add(piece);
  const { privateKey } = createIdentity(folder, 'http://127.0.0.1:9');
  const identity = { server: 'http://127.0.0.1:9', privateKey, id: newId(), name: 'Trạm' };
  const news = { onLine: () => undefined, onPiece: () => undefined, onAllowFault: () => undefined };
  await runProbe({ folder, identity, knowledge: loadKnowledge(), software: 'ancam', news }, AbortSignal.timeout(ms));
  const waits = new Spool(folder).open().length > 0;
  rmSync(folder, { recursive: true, force: true });
  return { waits };
}

test('outside of its hours a probe sends nothing for a piece, whatever the line to its server does', async () => {
  expect(await workFor(1500, hoursFrom(1, 2))).toEqual({ waits: true });
  expect(connects).toBe(0);
  expect(await workFor(8000, hoursFrom(-1, 1))).toEqual({ waits: false });
  expect(connects).toBeGreaterThan(0);
}, 30_000);
