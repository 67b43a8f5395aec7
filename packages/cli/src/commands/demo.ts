import { formatDate, systemClock } from '@ancam/core';
import type { AuthorisationNote } from '@ancam/core';
import type { Farm } from '@ancam/camera-farm';
import { loadKnowledge } from '@ancam/knowledge/compiled';
import { createPlan } from '@ancam/scanner';
import { compareCamera, countComparisons } from '../demo/compare.ts';
import type { Comparison } from '../demo/compare.ts';
import { portsOf, startDemoFleet } from '../demo/fleet.ts';
import { renderComparison } from '../demo/render.ts';
import { EXIT } from '../exit-codes.ts';
import { onInterrupt } from '../interrupt.ts';
import { assertWritable, writeOutput } from '../output.ts';
import { performScan } from '../perform-scan.ts';
import { formatOf, renderResult } from '../render.ts';
import type { OutputOptions } from '../render.ts';

/** Options of `ancam demo`, as commander names them. */
export type DemoOptions = OutputOptions;

/** Marks the JSON of a demo. */
const DEMO_FORMAT = 'ancam-demo';

/**
 * Starts simulated cameras, scans them and prints what was found beside what was planted: 0 where all agree, 3 otherwise.
 * The formats json, ndjson and table show the comparison; csv, html and pdf the assessment of the simulated cameras.
 */
export async function demo(options: DemoOptions): Promise<number> {
  const format = formatOf(options);
  await assertWritable(options.output);
  const farm = await startDemoFleet();
  const interrupt = onInterrupt();
  try {
    const knowledge = loadKnowledge();
    const authorisation = demoAuthorisation();
    const plan = createPlan({
      targets: farm.cameras.map(({ address }) => address),
      ports: portsOf(farm),
      discoveryPort: farm.discoveryPort,
      factoryPasswordTest: true,
    });
    const { head, hosts } = await performScan({
      plan,
      knowledge,
      authorisation,
      signal: interrupt.signal,
      language: options.language,
      // the cameras came into being with this call: nobody tried them before
      noteAttempts: () => Promise.resolve(true),
    });
    if (head.status === 'cancelled') return EXIT.cancelled;
    const found = new Map([...hosts].map((host) => [host.address, host]));
    const comparisons = farm.cameras.map((truth) => compareCamera(truth, found.get(truth.address)));
    const comparison = comparisonPieces(comparisons, farm, format, options);
    await writeOutput(comparison ?? (await renderResult({ head, hosts, knowledge, all: true }, format, options)), options.output);
    return comparisons.every((each) => each.result === 'agrees') ? EXIT.clean : EXIT.failed;
  } finally {
    interrupt.release();
    await farm.close();
  }
}

function comparisonPieces(
  comparisons: readonly Comparison[],
  farm: Farm,
  format: string,
  { language }: DemoOptions,
): Iterable<string> | undefined {
  const totals = countComparisons(comparisons);
  switch (format) {
    case 'json':
      return [`${JSON.stringify({ format: DEMO_FORMAT, ports: farm.ports, cameras: comparisons, totals }, undefined, 2)}\n`];
    case 'ndjson':
      return [...comparisons, totals].map((line) => `${JSON.stringify(line)}\n`);
    case 'table':
      return [renderComparison(comparisons, totals, language)];
    default:
      return undefined;
  }
}

/** The simulated cameras belong to this process: it may try their factory passwords today. */
function demoAuthorisation(): AuthorisationNote {
  const today = systemClock();
  return {
    grantedBy: 'AnCam demo',
    document: `demo ${formatDate(today)}`,
    validUntil: new Date(today.getTime() + 86_400_000).toISOString().slice(0, 10),
    factoryPasswordTest: true,
  };
}
