import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { MARK, PROGRAM } from '../src/built.ts';
import type { BuildMark } from '../src/built.ts';
import { finished, startAncam } from './run-ancam.ts';

/** Tells on stderr, as the program ends, what it loaded. */
const TELL = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from 'node:module';
  const loaded = new Set();
  registerHooks({ load: (url, context, next) => (loaded.add(url), next(url, context)) });
  process.on('exit', () => process.stderr.write([...loaded].join('\\n')));
`)}`;

/** What was loaded, by the place of its source: of a built file, what it is made of. */
function sourcesOf(url: string): readonly string[] {
  if (!url.startsWith(PROGRAM.href)) return [url];
  const { madeOf } = JSON.parse(readFileSync(MARK, 'utf8')) as BuildMark; // written by the build
  return (madeOf[url.slice(PROGRAM.href.length)] ?? []).map((path) => `/${path}`);
}

test('a scan loads the scanner, and nothing of databases, sheets, YAML, the law and the server but how it holds a folder', async () => {
  const { code, stderr } = await finished(startAncam(['scan', '127.0.0.1', '--dry-run'], ['--import', TELL]));
  const loaded = stderr.split('\n').flatMap(sourcesOf);
  expect(code).toBe(0);
  expect(loaded.some((url) => url.includes('/packages/scanner/'))).toBe(true);
  expect(
    loaded.filter((url) =>
      /\/packages\/(?:server|contract|law|documents|sheets)\/(?!src\/data-folder\.ts)|\/node_modules\/(?:kysely|pg|hucre|hono|yaml)\//.test(
        url,
      ),
    ),
  ).toEqual([]);
});

const TELL_CACHE = `data:text/javascript,${encodeURIComponent(`
  import { getCompileCacheDir } from 'node:module';
  delete process.env.NODE_COMPILE_CACHE;
  process.on('exit', () => process.stderr.write(JSON.stringify([process.env.NODE_COMPILE_CACHE, getCompileCacheDir()])));
`)}`;

test('threads find what was compiled, as the first one does', async () => {
  const { stderr } = await finished(startAncam(['--help'], ['--import', TELL_CACHE]));
  const [named, used] = JSON.parse(stderr) as [string, string];
  expect(named).toBe(dirname(used));
});
