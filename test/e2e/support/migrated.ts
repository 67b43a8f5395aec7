import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { layMigrated } from '../../../packages/server/test/dumps.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A data folder whose embedded database has its schema and nothing else. */
    migratedFolder: string;
  }
}

const folder = mkdtempSync(join(tmpdir(), 'ancam-e2e-migrated-'));

/**
 * Makes the data folder that servers of page tests start from a copy of: the first start of the embedded database takes seconds, which start.test.ts
 * and others spend. The database is that of the other tests, small and quick to open.
 */
export async function setup(project: TestProject): Promise<void> {
  await layMigrated(folder);
  project.provide('migratedFolder', folder);
}

export function teardown(): void {
  rmSync(folder, { recursive: true, force: true });
}
