import type { ScanProgress } from '@ancam/contract';

/** Where each stage begins and ends on the bar; checking devices takes by far the longest. */
const SPANS = {
  resolve: [0, 0.02],
  discover: [0.02, 0.1],
  sweep: [0.1, 0.35],
  probe: [0.35, 0.97],
  fleet: [0.97, 1],
  done: [1, 1],
} as const satisfies Record<ScanProgress['stage'], readonly [number, number]>;

/** Share 0..1 of the present stage. */
export function stageShare({ done, total }: ScanProgress): number {
  return total === 0 ? 0 : Math.min(1, done / total);
}

/** Share 0..1 of the whole scan, so that the bar does not fall back when a stage begins. */
export function overallShare(progress: ScanProgress): number {
  const [from, to] = SPANS[progress.stage];
  return from + (to - from) * stageShare(progress);
}
