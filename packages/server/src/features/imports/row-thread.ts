import { streamThread } from '../../stream-thread.ts';
import type { Batch, ReadingOrder } from './read-batches.ts';

const WORKER = new URL('row-worker.ts', import.meta.url);

/** Reads a file in a thread of its own, batch by batch. */
export function readInThread(order: ReadingOrder): AsyncGenerator<Batch> {
  return streamThread<Batch>(WORKER, order, 'import');
}
