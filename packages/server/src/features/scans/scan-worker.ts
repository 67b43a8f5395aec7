import { parentPort, workerData } from 'node:worker_threads';
import { AppError, toAppError } from '@ancam/core';
import { loadKnowledge } from '@ancam/knowledge/compiled';
import { runScan } from '@ancam/scanner';
import type { NoteAttempts } from '@ancam/scanner';
import type { ScanJob, ScanMessage, ScanOrder } from './scan-messages.ts';

/** Log-in attempts that wait for the word of the server. */
class Waiting {
  readonly #asked = new Map<number, PromiseWithResolvers<boolean>>();
  #n = 0;

  /** Asks the server to note attempts. */
  ask(post: (message: ScanMessage) => void): NoteAttempts {
    return (attempts) => {
      const n = (this.#n += 1);
      const answer = Promise.withResolvers<boolean>();
      this.#asked.set(n, answer);
      post({ type: 'attempts', n, attempts });
      return answer.promise;
    };
  }

  take({ n, may }: Extract<ScanOrder, { type: 'noted' }>): void {
    const answer = this.#asked.get(n);
    this.#asked.delete(n);
    if (may === null) answer?.reject(new AppError('store.failed', 'log-in attempts could not be noted'));
    else answer?.resolve(may);
  }
}

/** Runs one scan in this thread, so that parsing what devices send never holds up the pages. */
async function run(port: NonNullable<typeof parentPort>, job: ScanJob): Promise<void> {
  const cancel = new AbortController();
  const waiting = new Waiting();
  port.on('message', (order: ScanOrder) => (order.type === 'cancel' ? cancel.abort() : waiting.take(order)));
  const post = (message: ScanMessage): void => port.postMessage(message);
  try {
    const head = await runScan({
      ...job,
      knowledge: job.knowledge ?? loadKnowledge(),
      signal: cancel.signal,
      noteAttempts: waiting.ask(post),
      onEvent: (event) => post({ type: 'event', event }),
    });
    post({ type: 'done', head });
  } catch (thrown) {
    const { code, message, details } = toAppError(thrown);
    post({ type: 'failed', code, message, details: JSON.parse(JSON.stringify(details)) as Record<string, unknown> }); // plain data only
  }
  port.close();
}

if (parentPort !== null) await run(parentPort, workerData as ScanJob); // data of new Worker
