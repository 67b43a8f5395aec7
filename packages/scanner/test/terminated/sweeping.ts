import { parentPort } from 'node:worker_threads';
import { sweep } from '../../src/sweep/sweep.ts';
import { Lane } from '../../src/wire/lane.ts';

/** Sweeps loopback addresses where nobody lives until its thread is terminated. */
const addresses = Array.from({ length: 1024 }, (_, index) => `127.77.${index >> 8}.${index & 255}`);
parentPort?.postMessage('begins', []);
for (;;) {
  await sweep({ lane: new Lane(), addresses, ports: [9, 19, 29], concurrency: 256, perHost: 4, timeoutMs: 500, perSecond: 20_000 });
}
