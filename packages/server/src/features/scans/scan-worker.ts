import { parentPort, workerData } from 'node:worker_threads';
import { toAppError } from '@ancam/core';
import { loadKnowledge } from '@ancam/knowledge';
import { runScan } from '@ancam/scanner';
import type { ScanJob, ScanMessage } from './scan-messages.ts';

/** Runs one scan in this thread, so that parsing what devices send never holds up the pages. Any message cancels it. */
async function run(port: NonNullable<typeof parentPort>, job: ScanJob): Promise<void> {
  const cancel = new AbortController();
  port.on('message', () => cancel.abort());
  const post = (message: ScanMessage): void => port.postMessage(message);
  try {
    const head = await runScan({
      ...job,
      knowledge: job.knowledge ?? loadKnowledge(),
      signal: cancel.signal,
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
