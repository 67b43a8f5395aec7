import { parentPort, workerData } from 'node:worker_threads';
import { toAppError } from '@ancam/core';
import { readBatches } from './read-batches.ts';
import type { ReadingOrder } from './read-batches.ts';
import type { RowReply } from './row-thread.ts';

const batches = readBatches(workerData as ReadingOrder); // what row-thread.ts starts this with

async function next(): Promise<RowReply> {
  try {
    const { value, done } = await batches.next();
    return done === true ? { done: true } : { batch: value };
  } catch (thrown) {
    const { code, message, details } = toAppError(thrown);
    return { code, message, details: JSON.parse(JSON.stringify(details)) as Record<string, unknown> }; // plain data only
  }
}

parentPort?.on('message', () => {
  void next().then((reply) => parentPort?.postMessage(reply, []));
});
