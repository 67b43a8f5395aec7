import type { Id } from '@ancam/core';
import { ATTEMPT_WINDOW_HOURS } from '@ancam/scanner';
import type { LoginAttempts } from '@ancam/scanner';
import { withActor } from '../../db/actor.ts';
import type { Actor, Store, Work } from '../../db/actor.ts';
import * as store from './attempts.store.ts';

/** From when on a log-in attempt still counts. */
function windowFrom(now: string): string {
  return new Date(Date.parse(now) - ATTEMPT_WINDOW_HOURS * 3_600_000).toISOString();
}

/** Addresses on which factory accounts were tried within the window. */
export function triedLately(work: Work): Promise<string[]> {
  return store.listTriedSince(work.tx, windowFrom(work.now));
}

/**
 * Notes that a scan is about to try to log in. Once this gives true, the note outlasts whatever comes; false: such attempts on the address are
 * noted within the window, or were by this scan before it was cut off.
 */
export function noteAttempts(context: Store, actor: Actor, scanId: Id, attempts: LoginAttempts): Promise<boolean> {
  return withActor(context, actor, async ({ tx, now }) => {
    await store.lockAddress(tx, attempts.address);
    if (await store.isNoted(tx, attempts, scanId, windowFrom(now))) return false;
    await store.insertAttempt(tx, scanId, attempts, now);
    return true;
  });
}
