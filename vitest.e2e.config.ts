import { defineConfig } from 'vitest/config';

/** End-to-end tests: real server, CLI, simulated and foreign devices, PostgreSQL, Chromium. Two files at a time: each has addresses, ports and folders of its own. */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts'],
    reporters: ['default', './tools/closing-line-reporter.ts'],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    pool: 'forks',
    maxWorkers: 2,
  },
});
