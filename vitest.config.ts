import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'knowledge/src/**/*.test.ts',
      'packages/*/src/**/*.test.{ts,tsx}',
      'packages/*/test/**/*.test.ts',
      'test/unit/**/*.test.ts',
      'bench/**/*.test.ts',
      'tools/**/*.test.ts',
    ],
    reporters: ['default', './tools/closing-line-reporter.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: 'forks',
    // three on two cores: much of the time a test waits for a database, a browser or a device
    maxWorkers: 3,
  },
});
