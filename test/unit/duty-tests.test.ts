import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadLaw } from '@ancam/knowledge';
import { describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const page = readFileSync(join(ROOT, 'docs/generated/duties.md'), 'utf8');
const [head = [], ...rows] = page
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| ---'))
  .map((line) => line.split(' | ').map((cell) => cell.replaceAll(/^\| | \|$/gu, '').trim()));
const columnOf = (name: string): number => head.indexOf(name);

describe('the table of duties', () => {
  test('has a row for each of the 51 duties of the statute book, in its order', () => {
    const ids = loadLaw().duties.map(({ id }) => id);
    expect(new Set(rows.map(([id]) => id))).toEqual(new Set(ids));
    expect(rows).toHaveLength(51);
  });

  test('names a test for each duty, and every named test is there to be run', () => {
    const file = /by `([^`]+\.test\.ts)`/u.exec(page)?.[1] ?? '';
    expect(existsSync(join(ROOT, file))).toBe(true);
    const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
    const listed = execFileSync(process.execPath, [vitest, 'list', file, '--json'], { cwd: ROOT, encoding: 'utf8', maxBuffer: 32_000_000 });
    const collected = JSON.parse(listed.slice(listed.indexOf('['))) as { name: string }[]; // written by vitest
    // A duty has a test for every addressee and fact: their names go on after the colon.
    const names = new Set(collected.map(({ name }) => name.split(' > ').at(-1)?.split(': ')[0]));
    const named = rows.map((row) => row[columnOf('test')]);
    expect(named.filter((name) => name === undefined || !names.has(name))).toEqual([]);
    expect(new Set(named).size).toBe(51);
  }, 60_000);
});
