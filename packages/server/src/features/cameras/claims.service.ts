import type { Id } from '@ancam/core';
import { addressKey } from '../../address-key.ts';
import type { Work } from '../../db/actor.ts';
import { dayOf } from '../../day.ts';
import { countingCameras } from '../figures/figures.service.ts';
import type { Claims, Values } from '../proposals/claims.ts';
import { matchCameras } from '../warnings/flags.service.ts';
import * as store from './cameras.store.ts';

/** What the register holds of a camera, which is locked until the end of the transaction; undefined where the actor sees none. */
export function lockClaims({ tx }: Work, id: Id): Promise<Claims | undefined> {
  return store.lockClaims(tx, id);
}

/** Writes what a scan proposed and somebody accepted; figures, warnings and search follow. */
export async function applyClaims(work: Work, id: Id, values: Values): Promise<void> {
  await countingCameras(work, [id], async () => {
    await store.applyClaims(work.tx, id, 'address' in values ? { ...values, address_key: addressKey(values.address ?? null) } : values);
    await matchCameras(work.tx, [id], dayOf(work.now));
  });
  await store.refreshSearch(work.tx, id);
}
