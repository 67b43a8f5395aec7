import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadLaw } from '@ancam/knowledge';
import { describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const page = readFileSync(join(ROOT, 'docs/generated/duties.md'), 'utf8');
/** The first table; the second one is of facts. */
const table = page.slice(0, page.indexOf('| fact |'));
const [head = [], ...rows] = table
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| ---'))
  .map((line) => line.split(' | ').map((cell) => cell.replaceAll(/^\| | \|$/gu, '').trim()));
const columnOf = (name: string): number => head.indexOf(name);

interface Ran {
  readonly testResults: readonly { readonly assertionResults: readonly { readonly title: string; readonly status: string }[] }[];
}

describe('the table of duties', () => {
  test('has a row for each of the 51 duties of the statute book, in its order', () => {
    const ids = loadLaw().duties.map(({ id }) => id);
    expect(new Set(rows.map(([id]) => id))).toEqual(new Set(ids));
    expect(rows).toHaveLength(51);
  });

  test('names a test for each duty, and every named test runs and passes', () => {
    const file = /by `([^`]+\.test\.ts)`/u.exec(page)?.[1] ?? '';
    expect(existsSync(join(ROOT, file))).toBe(true);
    const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
    // Not as a part of the run that asks. Names are made as the file runs: a list alone has none of them.
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST') && name !== 'NODE_OPTIONS'));
    const folder = mkdtempSync(join(tmpdir(), 'ancam-duties-'));
    const report = join(folder, 'report.json');
    execFileSync(process.execPath, [vitest, 'run', file, '--reporter=json', `--outputFile=${report}`], { cwd: ROOT, env, stdio: 'ignore' });
    const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as Ran; // written by vitest
    rmSync(folder, { recursive: true, force: true });
    const passed = testResults.flatMap(({ assertionResults }) => assertionResults).filter(({ status }) => status === 'passed');
    const named = rows.map((row) => row[columnOf('test')] ?? '');
    // A duty has a test for every addressee and fact: their names go on after the colon.
    expect(named.filter((name) => name === '' || !passed.some(({ title }) => title.startsWith(`${name}: `)))).toEqual([]);
    expect(new Set(named).size).toBe(51);
  }, 60_000);
});
