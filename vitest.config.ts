import { defineConfig } from 'vitest/config';

const SHARED = ['server', 'law', 'rules', 'core', 'contract', 'documents', 'sheets', 'web'];
/** Tests of what opens sockets by the system's own calls, which belong in a process of their own, or runs the program. */
const OWN_PROCESS = ['scanner', 'cli', 'camera-farm'];

function testsOf(packages: readonly string[]): string[] {
  return packages.flatMap((name) => [`packages/${name}/src/**/*.test.{ts,tsx}`, `packages/${name}/test/**/*.test.ts`]);
}

export default defineConfig({
  test: {
    reporters: ['default', './tools/closing-line-reporter.ts'],
    // three on two cores: much of the time a test waits for a database, a browser or a device
    maxWorkers: 3,
    projects: [
      {
        extends: true,
        test: {
          name: 'shared',
          include: [...testsOf(SHARED), 'knowledge/src/**/*.test.ts', 'test/unit/**/*.test.ts', 'bench/**/*.test.ts', 'tools/**/*.test.ts'],
          // a third of the processor time went into loading the same modules for every file
          pool: 'threads',
          isolate: false,
        },
      },
      { extends: true, test: { name: 'own process', include: testsOf(OWN_PROCESS), pool: 'forks' } },
    ],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
