import { message } from '@ancam/core';
import { ATTEMPT_WINDOW_HOURS } from '../plan/create-plan.ts';
import type { HostSession } from './session.ts';

/** Log-in attempts on one address: with the factory accounts of its maker (`credentials`), or wrong ones on a test device (`lockout`). */
export interface LoginAttempts {
  readonly address: string;
  readonly probe: 'credentials' | 'lockout';
  /** Hardware address of the device where it is in an own network: 12 upper-case hex digits. */
  readonly mac?: string | undefined;
}

/**
 * Notes that attempts are about to be made. Resolves once the note outlasts a loss of power: true, or false where such attempts on the address
 * stand noted within the window already, by whatever scan. Rejects where nothing could be noted.
 */
export type NoteAttempts = (attempts: LoginAttempts) => Promise<boolean>;

/**
 * Whether log-in attempts may be made on this host now. They are noted before the first of them: what is only noted after it may have been
 * forgotten by the scan that comes next. Where they may not, the probe says why. Without anybody to note them none is made.
 */
export async function mayLogIn(session: HostSession, probe: LoginAttempts['probe']): Promise<boolean> {
  const { noteAttempts } = session.context;
  const noted =
    noteAttempts === undefined
      ? undefined
      : await session.pauseFor(noteAttempts({ address: session.address, probe, mac: macOf(session) })).catch(() => undefined);
  if (noted === true) return true;
  const reason = noted === undefined ? message('attempt-not-noted') : message('attempt-noted', { hours: ATTEMPT_WINDOW_HOURS });
  session.skip(probe, reason);
  return false;
}

function macOf({ facts }: HostSession): string | undefined {
  const mac = facts.find(({ name }) => name === 'neighbour.mac')?.value;
  return typeof mac === 'string' ? mac : undefined;
}
