import { loadLaw } from '@ancam/knowledge';
import { createLaw } from '@ancam/law';
import type { Law } from '@ancam/law';

let loaded: Law | undefined;

/** The statute book that comes with the product, ready to be evaluated; read when first asked for, once per process. */
export function statuteBook(): Law {
  loaded ??= createLaw(loadLaw());
  return loaded;
}
