import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, 'node_modules/.cache/compiled');

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
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    // Node loads the modules itself, as it does for users, and keeps what it compiled: the imports of two hundred files cost half as much
    experimental: { viteModuleRunner: false },
    // three on two cores: much of the time a test waits for a database, a browser or a device
    maxWorkers: 3,
  },
});
