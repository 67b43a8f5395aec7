import { readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** The folder of the program in few files, which Node loads in half the time of the sources. */
export const PROGRAM = new URL('../dist/', import.meta.url);
/** What of it is started. */
export const BUILT_MAIN = new URL('main.mjs', PROGRAM);
export const MARK = new URL('.sources.json', PROGRAM);

/** What the program was built from; paths from the root. */
export interface BuildMark {
  /** When each file of ours had last been changed, in milliseconds. */
  readonly changed: Readonly<Record<string, number>>;
  /** The modules in each built file, those of libraries too. */
  readonly madeOf: Readonly<Record<string, readonly string[]>>;
}

/** Whether the built program is there and no file that it was built from has changed since; some milliseconds, as only the mark is read. */
export function isBuilt(mark = MARK): boolean {
  try {
    const changed = Object.entries((JSON.parse(readFileSync(mark, 'utf8')) as BuildMark).changed); // written by tools/build-program.ts
    return changed.length > 0 && changed.every(([path, time]) => changedAt(path) === time);
  } catch {
    return false;
  }
}

/** When the file at `path` from the root was last changed, in milliseconds. Throws where it is not there. */
export function changedAt(path: string): number {
  return statSync(ROOT + path).mtimeMs;
}
