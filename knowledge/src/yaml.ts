import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';

const require = createRequire(import.meta.url);

/** The reader of YAML, fetched when the first record is read: who uses the compiled knowledge would load seventy modules for nothing. */
export function yaml(): typeof Yaml {
  return require('yaml') as typeof Yaml; // the package's own types
}
