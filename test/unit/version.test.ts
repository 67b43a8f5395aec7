import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SOFTWARE } from '@ancam/scanner';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

test('manifests and results name one version', () => {
  const manifests = execFileSync('git', ['ls-files', 'package.json', '*/package.json'], { cwd: ROOT, encoding: 'utf8' }).trim().split('\n');
  const versions = manifests.map((file) => (JSON.parse(readFileSync(join(ROOT, file), 'utf8')) as { version: string }).version); // our own manifests
  expect(versions.length).toBeGreaterThan(5);
  expect(new Set(versions.map((version) => `AnCam ${version}`))).toEqual(new Set([SOFTWARE]));
});
