import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { CameraTruth } from '@ancam/camera-farm';
import type { HostResult } from '@ancam/core';
import { runOurs } from './child.ts';
import type { Measured } from './child.ts';

const MAIN = fileURLToPath(new URL('../packages/cli/bin/ancam.mjs', import.meta.url));
const LIMIT_SECONDS = 900;

/** What is compared of a host. */
type FoundHost = Pick<HostResult, 'address' | 'identity'>;

/** One run of `ancam scan` with what it found. */
export interface OurScan extends Measured {
  readonly hosts: readonly FoundHost[];
}

/**
 * Runs `ancam scan` as a user would, in a process of its own; `before` stands before the program. The result goes to a file and is read back
 * host by host, without what nobody compares: that of five thousand cameras would be too long for one string.
 */
export async function scanOurs(targets: readonly string[], ports: readonly number[], before: readonly string[] = []): Promise<OurScan> {
  const folder = mkdtempSync(join(tmpdir(), 'ancam-bench-'));
  try {
    const file = join(folder, 'result.ndjson');
    const measured = await runOurs(MAIN, ['scan', ...targets, '--ports', ports.join(','), '--output', file], LIMIT_SECONDS, before);
    if (measured.code !== 0 && measured.code !== 1) throw new Error(`ancam scan ended with ${measured.code}: ${measured.stderr}`);
    const hosts: FoundHost[] = [];
    for await (const line of createInterface({ input: createReadStream(file) })) {
      const told = JSON.parse(line) as Partial<FoundHost>; // written by the program under test
      if (told.address !== undefined && told.identity !== undefined) hosts.push({ address: told.address, identity: told.identity });
    }
    return { ...measured, hosts };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The parts of an identity that are compared. */
export const IDENTITY = ['maker', 'model', 'firmware'] as const;

/** The cameras of which these parts of the identity are exactly the planted ones. */
export function rightOf(
  { hosts }: OurScan,
  cameras: readonly CameraTruth[],
  parts: readonly (typeof IDENTITY)[number][],
): readonly CameraTruth[] {
  const found = new Map(hosts.map(({ address, identity }) => [address, identity]));
  return cameras.filter((truth) => parts.every((part) => found.get(truth.address)?.[part] === truth[part]));
}
