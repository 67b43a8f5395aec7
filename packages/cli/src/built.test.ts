import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { changedAt, isBuilt } from './built.ts';

const folder = mkdtempSync(join(tmpdir(), 'ancam-built-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function marked(changed: Readonly<Record<string, number>>): boolean {
  return written(JSON.stringify({ changed, madeOf: {} }));
}

function written(text: string): boolean {
  const path = join(folder, 'sources.json');
  writeFileSync(path, text);
  return isBuilt(pathToFileURL(path));
}

const SOURCE = 'packages/cli/src/built.ts';

test('a program counts as built only where each source has the time of change that was noted', () => {
  expect(marked({ [SOURCE]: changedAt(SOURCE) })).toBe(true);
  expect(marked({ [SOURCE]: changedAt(SOURCE) - 1 })).toBe(false);
  // an update may carry times older than the build
  expect(marked({ [SOURCE]: changedAt(SOURCE) + 1 })).toBe(false);
});

test('a source that is gone, a mark cut short, an empty one and none at all mean: start the sources', () => {
  expect(marked({ [SOURCE]: changedAt(SOURCE), 'packages/cli/src/gone.ts': 1 })).toBe(false);
  expect(written('{"changed":{"packages/cli')).toBe(false);
  expect(marked({})).toBe(false);
  expect(isBuilt(pathToFileURL(join(folder, 'absent.json')))).toBe(false);
});
