import { PerformanceObserver } from 'node:perf_hooks';
import { getHeapSpaceStatistics, getHeapStatistics, setFlagsFromString } from 'node:v8';

const MIB = 1024 * 1024;
/** Both halves of the space of young objects, from the 1 MiB that V8 begins with. */
const YOUNG_BYTES = 16 * MIB;
const GROWTH = 8;
/** What is made to have V8 enlarge that space; a few are enough. */
const MOST_PIECES = 100;
const PIECE_ITEMS = 10_000;

/** Up to this size the heap may grow as it likes: collecting a small one again and again costs more than it saves. */
const SMALL_BYTES = 80 * MIB;
const FREE_PERCENT = 200;
const RELUCTANT_PERCENT = 15;

/**
 * Makes the heap grow reluctantly once it is no longer small. A scan makes much that lives shortly; on a large machine V8 would rather take memory
 * than collect it, and a scan of a thousand cameras would hold more than twice as much without being quicker. The space of young objects is enlarged
 * once, as V8 offers no other way to do it in a process that runs: in the one it begins with, a tenth of all time went into emptying it. Call before
 * anything else is loaded.
 */
export function keepMemorySmall(): void {
  setFlagsFromString(`--heap-growing-percent=${FREE_PERCENT}`);
  const collected = new PerformanceObserver(() => {
    if (getHeapStatistics().total_heap_size < SMALL_BYTES) return;
    setFlagsFromString(`--heap-growing-percent=${RELUCTANT_PERCENT}`);
    collected.disconnect();
  });
  collected.observe({ entryTypes: ['gc'] });
  setFlagsFromString(`--semi-space-growth-factor=${GROWTH}`);
  const pieces: number[][] = [];
  while (youngBytes() < YOUNG_BYTES && pieces.length < MOST_PIECES) pieces.push(Array<number>(PIECE_ITEMS).fill(0));
  setFlagsFromString('--semi-space-growth-factor=1');
}

function youngBytes(): number {
  return getHeapSpaceStatistics().find((space) => space.space_name === 'new_space')?.space_size ?? 0;
}
