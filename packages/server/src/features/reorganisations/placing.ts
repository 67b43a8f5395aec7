import type { Id } from '@ancam/core';
import type { Placing } from './plan.ts';

/** What decides where an object goes. */
export interface Placed {
  readonly id?: Id;
  readonly recorder: Id;
  readonly place: string;
}

/** The unit an object goes to: named itself, by who recorded it, by where it lies, else the rest. Undefined: no rule fits. */
export function targetOf({ objects, recorders, places, rest }: Placing, { id, recorder, place }: Placed): Id | undefined {
  const named = id === undefined ? undefined : objects.get(id);
  return named ?? recorders.get(recorder) ?? places.find(({ path }) => place.startsWith(path))?.to ?? rest ?? undefined;
}
