import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { assertWritable, writeOutput } from './output.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ancam-output-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function* breaking(): Iterable<string> {
  yield 'half';
  throw new Error('no more');
}

test('a file is written piece by piece and replaces what was there', async () => {
  const file = join(folder, 'a.json');
  writeFileSync(file, 'old');
  await writeOutput(['{"a":', Buffer.from('1'), '}'], file);
  expect(readFileSync(file, 'utf8')).toBe('{"a":1}');
  expect(readdirSync(folder)).toEqual(['a.json']);
});

test('a result that breaks off leaves the old file and no rest of the new', async () => {
  const file = join(folder, 'a.json');
  writeFileSync(file, 'old');
  await expect(writeOutput(breaking(), file)).rejects.toMatchObject({ code: 'input.invalid' });
  expect(readFileSync(file, 'utf8')).toBe('old');
  expect(readdirSync(folder)).toEqual(['a.json']);
});

test('a folder that is not there is refused before the work begins', async () => {
  await expect(assertWritable(join(folder, 'none', 'a.json'))).rejects.toMatchObject({ code: 'input.invalid' });
  await expect(assertWritable(join(folder, 'a.json'))).resolves.toBeUndefined();
});
