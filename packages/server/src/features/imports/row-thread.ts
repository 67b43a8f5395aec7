import { Worker } from 'node:worker_threads';
import { AppError, ERROR_CODES } from '@ancam/core';
import type { Batch, ReadingOrder } from './read-batches.ts';

/** What the thread answers to each question for the next batch. */
export type RowReply =
  | { readonly batch: Batch }
  | { readonly done: true }
  | { readonly code: string; readonly message: string; readonly details: Record<string, unknown> };

const WORKER = new URL('row-worker.ts', import.meta.url);

/** Reads a file in a thread of its own, one batch ahead of whoever takes them, so that pages keep being answered. */
export async function* readInThread(order: ReadingOrder): AsyncGenerator<Batch> {
  const worker = new Worker(WORKER, { workerData: order, execArgv: [], name: 'import' });
  try {
    let waiting = ask(worker);
    for (;;) {
      const reply = await waiting;
      if ('done' in reply) return;
      if ('code' in reply) {
        throw new AppError(ERROR_CODES.find((each) => each === reply.code) ?? 'internal', reply.message, reply.details);
      }
      waiting = ask(worker);
      waiting.catch(() => undefined); // awaited in the next round, or left with the thread
      yield reply.batch;
    }
  } finally {
    await worker.terminate();
  }
}

function ask(worker: Worker): Promise<RowReply> {
  return new Promise((resolve, reject) => {
    const ended = (): void => reject(new AppError('internal', 'the thread of an import ended'));
    worker.once('error', reject);
    worker.once('exit', ended);
    worker.once('message', (reply: RowReply) => {
      worker.off('error', reject);
      worker.off('exit', ended);
      resolve(reply);
    });
    worker.postMessage('next', []);
  });
}
