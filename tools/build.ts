import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { isBuilt } from '../packages/cli/src/built.ts';

/** What the built pages depend on. */
const SOURCES = [
  'packages/web/src',
  'packages/web/public',
  'packages/web/index.html',
  'packages/web/vite.config.ts',
  'packages/core/src',
  'packages/contract/src',
  'package-lock.json',
] as const;
const root = join(import.meta.dirname, '..');
const web = join(root, 'packages/web');
const stamp = join(web, 'dist/.built-from');

function filesUnder(path: string): string[] {
  const entries = readdirSync(path, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** Content hash of all sources: a checkout, a copy or a touched file must not cause a build, a changed one must. */
function hashOfSources(): string {
  const files = SOURCES.map((each) => join(root, each)).flatMap((path) => (/\.\w+$/.test(path) ? [path] : filesUnder(path)));
  const hash = createHash('sha256');
  for (const file of files.filter((each) => !/\.test\.tsx?$/.test(each)).sort()) {
    hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

/** Builds the pages unless what is there was built from the same sources; false where that fails. */
function buildPages(): boolean {
  const hash = hashOfSources();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return true;
  process.stdout.write('Building the web pages (only after a change) …\n');
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const built = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'error'], { cwd: web, stdio: ['ignore', 'inherit', 'inherit'] });
  if (built.status === 0) writeFileSync(stamp, hash);
  return built.status === 0;
}

/** Builds what users start: the pages and the program, each only after a change. */
async function main(): Promise<void> {
  if (!buildPages()) process.exitCode = 1;
  if (isBuilt()) return;
  const { buildProgram } = await import('./build-program.ts');
  await buildProgram();
}

await main();
