import { parentPort } from 'node:worker_threads';
import { SweepsBeside } from '../../src/sweep/beside.ts';
import { Lane } from '../../src/wire/lane.ts';

/** Has loopback addresses swept beside its process until its thread is terminated. */
const input = { ports: [9], concurrency: 256, perHost: 4, timeoutMs: 500 };
const beside = new SweepsBeside();
await beside.sweep({ ...input, lane: new Lane(), addresses: ['127.77.9.1', '127.77.9.2'], perSecond: 1000 });
parentPort?.postMessage('begins', []);
const addresses = Array.from({ length: 1024 }, (_, index) => `127.77.${index >> 8}.${index & 255}`);
await beside.sweep({ ...input, lane: new Lane(), addresses, perSecond: 1 });
