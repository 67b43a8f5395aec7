import { readFileSync } from 'node:fs';
import { AppError } from '@ancam/core';
import type { PlacesData } from './schema.ts';

const COMPILED = new URL('../../places.generated.json', import.meta.url);

let loaded: PlacesData | undefined;

/** The places that come with the product; read when first asked for, once per process. */
export function loadPlaces(): PlacesData {
  loaded ??= readCompiled();
  return loaded;
}

function readCompiled(): PlacesData {
  try {
    return JSON.parse(readFileSync(COMPILED, 'utf8')) as PlacesData; // written by the compiler from validated records
  } catch (cause) {
    const fix = 'run: node knowledge/src/compile.ts';
    throw new AppError('knowledge.invalid', 'compiled places cannot be read', { place: COMPILED.pathname, fix }, cause);
  }
}
