import * as fc from 'fast-check';
import { inputsFrom } from './inputs.ts';
import type { Reader } from './readers.ts';

/** How a reader took its inputs. `fault`: what it did wrong on the smallest such input. */
export interface Outcome {
  readonly name: string;
  readonly inputs: number;
  readonly seconds: number;
  readonly slowestMs: number;
  readonly fault?: string;
}

/** No reader needs so long for an input that is as large as the largest answer; the watcher in `main.ts` ends what never comes back. */
const ENDLESS_MS = 2000;
/** What is read is never much larger than what came. */
const GROWTH = 16;
const ALLOWED = 65_536;

/** Puts `runs` inputs to a reader. It must not throw, not take for ever, and not make much of little. `on` is told before each input. */
export async function fuzz(reader: Reader, runs: number, seed: number, on: () => void = () => undefined): Promise<Outcome> {
  const begun = performance.now();
  let slowestMs = 0;
  const property = fc.asyncProperty(inputsFrom(reader.samples), async (bytes) => {
    on();
    const start = process.cpuUsage();
    const read = await reader.read(bytes);
    const { user, system } = process.cpuUsage(start);
    // of the processor: a machine that does other things is no fault of a reader
    const ms = (user + system) / 1000;
    slowestMs = Math.max(slowestMs, ms);
    if (ms > ENDLESS_MS) throw new Error(`took ${Math.round(ms)} ms`);
    const size = JSON.stringify(read ?? null).length;
    if (size > bytes.length * GROWTH + ALLOWED) throw new Error(`made ${size} characters of ${bytes.length} bytes`);
  });
  const details = await fc.check(property, { numRuns: runs, seed, endOnFailure: false });
  const { counterexample, errorInstance, numRuns } = details;
  const fault = details.failed ? `${String(errorInstance)} on ${shown(counterexample?.[0])}` : undefined;
  return {
    name: reader.name,
    inputs: numRuns,
    seconds: (performance.now() - begun) / 1000,
    slowestMs,
    ...(fault === undefined ? {} : { fault }),
  };
}

function shown(bytes: Buffer | undefined): string {
  return bytes === undefined ? 'nothing' : `${bytes.length} bytes, base64 ${bytes.subarray(0, 300).toString('base64')}`;
}
