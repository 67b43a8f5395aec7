import { readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** The folder of the program in few files, which Node loads in half the time of the sources. */
export const PROGRAM = new URL('../dist/', import.meta.url);
/** What of it is started. */
export const BUILT_MAIN = new URL('main.mjs', PROGRAM);
/** When each file it was built from had last been changed: by path from the root, in milliseconds. */
export const MARK = new URL('.sources.json', PROGRAM);

/** Whether the built program is there and no file that it was built from has changed since; some milliseconds, as only the mark is read. */
export function isBuilt(mark = MARK): boolean {
  try {
    const changed = Object.entries(JSON.parse(readFileSync(mark, 'utf8')) as Record<string, number>); // written by tools/build-program.ts
    return changed.length > 0 && changed.every(([path, time]) => changedAt(path) === time);
  } catch {
    return false;
  }
}

/** When the file at `path` from the root was last changed, in milliseconds. Throws where it is not there. */
export function changedAt(path: string): number {
  return statSync(ROOT + path).mtimeMs;
}
