import { parentPort, workerData } from 'node:worker_threads';
import { STRANGE_READERS } from './readers.ts';
import { fuzz } from './run.ts';

/** Fuzzes one reader; the counter in shared memory shows whoever watches that it goes on. */
const { name, runs, seed, counter } = workerData as { name: string; runs: number; seed: number; counter: SharedArrayBuffer }; // made by main.ts
const reader = STRANGE_READERS.find((each) => each.name === name);
const count = new Int32Array(counter);
if (reader !== undefined) parentPort?.postMessage(await fuzz(reader, runs, seed, () => Atomics.add(count, 0, 1)), []);
