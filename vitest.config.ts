import { defineConfig } from 'vitest/config';

/** Packages of plain functions, whose tests leave nothing behind. */
const PLAIN = ['law', 'rules', 'core', 'contract', 'web'];
const OTHERS = ['server', 'scanner', 'cli', 'camera-farm', 'documents', 'sheets'];

function testsOf(packages: readonly string[]): string[] {
  return packages.flatMap((name) => [`packages/${name}/src/**/*.test.{ts,tsx}`, `packages/${name}/test/**/*.test.ts`]);
}

export default defineConfig({
  test: {
    reporters: ['default', './tools/closing-line-reporter.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // processes, not threads: V8 ends a process whose threads make and drop many embedded databases (github.com/nodejs/node/issues/64500)
    pool: 'forks',
    // three on two cores: much of the time a test waits for a database, a browser or a device
    maxWorkers: 3,
    projects: [
      { extends: true, test: { name: 'plain', include: testsOf(PLAIN), isolate: false } },
      {
        extends: true,
        test: {
          name: 'others',
          include: [...testsOf(OTHERS), 'knowledge/src/**/*.test.ts', 'test/unit/**/*.test.ts', 'bench/**/*.test.ts', 'tools/**/*.test.ts'],
        },
      },
    ],
  },
});
