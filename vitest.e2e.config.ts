import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';
import type { TestSpecification } from 'vitest/node';

process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, 'node_modules/.cache/compiled');

/** The files that take longest, first: begun among the last, one would go on alone when all others have ended. */
const LONGEST = ['durability', 'imports', 'reorganisation', 'probes', 'tour', 'plans', 'killed', 'schedules-page', 'demo-province'];

function placeOf({ moduleId }: TestSpecification): number {
  const place = LONGEST.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
  return place === -1 ? LONGEST.length : place;
}

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((one, other) => placeOf(one) - placeOf(other));
  }
}

/** End-to-end tests: real server, CLI, simulated and foreign devices, PostgreSQL, Chromium. Four files at a time: each has addresses, ports and folders of its own. */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts'],
    reporters: ['default', './tools/closing-line-reporter.ts'],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    pool: 'forks',
    globalSetup: './test/e2e/support/migrated.ts',
    // Node loads the modules itself, as it does for users, and keeps what it compiled: the imports of two hundred files cost half as much
    experimental: { viteModuleRunner: false },
    // a process goes on with the next file and has its modules
    isolate: false,
    // four on two cores: a third of the time a test waits for a database, a browser or a device
    maxWorkers: 4,
    sequence: { sequencer: LongestFirst },
    // What a page shows after a click may take longer than the usual second while the other files keep the machine busy.
    expect: { poll: { timeout: 15_000 } },
  },
});
