import type { Id } from '@ancam/core';
import { addressKey } from '../../address-key.ts';
import type { Work } from '../../db/actor.ts';
import { listUnseen } from './expected.store.ts';
import { siteOfScan } from './register.store.ts';

const AT_ONCE = 5000;
const FIRST = { address: '', id: '00000000-0000-0000-0000-000000000000' };

/** A scan that came to its end, and whether it looked at an address. */
export interface EndedScan {
  readonly id: Id;
  readonly startedAt: string;
  readonly covers: (address: string) => boolean;
}

/** Only these tell by themselves whether a scan looked at them. */
function isAddress(text: string): boolean {
  return /^[46]/.test(addressKey(text));
}

/**
 * Cameras that a scan should have seen and did not: in use, of the acting unit, at the site where it ran, seen by a scan before, at an
 * address that it covered. Where something answered that could not be told, nothing is said. The ids, a page at a time.
 */
export async function* missedBy(work: Work, scan: EndedScan): AsyncIterable<Id[]> {
  const site = await siteOfScan(work, scan.id);
  for (let after = FIRST; ;) {
    const rows = await listUnseen(work, { ...scan, site }, { after, limit: AT_ONCE });
    yield rows.filter(({ address }) => isAddress(address) && scan.covers(address)).map(({ id }) => id);
    const last = rows.at(-1);
    if (last === undefined || rows.length < AT_ONCE) return;
    after = last;
  }
}
