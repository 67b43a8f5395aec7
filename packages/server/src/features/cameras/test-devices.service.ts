import type { Work } from '../../db/actor.ts';
import * as store from './cameras.store.ts';

/** Addresses of the cameras in use that somebody set apart for tests of log-ins. */
export function testDeviceAddresses({ tx }: Pick<Work, 'tx'>): Promise<string[]> {
  return store.listTestDevices(tx);
}
