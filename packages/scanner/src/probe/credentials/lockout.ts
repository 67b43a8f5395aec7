import { randomBytes } from 'node:crypto';
import { message } from '@ancam/core';
import { mayLogIn } from '../../engine/attempts.ts';
import type { HostSession } from '../../engine/session.ts';
import { openDoor } from './index.ts';
import type { Doors } from './index.ts';

/** One more than the five after which Decision 724/QĐ-BTTTT recommends a lock. */
const ATTEMPTS = 6;
/** An answer this many times slower than the first, and by this much, has been slowed down on purpose. */
const SLOWER = 4;
const SLOWER_BY_MS = 800;

/**
 * Puts six wrong log-ins of an account that does not exist to a device that was set apart for it, one after the other through one door, and
 * sees whether the device locks or slows down. Stops at the first sign. No account that anybody uses is named, so none can be locked out.
 */
export async function probeLockout(session: HostSession, doors: Doors): Promise<void> {
  const door = await openDoor(session, doors);
  if (door === undefined) return session.skip('lockout', message('no-login-door'));
  if (!(await mayLogIn(session, 'lockout'))) return;
  const account = { user: `ancam-test-${randomBytes(3).toString('hex')}`, password: randomBytes(9).toString('base64url') };
  const times: number[] = [];
  for (let tried = 1; tried <= ATTEMPTS; tried += 1) {
    const begun = performance.now();
    const attempt = await door(account);
    times.push(performance.now() - begun);
    const [first = 0] = times;
    const last = times.at(-1) ?? 0;
    const slowed = last > first * SLOWER && last - first > SLOWER_BY_MS;
    if (attempt === 'locked' || slowed || (attempt === 'unclear' && tried > 1)) return note(session, tried, true);
    if (attempt !== 'refused') return session.leaveOpen('lockout', message('login-unclear'));
  }
  note(session, ATTEMPTS, false);
}

function note(session: HostSession, tried: number, seen: boolean): void {
  session.addFact('lockout.tried', tried);
  session.addFact('lockout.seen', seen);
}
