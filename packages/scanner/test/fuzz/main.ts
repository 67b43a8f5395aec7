import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { STRANGE_READERS } from './readers.ts';
import type { Outcome } from './run.ts';

/** `npm run fuzz`: many inputs for every reader of what comes from the network, each in a thread that is ended when it stands still. */
const { values } = parseArgs({
  options: { runs: { type: 'string', default: '1000000' }, seed: { type: 'string' }, reader: { type: 'string' } },
});
const STANDSTILL_MS = 15_000;
const readers = STRANGE_READERS.filter(({ name }) => values.reader === undefined || name === values.reader);
const each = Math.ceil(Number(values.runs) / readers.length);
const seed = Number(values.seed ?? Math.floor(Math.random() * 0x7fff_ffff));

function run(name: string): Promise<Outcome> {
  const counter = new SharedArrayBuffer(4);
  const count = new Int32Array(counter);
  const worker = new Worker(new URL('worker.ts', import.meta.url), { workerData: { name, runs: each, seed, counter } });
  return new Promise((resolve, reject) => {
    let before = -1;
    const watch = setInterval(() => {
      const now = Atomics.load(count, 0);
      if (now === before) {
        void worker.terminate();
        end({ name, inputs: now, seconds: 0, slowestMs: STANDSTILL_MS, fault: `stands still at input ${now} of seed ${seed}` });
      }
      before = now;
    }, STANDSTILL_MS);
    const end = (outcome: Outcome): void => {
      clearInterval(watch);
      resolve(outcome);
    };
    worker.once('message', end);
    worker.once('error', reject);
  });
}

const begun = performance.now();
const outcomes: Outcome[] = [];
for (const { name } of readers) {
  const outcome = await run(name);
  outcomes.push(outcome);
  const speed = `${outcome.inputs} inputs in ${outcome.seconds.toFixed(1)} s, slowest ${outcome.slowestMs.toFixed(1)} ms`;
  process.stdout.write(`${name.padEnd(36)} ${speed}${outcome.fault === undefined ? '' : `\n  FAULT ${outcome.fault}`}\n`);
}
const total = outcomes.reduce((sum, { inputs }) => sum + inputs, 0);
const faults = outcomes.filter(({ fault }) => fault !== undefined).length;
const seconds = Math.round((performance.now() - begun) / 1000);
process.stdout.write(`${outcomes.length} readers, ${total} inputs, seed ${seed}, ${seconds} s, ${faults} faults\n`);
process.exitCode = faults === 0 ? 0 : 1;
