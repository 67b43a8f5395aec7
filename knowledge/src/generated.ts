import { readFileSync } from 'node:fs';
import { AppError } from '@ancam/core';

/**
 * Gives the reader of a file that the compiler wrote from validated records: read when first asked for, once per process.
 * @throws AppError `knowledge.invalid` where `what` cannot be read
 */
export function generated<T>(file: string, what: string): () => T {
  const place = new URL(`../${file}`, import.meta.url);
  let loaded: T | undefined;
  return () => (loaded ??= read<T>(place, what));
}

function read<T>(place: URL, what: string): T {
  try {
    return JSON.parse(readFileSync(place, 'utf8')) as T; // the compiler's own output
  } catch (cause) {
    const fix = 'run: node knowledge/src/compile.ts';
    throw new AppError('knowledge.invalid', `${what} cannot be read`, { place: place.pathname, fix }, cause);
  }
}
