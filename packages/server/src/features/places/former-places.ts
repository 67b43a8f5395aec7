import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '@ancam/core';
import { createPlaces, FormerCommunes, loadPlaces } from '@ancam/knowledge';
import type { Places } from '@ancam/knowledge';
import { z } from 'zod';

/** Where `ancam knowledge import-places` puts former units, inside the data folder. */
export function formerPlacesFile(dataFolder: string): string {
  return join(dataFolder, 'former-places.json');
}

interface Cached {
  readonly file: string | undefined;
  readonly stamp: string;
  readonly places: Places;
}

let cached: Cached | undefined;

/** Shipped places, and those imported into a file; read again when the file has changed. Throws `knowledge.invalid` where the file is damaged. */
export function readPlaces(file: string | undefined): Places {
  const stamp = stampOf(file);
  if (cached?.file === file && cached?.stamp === stamp) return cached.places;
  const places = createPlaces(loadPlaces(), file === undefined || stamp === '' ? [] : readFormer(file));
  cached = { file, stamp, places };
  return places;
}

function stampOf(file: string | undefined): string {
  const stat = file === undefined ? undefined : statSync(file, { throwIfNoEntry: false });
  return stat === undefined ? '' : `${stat.mtimeMs} ${stat.size} ${stat.ino}`;
}

function readFormer(file: string): FormerCommunes[] {
  try {
    return z.array(FormerCommunes).parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    const fix = 'import it again: ancam knowledge import-places, or remove the file';
    throw new AppError('knowledge.invalid', 'imported places cannot be read', { place: file, fix }, cause);
  }
}
