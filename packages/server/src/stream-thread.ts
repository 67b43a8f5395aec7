import { Worker, parentPort } from 'node:worker_threads';
import { AppError, ERROR_CODES, toAppError } from '@ancam/core';

/** What a thread answers to each question for the next item. */
type StreamReply<T> =
  | { readonly item: T }
  | { readonly done: true }
  | { readonly code: string; readonly message: string; readonly details: Record<string, unknown> };

/**
 * Reads what a thread of its own makes, one item ahead of whoever takes them, so that pages keep being answered. The module at `url` must call
 * `serveStream`; whoever stops taking ends it. Throws what the thread throws.
 */
export async function* streamThread<T>(url: URL, order: unknown, name: string): AsyncGenerator<T> {
  const worker = new Worker(url, { workerData: order, execArgv: [], name });
  try {
    let waiting = ask<T>(worker);
    for (;;) {
      const reply = await waiting;
      if ('done' in reply) return;
      if ('code' in reply) {
        throw new AppError(ERROR_CODES.find((each) => each === reply.code) ?? 'internal', reply.message, reply.details);
      }
      waiting = ask<T>(worker);
      waiting.catch(() => undefined); // awaited in the next round, or left with the thread
      yield reply.item;
    }
  } finally {
    await worker.terminate();
  }
}

function ask<T>(worker: Worker): Promise<StreamReply<T>> {
  return new Promise((resolve, reject) => {
    const ended = (): void => reject(new AppError('internal', 'the thread of an import ended'));
    worker.once('error', reject);
    worker.once('exit', ended);
    worker.once('message', (reply: StreamReply<T>) => {
      worker.off('error', reject);
      worker.off('exit', ended);
      resolve(reply);
    });
    worker.postMessage('next', []);
  });
}

/** The other side: gives one item for each question. */
export function serveStream<T>(items: AsyncIterator<T>): void {
  async function next(): Promise<StreamReply<T>> {
    try {
      const { value, done } = await items.next();
      return done === true ? { done: true } : { item: value };
    } catch (thrown) {
      const { code, message, details } = toAppError(thrown);
      return { code, message, details: JSON.parse(JSON.stringify(details)) as Record<string, unknown> }; // plain data only
    }
  }
  parentPort?.on('message', () => {
    void next().then((reply) => parentPort?.postMessage(reply, []));
  });
}
