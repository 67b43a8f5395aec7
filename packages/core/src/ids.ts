import { z } from 'zod';

/** A UUID minted where the record is born, so that instances can exchange records later. */
export const Id = z.uuid();
export type Id = z.infer<typeof Id>;

/** Mints a new random id. */
export function newId(): Id {
  return globalThis.crypto.randomUUID();
}
