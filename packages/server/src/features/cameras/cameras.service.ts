import type { CameraBody, CameraDetail, CameraPatch } from '@ancam/contract';
import { AppError, SEVERITIES, newId } from '@ancam/core';
import type { HostResult, Id } from '@ancam/core';
import type { Context } from '../../context.ts';
import { dayOf } from '../../day.ts';
import { assertMayChange, placedBy, withActor } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import { noteRead } from '../../db/note-read.ts';
import { countingCameras } from '../figures/figures.service.ts';
import * as findings from '../findings/findings.service.ts';
import { refreshOpenCounts } from '../findings/open-counts.service.ts';
import { findHostResult } from '../scans/results.service.ts';
import { matchCameras } from '../warnings/flags.service.ts';
import { warningsOfCamera } from '../warnings/of-camera.service.ts';
import * as store from './cameras.store.ts';
import type { CameraRecord } from './cameras.store.ts';
import { viewChannels, viewDetail } from './cameras.view.ts';
import { channelsOf } from './links.store.ts';
import { labelOf, resultOfLabel } from './label.ts';

async function getRow(work: Work, id: Id): Promise<CameraRecord> {
  const row = await store.findCamera(work.tx, id);
  if (row === undefined) throw new AppError('not-found', 'no such camera', { place: id });
  return row;
}

/** The last result of a camera: of a scan, or made from its label. */
async function lastResult(context: Context, work: Work, row: CameraRecord): Promise<HostResult | undefined> {
  if (row.last_host_id !== null) return findHostResult(work, row.last_host_id);
  return labelOf(context.knowledge, row);
}

function rank(status: string): number {
  return ['open', 'accepted', 'fixed'].indexOf(status);
}

async function detail(context: Context, work: Work, id: Id): Promise<CameraDetail> {
  const row = await getRow(work, id);
  const all = await findings.viewOfCamera(context, work, id);
  all.sort((a, b) => rank(a.status) - rank(b.status) || SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
  noteRead(work, 'camera', [row]);
  return {
    ...viewDetail(context.knowledge, row, await lastResult(context, work, row), work.actor),
    ...(await store.findLinks(work.tx, row)),
    channels: row.kind === 'recorder' ? await channels(work, id) : [],
    warnings: await warningsOfCamera(work.tx, row),
    findings: all,
    scans: await store.listSightings(work.tx, id),
  };
}

async function channels(work: Work, id: Id): Promise<CameraDetail['channels']> {
  const rows = await channelsOf(work.tx, id);
  noteRead(work, 'camera', rows);
  return viewChannels(rows);
}

export async function get(context: Context, actor: Actor, id: Id): Promise<CameraDetail> {
  await refreshOpenCounts(context);
  return withActor(context, actor, (work) => detail(context, work, id));
}

/** Enters a camera that no scan reaches, from its label; the same checks judge what the label tells. */
export function add(context: Context, actor: Actor, body: CameraBody): Promise<CameraDetail> {
  return withActor(context, actor, async (work) => {
    const id = newId();
    const host = resultOfLabel(context.knowledge, body, work.now);
    await countingCameras(work, [id], async () => {
      await store.insertHandCamera(work, id, body, host);
      await matchCameras(work.tx, [id], dayOf(work.now));
    });
    await findings.applyChecks(context, work, null, [{ cameraId: id, placement: placedBy(actor), host, fleetDecided: false }]);
    work.audit({ action: 'camera.added', object: `camera/${id}`, summary: body.name });
    return detail(context, work, id);
  });
}

export function update(context: Context, actor: Actor, id: Id, patch: CameraPatch): Promise<CameraDetail> {
  return withActor(context, actor, async (work) => {
    const row = await getRow(work, id);
    assertMayChange(actor, row);
    if (row.status !== 'in-use') {
      throw new AppError('conflict', `the camera is ${row.status}`, { place: id, reason: row.status, fix: 'restore it first' });
    }
    const [stranger] = await store.strangersOf(work.tx, row, patch);
    if (stranger !== undefined) throw new AppError('not-found', 'no such record of this unit', { place: stranger });
    await countingCameras(work, [id], async () => {
      await store.patchCamera(work.tx, id, patch);
      if (patch.hardwareRevision !== undefined) await matchCameras(work.tx, [id], dayOf(work.now));
    });
    await store.refreshSearch(work.tx, id);
    work.audit({ action: 'camera.changed', object: `camera/${id}`, summary: Object.keys(patch).join(', ') });
    return detail(context, work, id);
  });
}

/** Takes a camera out of use, or back into it. */
export function setStatus(context: Context, actor: Actor, id: Id, status: 'in-use' | 'retired'): Promise<{ done: true }> {
  return withActor(context, actor, async (work) => {
    const row = await getRow(work, id);
    assertMayChange(actor, row);
    if (row.status === 'proposed') {
      throw new AppError('conflict', 'the camera is proposed by a scan', { place: id, reason: 'proposed', fix: 'decide the proposal' });
    }
    if (row.status === status) throw new AppError('conflict', `the camera is ${status} already`, { place: id, reason: status });
    await countingCameras(work, [id], () => store.setStatus(work.tx, id, status));
    work.audit({ action: status === 'retired' ? 'camera.retired' : 'camera.restored', object: `camera/${id}`, summary: row.name });
    return { done: true };
  });
}
