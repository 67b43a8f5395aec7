import { setTimeout as rest } from 'node:timers/promises';
import type { Context } from './context.ts';

/** How long a turn should take on the embedded database, ms: whoever asks meanwhile waits about so long. */
const TURN_MS = 60;
const LEAST = 5;

/** Does a piece of work of at most so many items. */
export type Turns = <T>(work: (most: number) => Promise<T>) => Promise<T>;

/**
 * Turns of long work beside the requests. A server does `most` items in each. The embedded database does one thing at a time: there a turn
 * grows or shrinks to about TURN_MS, and as much time as it took is left to the others before the next.
 */
export function turnsOf({ embedded }: Pick<Context, 'embedded'>, most: number): Turns {
  if (embedded !== true) return (work) => work(most);
  let size = Math.min(most, 4 * LEAST);
  return async (work) => {
    const began = performance.now();
    const result = await work(size);
    const took = performance.now() - began;
    size = Math.round(Math.min(most, 2 * size, Math.max(LEAST, (size * TURN_MS) / took)));
    await rest(took);
    return result;
  };
}
