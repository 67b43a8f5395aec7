import { globSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import type { OutputChunk, Plugin } from 'rolldown';
import { MARK, PROGRAM, changedAt } from '../packages/cli/src/built.ts';
import type { BuildMark } from '../packages/cli/src/built.ts';

const root = join(import.meta.dirname, '..');
const folder = fileURLToPath(PROGRAM);
/** What reads XML, with what it rests on. */
const XML = ['fast-xml-parser', 'fast-xml-builder', '@nodable', 'xml-naming', 'strnum', 'anynum', 'path-expression-matcher', 'is-unsafe'];
const REGEX = ['safe-regex2', 'ret'];
/** Our own packages, and libraries of many small modules or that every scan loads; what else is imported stays where it is. */
const TAKEN_IN = ['@ancam', 'kysely', 'zod', 'hono', 'commander', 'ipaddr.js', 'murmurhash', ...REGEX, ...XML];

function isTakenIn(id: string): boolean {
  return TAKEN_IN.some((name) => id === name || id.startsWith(`${name}/`));
}

/**
 * Writes the program as few files: each module costs Node about a millisecond, and the server has some fifteen hundred. The sources stay where they
 * are, and what they read beside themselves (knowledge, migrations) is read there.
 */
export async function buildProgram(): Promise<void> {
  const begun = Date.now();
  const threads = globSync('packages/*/src/**/*-worker.ts', { cwd: root });
  const entries = ['packages/cli/src/main.ts', ...threads].map((path) => [basename(path, '.ts'), join(root, path)]);
  const bundle = await rolldown({
    input: Object.fromEntries(entries) as Record<string, string>, // pairs of two texts
    platform: 'node',
    external: (id) => !id.startsWith('.') && !id.startsWith('/') && !/^[A-Z]:/.test(id) && !isTakenIn(id),
    plugins: [places],
  });
  rmSync(folder, { recursive: true, force: true });
  const { output } = await bundle.write({ dir: folder, format: 'esm', entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' });
  await bundle.close();
  const made = output.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, modulesOf(file)] as const] : []));
  const ours = made.flatMap(([, paths]) => paths).filter((path) => !path.includes('node_modules'));
  const sources = [...ours, ...globSync('packages/*/package.json', { cwd: root })];
  const mark: BuildMark = { changed: Object.fromEntries(sources.map((path) => [path, changedAt(path)])), madeOf: Object.fromEntries(made) };
  // A source saved meanwhile may or may not be in: without the mark the sources are what starts.
  if (Math.max(...Object.values(mark.changed)) <= begun) writeFileSync(MARK, JSON.stringify(mark));
}

/** Paths of the modules in a built file; what the bundler adds of its own has none. */
function modulesOf({ moduleIds }: OutputChunk): string[] {
  return moduleIds.filter((id) => !id.startsWith('\0')).map(pathOf);
}

function pathOf(id: string): string {
  return relative(root, id).replaceAll(sep, '/');
}

/** A module finds its thread among the built files, and whatever else it names by its own address where it has always been. */
const places: Plugin = {
  name: 'places',
  transform(code, id) {
    if (!code.includes('import.meta.url') || id.includes('node_modules')) return null;
    const source = JSON.stringify(relative(folder, id).replaceAll(sep, '/'));
    return code
      .replaceAll(/\bimport\.meta\.url\b/g, `new URL(${source}, import.meta.url)`)
      .replaceAll(/new URL\('([\w-]+-worker)\.ts', new URL\("[^"]+", import\.meta\.url\)\)/g, "new URL('$1.mjs', import.meta.url)");
  },
};
