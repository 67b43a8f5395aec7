import type { CameraBody, CameraFilter, CameraPatch, CameraRow } from '@ancam/contract';
import { SEVERITIES } from '@ancam/core';
import type { HostResult, Id } from '@ancam/core';
import type { RawBuilder, Selectable } from 'kysely';
import { sql } from 'kysely';
import { soonAfter } from '../../day.ts';
import { addressKey } from '../../address-key.ts';
import { readCursor, writeCursor } from '../../cursor.ts';
import type { Work } from '../../db/actor.ts';
import { ownedBy } from '../../db/actor.ts';
import { json } from '../../db/database.ts';
import type { Tx } from '../../db/database.ts';
import type { Tables } from '../../db/tables.generated.ts';
import { searchText } from '../../search-text.ts';

export type CameraRecord = Selectable<Tables['camera']>;

interface Order {
  readonly by: RawBuilder<unknown>;
  readonly after: (cursor: readonly (string | number)[]) => RawBuilder<boolean>;
  readonly keys: (row: CameraRecord) => (string | number)[];
}

/** What `worst` holds where no finding is open. */
const NOTHING_OPEN = 9;
const EPOCH = '1970-01-01T00:00:00.000Z';

const ORDERS: Record<CameraFilter['sort'], Order> = {
  worst: {
    by: sql`worst, address_key, id`,
    after: ([worst, key, id]) => sql<boolean>`(worst, address_key, id) > (${worst}::int, ${key}::text, ${id}::uuid)`,
    keys: (row) => [row.worst, row.address_key, row.id],
  },
  address: {
    by: sql`address_key, id`,
    after: ([, key, id]) => sql<boolean>`(address_key, id) > (${key}::text, ${id}::uuid)`,
    keys: (row) => [0, row.address_key, row.id],
  },
  name: {
    by: sql`name, id`,
    after: ([, name, id]) => sql<boolean>`(name, id) > (${name}::text, ${id}::uuid)`,
    keys: (row) => [0, row.name, row.id],
  },
  lastSeen: {
    by: sql`coalesce(last_seen_at, ${EPOCH}::timestamptz) desc, id desc`,
    after: ([, at, id]) => sql<boolean>`(coalesce(last_seen_at, ${EPOCH}::timestamptz), id) < (${at}::timestamptz, ${id}::uuid)`,
    keys: (row) => [0, row.last_seen_at ?? EPOCH, row.id],
  },
};

/** The cursor behind a row. */
export function cursorOf(sort: CameraFilter['sort'], row: CameraRecord): string {
  return writeCursor(cursorKeys(sort, row));
}

/** The values a cursor of this order holds. */
export function cursorKeys(sort: CameraFilter['sort'], row: CameraRecord): (string | number)[] {
  return ORDERS[sort].keys(row);
}

function likeOf(word: string): string {
  return `%${word.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
}

/** Cameras by their worst open finding. Where none is open it matters whether anything was ever looked at. */
function worstIs(severity: NonNullable<CameraFilter['severity']>): RawBuilder<unknown> {
  if (severity === 'none') return sql`worst = ${NOTHING_OPEN} and last_seen_at is not null`;
  if (severity === 'unchecked') return sql`worst = ${NOTHING_OPEN} and last_seen_at is null`;
  return sql`worst = ${SEVERITIES.indexOf(severity)}`;
}

/** Warnings, papers, storage, and what a camera belongs to. */
function flagsOf(filter: CameraFilter): RawBuilder<unknown>[] {
  const all: RawBuilder<unknown>[] = [];
  if (filter.warned !== undefined)
    all.push(filter.warned === 'any' ? sql`warned <> 'no'` : sql`warned <> 'no' and warned = ${filter.warned}`);
  if (filter.papers !== undefined) all.push(sql`(origin_paper = '' or quality_paper = '')`);
  if (filter.storage !== undefined) all.push(sql`storage_location = ${filter.storage}`);
  if (filter.system !== undefined) all.push(sql`system_id = ${filter.system}`);
  if (filter.site !== undefined) all.push(sql`site_id = ${filter.site}`);
  if (filter.group !== undefined) all.push(sql`group_id = ${filter.group}`);
  if (filter.model !== undefined)
    all.push(sql`maker_id = (select m.maker_id from model m where m.id = ${filter.model}) and model_id = ${filter.model}`);
  if (filter.warning !== undefined) {
    all.push(sql`warned <> 'no' and (${filter.warning}::uuid = any(warning_ids) or ${filter.warning}::uuid = any(possible_warning_ids))`);
  }
  return all;
}

function conditions(filter: CameraFilter, day: string): RawBuilder<unknown> {
  const all: RawBuilder<unknown>[] = [sql`true`];
  for (const word of searchText(filter.q).split(' ').filter(Boolean)) all.push(sql`search like ${likeOf(word)}`);
  if (filter.maker !== undefined) all.push(sql`maker_name = ${filter.maker}`);
  if (filter.status !== undefined) all.push(sql`status = ${filter.status}`);
  if (filter.severity !== undefined) all.push(worstIs(filter.severity));
  if (filter.identity !== undefined) all.push(sql`maker_name is null`);
  if (filter.acceptance !== undefined) {
    all.push(sql`exists (select from finding x where x.camera_id = camera.id and x.status = 'accepted'
      and x.accepted_until between ${day}::date and ${soonAfter(day)}::date)`);
  }
  all.push(...flagsOf(filter));
  if (filter.check !== undefined) {
    all.push(sql`exists (select from finding x where x.camera_id = camera.id and x.check_id = ${filter.check}
      and finding_status_on(x.status, x.accepted_until, ${day}::date) = 'open')`);
  }
  return sql.join(all, sql` and `);
}

/** A page of cameras, one row more than asked for. */
export async function listCameras(
  tx: Tx,
  filter: CameraFilter,
  day: string,
  page: { cursor?: string | undefined; limit: number },
): Promise<CameraRecord[]> {
  const order = ORDERS[filter.sort];
  const after = readCursor(page.cursor, 3);
  const from = after === undefined ? sql`true` : order.after(after);
  const { rows } = await sql<CameraRecord>`select * from camera where ${conditions(filter, day)} and ${from}
    order by ${order.by} limit ${page.limit + 1}`.execute(tx);
  return rows;
}

export async function countCameras(tx: Tx, filter: CameraFilter, day: string): Promise<number> {
  const { rows } = await sql<{
    count: number;
  }>`select count(*)::int as count from camera where ${conditions(filter, day)}`.execute(tx);
  return rows[0]?.count ?? 0;
}

export async function listMakers(tx: Tx): Promise<string[]> {
  const rows = await tx
    .selectFrom('camera')
    .select('maker_name')
    .distinct()
    .where('maker_name', 'is not', null)
    .orderBy('maker_name')
    .execute();
  return rows.flatMap(({ maker_name }) => maker_name ?? []);
}

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

export async function setStatus(tx: Tx, id: Id, status: CameraRow['status']): Promise<void> {
  await tx.updateTable('camera').set({ status }).where('id', '=', id).execute();
}

/** Writes the search text of a camera anew from its columns. */
export async function refreshSearch(tx: Tx, id: Id): Promise<void> {
  const row = await tx.selectFrom('camera').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const search = searchText(row.name, row.place, row.address, row.maker_name, row.model, row.firmware, row.serial, row.mac, row.note);
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
