import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, 'node_modules/.cache/compiled');

/** Packages of plain functions, whose tests leave nothing behind. */
const PLAIN = ['law', 'rules', 'core', 'contract', 'web'];
const OTHERS = ['server', 'scanner', 'cli', 'camera-farm', 'documents', 'sheets'];

function testsOf(packages: readonly string[]): string[] {
  return packages.flatMap((name) => [`packages/${name}/src/**/*.test.{ts,tsx}`, `packages/${name}/test/**/*.test.ts`]);
}

export default defineConfig({
  test: {
    reporters: ['default', './tools/closing-line-reporter.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // processes, not threads: V8 ends a process whose threads make and drop many embedded databases (github.com/nodejs/node/issues/64500)
    pool: 'forks',
    // more room for what lives shortly: a twentieth less processor time in collecting it
    execArgv: ['--max-semi-space-size=64'],
    // four on two cores: a fifth of the time a test waits for a database, a browser or a device
    maxWorkers: 4,
    projects: [
      { extends: true, test: { name: 'plain', include: testsOf(PLAIN), isolate: false } },
      {
        extends: true,
        test: {
          name: 'others',
          // a process goes on with the next file: what the modules and the embedded database are compiled to is kept, a third of all time
          isolate: false,
          globalSetup: './packages/server/test/dumps.ts',
          // Node loads the modules itself, as it does for users, and keeps what it compiled
          experimental: { viteModuleRunner: false },
          include: [...testsOf(OTHERS), 'knowledge/src/**/*.test.ts', 'test/unit/**/*.test.ts', 'bench/**/*.test.ts', 'tools/**/*.test.ts'],
        },
      },
    ],
  },
});
