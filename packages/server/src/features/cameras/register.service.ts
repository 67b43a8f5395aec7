import type { HostResult, Id } from '@ancam/core';
import type { Context } from '../../context.ts';
import type { Work } from '../../db/actor.ts';
import { applyChecks } from '../findings/findings.service.ts';
import { marksOf, recognise } from './recognise.ts';
import type { RecognisedBy } from './recognise.ts';
import * as store from './register.store.ts';

/** What became of a host: the camera it is, and by which mark. */
export interface Registered {
  readonly cameraId: Id;
  readonly by: RecognisedBy | 'new';
}

/**
 * Enters a host of a scan into the register: recognises the camera or makes a new one, keeps the sighting, lets findings live on.
 * Undefined where the host is no camera, or where the decision has to wait for the end of the scan.
 */
export async function registerHost(
  context: Context,
  work: Work,
  input: { readonly scanId: Id; readonly host: HostResult; readonly endOfScan: boolean },
): Promise<Registered | undefined> {
  const { scanId, host } = input;
  if (host.identity.kind !== 'camera' && host.identity.kind !== 'recorder') return undefined;
  const marks = marksOf(host);
  const registered = await place(work, marks, input);
  if (registered === undefined) return undefined;
  const { cameraId, by } = registered;
  const isNew = by === 'new';
  const tlsKeyShared = marks.tlsKeyShared || (!isNew && (await store.isKeyShared(work.tx, cameraId, marks.tlsKey)));
  const isNewest = isNew || (await store.updateSeenCamera(work, cameraId, host, { ...marks, tlsKeyShared }));
  await store.putSighting(work, { scanId, cameraId, host, by });
  if (!isNew) await store.widenFirstSeen(work.tx, cameraId, host.finishedAt);
  // An older result must not reopen what a newer one has shown to be fixed.
  // A scan of one camera cannot see that others have its key; the register can.
  if (isNewest) await applyChecks(context, work, { cameraId, scanId, host, fleetDecided: !tlsKeyShared });
  return registered;
}

async function place(
  work: Work,
  marks: ReturnType<typeof marksOf>,
  { scanId, host, endOfScan }: { scanId: Id; host: HostResult; endOfScan: boolean },
): Promise<Registered | undefined> {
  const sighted = await store.findSighted(work.tx, scanId, host.address);
  if (sighted !== undefined) return { cameraId: sighted, by: 'address' };
  const found = recognise(marks, await store.listKnown(work.tx, marks, scanId), endOfScan);
  if (found === 'later') return undefined;
  if (found === 'new') return { cameraId: await store.insertSeenCamera(work, host, marks), by: 'new' };
  return { cameraId: found.camera.id, by: found.by };
}
