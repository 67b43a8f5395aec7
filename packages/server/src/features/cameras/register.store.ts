import { newId } from '@ancam/core';
import type { HostResult, Id } from '@ancam/core';
import { sql } from 'kysely';
import { addressKey } from '../../address-key.ts';
import type { Work } from '../../db/actor.ts';
import { ownedBy } from '../../db/actor.ts';
import type { Tx } from '../../db/database.ts';
import { refreshSearch } from './cameras.store.ts';
import type { Known, Marks } from './recognise.ts';

/** Known cameras that share a mark with a host, latest seen first. */
export async function listKnown(tx: Tx, marks: Marks, scanId: Id): Promise<Known[]> {
  const { rows } = await sql<Known>`
    select id, address, maker, serial, mac, tls_key, tls_key_shared, wsd_endpoint,
      exists (select from camera_sighting s where s.camera_id = camera.id and s.scan_id = ${scanId} and s.address <> ${marks.address}) as "seenElsewhere"
    from camera
    where serial = ${marks.serial ?? null} or mac = ${marks.mac ?? null} or tls_key = ${marks.tlsKey ?? null}
      or wsd_endpoint = ${marks.wsdEndpoint ?? null} or address = ${marks.address}
    order by last_seen_at desc nulls last, id limit 100`.execute(tx);
  return rows;
}

/** Columns of a camera that a scan tells. What a scan did not learn is left out, so that earlier knowledge stays. */
function seenColumns(host: HostResult, marks: Marks) {
  const { identity } = host;
  const told = {
    kind: identity.kind,
    maker: identity.maker,
    maker_name: identity.makerName,
    model: identity.model,
    firmware: identity.firmware,
    serial: marks.serial,
    mac: marks.mac,
    tls_key: marks.tlsKey,
    wsd_endpoint: marks.wsdEndpoint,
  };
  return {
    // entries that are not undefined, so only the columns that were told
    ...(Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined)) as { [K in keyof typeof told]?: string }),
    address: host.address,
    address_key: addressKey(host.address),
    strength: identity.strength,
    tls_key_shared: marks.tlsKeyShared,
    last_host_id: host.id,
    last_seen_at: host.finishedAt,
  };
}

export async function insertSeenCamera({ tx, actor, instanceId }: Work, host: HostResult, marks: Marks): Promise<Id> {
  const id = newId();
  const { identity } = host;
  const name = [identity.makerName, identity.model].filter((part) => part !== undefined).join(' ') || host.address;
  await tx
    .insertInto('camera')
    .values({
      ...seenColumns(host, marks),
      kind: identity.kind,
      id,
      instance_id: instanceId,
      ...ownedBy(actor),
      source: 'scan',
      status: 'in-use',
      name,
      place: '',
      note: '',
      purchased_on: null,
      label_result: null,
      search: '',
      first_seen_at: host.finishedAt,
    })
    .execute();
  await refreshSearch(tx, id);
  return id;
}

/** Writes what a scan saw. False, and nothing written, where a later scan has seen the camera already. */
export async function updateSeenCamera({ tx }: Work, id: Id, host: HostResult, marks: Marks): Promise<boolean> {
  const updated = await tx
    .updateTable('camera')
    .set({ ...seenColumns(host, marks), source: 'scan' })
    .where('id', '=', id)
    .where((eb) => eb.or([eb('last_seen_at', 'is', null), eb('last_seen_at', '<=', host.finishedAt)]))
    .returning('id')
    .execute();
  if (updated.length === 0) return false;
  await refreshSearch(tx, id);
  return true;
}

/** Whether another camera in use is known by the same TLS key. */
export async function isKeyShared(tx: Tx, id: Id, tlsKey: string | undefined): Promise<boolean> {
  if (tlsKey === undefined) return false;
  const other = tx.selectFrom('camera').select('id').where('tls_key', '=', tlsKey).where('id', '<>', id).where('status', '=', 'in-use');
  return (await other.limit(1).executeTakeFirst()) !== undefined;
}

export async function putSighting(
  { tx, actor }: Work,
  sighting: { scanId: Id; cameraId: Id; host: HostResult; by: string },
): Promise<void> {
  const { scanId, cameraId, host, by } = sighting;
  const seen = {
    camera_id: cameraId,
    host_id: host.id,
    maker_name: host.identity.makerName ?? null,
    model: host.identity.model ?? null,
    firmware: host.identity.firmware ?? null,
    seen_at: host.finishedAt,
  };
  await tx
    .insertInto('camera_sighting')
    .values({ id: newId(), ...ownedBy(actor), scan_id: scanId, address: host.address, recognised_by: by, ...seen })
    .onConflict((conflict) => conflict.columns(['scan_id', 'address']).doUpdateSet(seen))
    .execute();
}

/** The camera that this scan has already taken this address for. */
export async function findSighted(tx: Tx, scanId: Id, address: string): Promise<Id | undefined> {
  const row = await tx
    .selectFrom('camera_sighting')
    .select('camera_id')
    .where('scan_id', '=', scanId)
    .where('address', '=', address)
    .executeTakeFirst();
  return row?.camera_id;
}

/** A camera seen again later or earlier than known. */
export async function widenFirstSeen(tx: Tx, id: Id, at: string): Promise<void> {
  await tx.updateTable('camera').set({ first_seen_at: at }).where('id', '=', id).where('first_seen_at', '>', at).execute();
}
