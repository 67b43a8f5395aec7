import { Worker, parentPort, workerData } from 'node:worker_threads';
import { AppError, ERROR_CODES, toAppError } from '@ancam/core';

type Reply<O> = { readonly value: O } | { readonly code: string; readonly message: string; readonly details: Record<string, unknown> };

let last: Promise<unknown> = Promise.resolve();
const running = new Set<Worker>();

/**
 * Runs heavy work (large files, documents of many pages) in a thread of its own, so that pages keep being answered. One at a time:
 * each may need hundreds of megabytes. The module at `url` must call `serveThread`. Throws `internal` where the thread ends without
 * an answer.
 */
export function runThread<O>(url: URL, input: unknown): Promise<O> {
  const run = (): Promise<O> => start<O>(url, input);
  const result = last.then(run, run);
  last = result.catch(() => undefined);
  return result;
}

/** Ends the thread that works; who waits for it gets an error. No thread may keep a closed server's process alive. */
export async function stopThreads(): Promise<void> {
  await Promise.all([...running].map((worker) => worker.terminate()));
}

function start<O>(url: URL, input: unknown): Promise<O> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(url, { workerData: input, execArgv: [] });
    running.add(worker);
    worker.once('message', (reply: Reply<O>) => {
      void worker.terminate();
      if ('value' in reply) return resolve(reply.value);
      const code = ERROR_CODES.find((each) => each === reply.code) ?? 'internal';
      return reject(new AppError(code, reply.message, reply.details));
    });
    worker.once('error', reject);
    worker.once('exit', () => {
      running.delete(worker);
      reject(new AppError('internal', 'a thread ended without a result'));
    });
  });
}

/** The other side: answers the one input of this thread. */
export async function serveThread<O>(work: (input: never) => Promise<O> | O): Promise<void> {
  if (parentPort === null) return;
  let reply: Reply<O>;
  try {
    reply = { value: await work(workerData as never) }; // what runThread was given; `work` names its type
  } catch (thrown) {
    const { code, message, details } = toAppError(thrown);
    reply = { code, message, details: JSON.parse(JSON.stringify(details)) as Record<string, unknown> }; // plain data only
  }
  parentPort.postMessage(reply, []);
}
