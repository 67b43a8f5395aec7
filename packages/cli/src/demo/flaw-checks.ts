import type { PlantedFlaw } from '@ancam/camera-farm';

/**
 * Which checks find which planted flaw. The simulated cameras and the knowledge share no words, so that neither can lean on the other:
 * this table is the only place where they meet. Any one of the checks counts as found; all of them are explained by the flaw.
 */
export const FLAW_CHECKS: Readonly<Record<PlantedFlaw, readonly string[]>> = {} as never;
