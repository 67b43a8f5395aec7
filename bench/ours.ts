import { fileURLToPath } from 'node:url';
import type { CameraTruth } from '@ancam/camera-farm';
import type { ScanResult } from '@ancam/core';
import { runOurs } from './child.ts';
import type { Measured } from './child.ts';

const MAIN = fileURLToPath(new URL('../packages/cli/src/main.ts', import.meta.url));
const LIMIT_SECONDS = 900;

/** One run of `ancam scan` with its result. */
export interface OurScan extends Measured {
  readonly result: ScanResult;
}

/** Runs `ancam scan` as a user would, in a process of its own. */
export async function scanOurs(targets: readonly string[], ports: readonly number[]): Promise<OurScan> {
  const measured = await runOurs(MAIN, ['scan', ...targets, '--ports', ports.join(','), '--format', 'json'], LIMIT_SECONDS);
  if (measured.code !== 0 && measured.code !== 1) throw new Error(`ancam scan ended with ${measured.code}: ${measured.stderr}`);
  return { ...measured, result: JSON.parse(measured.stdout) as ScanResult }; // written by the program under test
}

/** The parts of an identity that are compared. */
export const IDENTITY = ['maker', 'model', 'firmware'] as const;

/** The cameras of which these parts of the identity are exactly the planted ones. */
export function rightOf(
  { result }: OurScan,
  cameras: readonly CameraTruth[],
  parts: readonly (typeof IDENTITY)[number][],
): readonly CameraTruth[] {
  const found = new Map(result.hosts.map(({ address, identity }) => [address, identity]));
  return cameras.filter((truth) => parts.every((part) => found.get(truth.address)?.[part] === truth[part]));
}
