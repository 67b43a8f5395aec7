import { defineConfig } from 'vitest/config';

/** End-to-end tests: real server, CLI, simulated and foreign devices, PostgreSQL, Chromium. Three files at a time: each has addresses, ports and folders of its own. */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts'],
    reporters: ['default', './tools/closing-line-reporter.ts'],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    pool: 'forks',
    // three on two cores: much of the time a test waits for a database, a browser or a device
    maxWorkers: 3,
    // What a page shows after a click may take longer than the usual second while the other files keep the machine busy.
    expect: { poll: { timeout: 15_000 } },
  },
});
