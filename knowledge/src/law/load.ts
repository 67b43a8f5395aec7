import { readFileSync } from 'node:fs';
import { AppError } from '@ancam/core';
import type { LawData } from './data.ts';

const COMPILED = new URL('../../law.generated.json', import.meta.url);

let loaded: LawData | undefined;

/** The statute book that comes with the product; read when first asked for, once per process. */
export function loadLaw(): LawData {
  loaded ??= readCompiled();
  return loaded;
}

function readCompiled(): LawData {
  try {
    return JSON.parse(readFileSync(COMPILED, 'utf8')) as LawData; // written by the compiler from validated records
  } catch (cause) {
    const fix = 'run: node knowledge/src/compile.ts';
    throw new AppError('knowledge.invalid', 'the compiled statute book cannot be read', { place: COMPILED.pathname, fix }, cause);
  }
}
