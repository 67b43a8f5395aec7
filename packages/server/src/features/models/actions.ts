import type { Actions } from '@ancam/contract';

/** All of some actions, or none with the reason. */
export function actionsOf(state: string, all: readonly string[], barred: string | undefined): Actions {
  if (barred === undefined) return { state, may: [...all], blockers: [] };
  return { state, may: [], blockers: all.map((action) => ({ action, reason: barred })) };
}
