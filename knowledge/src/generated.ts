import { readFileSync } from 'node:fs';
import { AppError } from '@ancam/core';
import type { LawData } from './law/data.ts';
import type { PlacesData } from './places/schema.ts';
import type { KnowledgeIndex } from './schema.ts';

/** What each file holds that the compiler wrote. */
interface Generated {
  'index.generated.json': KnowledgeIndex;
  'law.generated.json': LawData;
  'places.generated.json': PlacesData;
}

/**
 * Gives the reader of a file that the compiler wrote from validated records: read when first asked for, once per process.
 * @throws AppError `knowledge.invalid` where `what` cannot be read
 */
export function generated<File extends keyof Generated>(file: File, what: string): () => Generated[File] {
  const place = new URL(`../${file}`, import.meta.url);
  let loaded: Generated[File] | undefined;
  return () => (loaded ??= read(place, what) as Generated[File]); // the compiler's own output
}

function read(place: URL, what: string): unknown {
  try {
    return JSON.parse(readFileSync(place, 'utf8'));
  } catch (cause) {
    const fix = 'run: node knowledge/src/compile.ts';
    throw new AppError('knowledge.invalid', `${what} cannot be read`, { place: place.pathname, fix }, cause);
  }
}
