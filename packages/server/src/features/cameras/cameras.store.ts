import type { CameraBody, CameraPatch, CameraRow } from '@ancam/contract';
import type { HostResult, Id } from '@ancam/core';
import type { Selectable, Updateable } from 'kysely';
import { addressKey } from '../../address-key.ts';
import type { Work } from '../../db/actor.ts';
import { ownedBy } from '../../db/actor.ts';
import { json } from '../../db/database.ts';
import type { Tx } from '../../db/database.ts';
import type { Tables } from '../../db/tables.generated.ts';
import { searchText } from '../../search-text.ts';
import { CLAIMS } from '../proposals/claims.ts';
import type { Claims, Values } from '../proposals/claims.ts';

export type CameraRecord = Selectable<Tables['camera']>;

export function findCamera(tx: Tx, id: Id): Promise<CameraRecord | undefined> {
  return tx.selectFrom('camera').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Where and when a camera was seen, latest first. */
export function listSightings(tx: Tx, cameraId: Id): Promise<{ id: Id; at: string; address: string }[]> {
  return tx
    .selectFrom('camera_sighting')
    .select(['scan_id as id', 'seen_at as at', 'address'])
    .where('camera_id', '=', cameraId)
    .orderBy('seen_at', 'desc')
    .limit(100)
    .execute();
}

/** Enters a camera from its label. */
export async function insertHandCamera({ tx, actor, instanceId, now }: Work, id: Id, body: CameraBody, label: HostResult): Promise<void> {
  const { identity } = label;
  const address = body.address === '' ? null : body.address;
  const mac = body.mac === '' ? null : body.mac.replaceAll(/[:-]/g, '').toUpperCase();
  const makerName = identity.makerName ?? (body.maker === '' ? null : body.maker);
  await tx
    .insertInto('camera')
    .values({
      id,
      instance_id: instanceId,
      ...ownedBy(actor),
      source: 'hand',
      status: 'in-use',
      name: body.name,
      place: body.place,
      note: body.note,
      purchased_on: body.purchasedOn,
      address,
      address_key: addressKey(address),
      kind: identity.kind,
      strength: identity.strength,
      maker: identity.maker ?? null,
      maker_name: makerName,
      model: body.model === '' ? null : body.model,
      firmware: body.firmware === '' ? null : body.firmware,
      serial: body.serial === '' ? null : body.serial,
      mac,
      wsd_endpoint: null,
      tls_key: null,
      last_host_id: null,
      label_result: json(label),
      search: searchText(body.name, body.place, address, makerName, body.model, body.firmware, body.serial, mac, body.note),
      first_seen_at: now,
      last_seen_at: null,
    })
    .execute();
}

/** Columns of the fields that a person may change. */
const PATCHED = {
  name: 'name',
  place: 'place',
  note: 'note',
  purchasedOn: 'purchased_on',
  hardwareRevision: 'hardware_revision',
  testDevice: 'test_device',
  storage: 'storage_location',
  originPaper: 'origin_paper',
  qualityPaper: 'quality_paper',
  contract: 'contract',
  supplier: 'supplier',
  systemId: 'system_id',
  groupId: 'group_id',
  siteId: 'site_id',
  recorderId: 'recorder_id',
  channel: 'channel',
} as const satisfies Record<keyof CameraPatch, keyof Tables['camera']>;

export async function patchCamera(tx: Tx, id: Id, patch: CameraPatch): Promise<void> {
  const change = Object.entries(PATCHED).flatMap(([field, column]) => {
    const value = patch[field as keyof CameraPatch]; // the keys of PATCHED are those of the patch
    return value === undefined ? [] : [[column, value] as const];
  });
  if (change.length > 0) await tx.updateTable('camera').set(Object.fromEntries(change)).where('id', '=', id).execute();
}

/** Addresses of the cameras in use that somebody set apart for tests of log-ins. */
export async function listTestDevices(tx: Tx): Promise<string[]> {
  const rows = await tx
    .selectFrom('camera')
    .select('address')
    .where('test_device', '=', true)
    .where('status', '=', 'in-use')
    .where('address', 'is not', null)
    .limit(1000)
    .execute();
  return rows.flatMap(({ address }) => address ?? []);
}

/** What the register holds of a camera, locked until the end of the transaction. */
export function lockClaims(tx: Tx, id: Id): Promise<Claims | undefined> {
  return tx
    .selectFrom('camera')
    .select([...CLAIMS])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

/** Writes columns that a scan proposed. */
export async function applyClaims(tx: Tx, id: Id, values: Values & { readonly address_key?: string }): Promise<void> {
  // a status or address that is proposed is never empty
  await tx
    .updateTable('camera')
    .set(values as Updateable<Tables['camera']>)
    .where('id', '=', id)
    .execute();
}

export async function setStatus(tx: Tx, id: Id, status: CameraRow['status']): Promise<void> {
  await tx.updateTable('camera').set({ status }).where('id', '=', id).execute();
}

/** Writes the search text of a camera anew from its columns. */
export async function refreshSearch(tx: Tx, id: Id): Promise<void> {
  const row = await tx.selectFrom('camera').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const search = searchText(
    row.name,
    row.place,
    row.address,
    row.maker_name,
    row.model,
    row.firmware,
    row.serial,
    row.mac,
    row.contract,
    row.note,
  );
  await tx.updateTable('camera').set({ search }).where('id', '=', id).execute();
}

/** One camera of an id, or all in use, in order of address. */
export function listForAssessment(tx: Tx, id: Id | undefined): Promise<CameraRecord[]> {
  const query = tx.selectFrom('camera').selectAll().orderBy('address_key').orderBy('id');
  return id === undefined ? query.where('status', '=', 'in-use').execute() : query.where('id', '=', id).execute();
}

/** Cameras that a scan saw, with the host each was. */
export function listSeenInScan(tx: Tx, scanId: Id): Promise<(CameraRecord & { host_id: Id })[]> {
  return tx
    .selectFrom('camera')
    .innerJoin('camera_sighting', 'camera_sighting.camera_id', 'camera.id')
    .selectAll('camera')
    .select('camera_sighting.host_id')
    .where('camera_sighting.scan_id', '=', scanId)
    .orderBy('camera.address_key')
    .execute();
}

export async function unitName(tx: Tx, unitId: Id): Promise<string> {
  return (await tx.selectFrom('unit').select('name').where('id', '=', unitId).executeTakeFirstOrThrow()).name;
}

/** Names of what a camera points to, as far as the actor sees it. */
export async function findLinks(tx: Tx, row: CameraRecord) {
  const named = async (
    table: 'information_system' | 'camera_group' | 'site' | 'model' | 'camera',
    id: Id | null,
  ): Promise<{ id: Id; name: string } | null> =>
    id === null ? null : ((await tx.selectFrom(table).select(['id', 'name']).where('id', '=', id).executeTakeFirst()) ?? null);
  return {
    system: await named('information_system', row.system_id),
    group: await named('camera_group', row.group_id),
    site: await named('site', row.site_id),
    registered: await named('model', row.model_id),
    recorder: await named('camera', row.recorder_id),
  };
}

/** Gives which of the records a camera is to point to do not stand with the same steward, or are no recorder. */
export async function strangersOf(tx: Tx, row: CameraRecord, patch: CameraPatch): Promise<string[]> {
  const wanted = [
    ['systemId', 'information_system', patch.systemId],
    ['groupId', 'camera_group', patch.groupId],
    ['siteId', 'site', patch.siteId],
    ['recorderId', 'camera', patch.recorderId],
  ] as const;
  const strangers: string[] = [];
  for (const [field, table, id] of wanted) {
    if (id === undefined || id === null) continue;
    const found = await tx.selectFrom(table).select(['steward_id', 'home_id']).where('id', '=', id).executeTakeFirst();
    // A system may be shared within one body; places and recorders are the unit's own.
    const own = field === 'systemId' ? found?.home_id === row.home_id : found?.steward_id === row.steward_id;
    const recorder =
      field !== 'recorderId' ||
      (id !== row.id && (await tx.selectFrom('camera').select('kind').where('id', '=', id).executeTakeFirst())?.kind === 'recorder');
    if (!own || !recorder) strangers.push(field);
  }
  return strangers;
}
