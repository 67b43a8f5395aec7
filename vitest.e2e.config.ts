import { defineConfig } from 'vitest/config';

/** End-to-end tests: real server, CLI, simulated and foreign devices, PostgreSQL, Chromium. One file at a time: they share ports. */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts'],
    reporters: ['default', './tools/closing-line-reporter.ts'],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    pool: 'forks',
    fileParallelism: false,
  },
});
