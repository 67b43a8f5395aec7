import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** A data folder whose embedded database has its schema and nothing else. */
    migratedFolder: string;
  }
}

const folder = mkdtempSync(join(tmpdir(), 'ancam-e2e-migrated-'));

/** Makes the data folder that servers of page tests start from a copy of: the first start of the embedded database takes seconds, which start.test.ts and others spend. */
export function setup(project: TestProject): void {
  const env = { ...process.env, ANCAM_DATA: folder, DATABASE_URL: '' };
  execFileSync('node', ['packages/cli/src/main.ts', 'migrate'], { cwd: join(import.meta.dirname, '../../..'), env });
  project.provide('migratedFolder', folder);
}

export function teardown(): void {
  rmSync(folder, { recursive: true, force: true });
}
