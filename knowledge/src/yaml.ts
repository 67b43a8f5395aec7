import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';

const require = createRequire(import.meta.url);

/** The reader of YAML, loaded with the first file: servers and scans live by what is compiled, and its seventy modules are slow to start. */
export function yaml(): typeof Yaml {
  return require('yaml') as typeof Yaml; // the very package that the type is of
}
