import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';

/** Terminates pairs of sweeping threads at different moments of their life, from the first on; a process that outlives them says so. */
async function lead(moment: number): Promise<void> {
  const thread = new Worker(new URL('./sweeping.ts', import.meta.url));
  await once(thread, 'message');
  await sleep(moment);
  await thread.terminate();
}

for (let round = 0; round < 20; round += 1) await Promise.all([lead(round % 10), lead(round * 2)]);
console.log('outlived');
